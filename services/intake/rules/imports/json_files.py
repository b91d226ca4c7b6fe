"""Rows of a JSON file (format `samhandling-cases/1`, I-10). Pure."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from services.intake.rules.imports.refusing import refused_for
from shared.values.refusal import Refused

FORMAT = "samhandling-cases/1"


class Twice(dict[str, Any]):
    """An object in which a name stands more than once, so that nobody can say which is meant."""

    names: tuple[str, ...] = ()


def rows_of(text: str) -> Iterator[tuple[int, Any]]:
    """The rows as they stand, counted from 1. Raises Refused for what is no file of cases."""
    content = _parsed(text)
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise Refused("I-10", "intake.import.no-format", field="file", format=FORMAT)
    if isinstance(content, Twice):
        raise refused_for("names-twice", content.names)
    unknown = sorted(content.keys() - {"format", "cases"})
    if unknown:
        raise refused_for("names-unknown", unknown)
    if not isinstance(content.get("cases"), list):
        raise Refused("I-10", "intake.import.no-list", field="file")
    return iter(enumerate(content["cases"], start=1))


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as wrong:
        raise Refused(
            "I-10",
            "intake.import.json-invalid",
            field="file",
            line=wrong.lineno,
            column=wrong.colno,
        ) from None
    except (RecursionError, ValueError):
        # Deeper than any file of cases, or a number of thousands of digits.
        raise Refused("I-10", "intake.import.json-none", field="file") from None


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    twice = Twice(found)
    names = [name for name, _ in pairs]
    twice.names = tuple(sorted({name for name in names if names.count(name) > 1}))
    return twice

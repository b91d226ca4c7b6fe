"""What pydantic found wrong, in Norwegian and at its field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shared.web.i18n import Words

SHOWN = (str, int, float)
"""The kinds of values of an error's context that a sentence may need (limits, formats)."""


@dataclass(frozen=True, slots=True)
class FieldError:
    """One field that is wrong: `field` is its path (`tasks.0.unit`, empty for the whole).

    `text` stands at the field; `summary` says the same away from the field, with its name.
    """

    field: str
    text: str
    summary: str
    location: str = "body"
    pointer: str | None = None


def field_errors(
    errors: Iterable[Mapping[str, Any]], words: Words, *, prefix: str | None = None
) -> tuple[FieldError, ...]:
    """The errors of a pydantic validation (`ValidationError.errors()`) as readers see them.

    The words are those of `<prefix>.<field>-<error>` where the page has its own, otherwise of
    `invalid.<error>`, or of `invalid.<error>-<asked>` where the context says what was asked for.
    The input is never part of them.
    """
    return tuple(_field_error(error, words, prefix) for error in errors)


def _field_error(error: Mapping[str, Any], words: Words, prefix: str | None) -> FieldError:
    location, steps = _where(error["loc"])
    field = ".".join(str(step) for step in steps)
    kind = str(error["type"]).replace("_", "-")
    values = {
        name: value if not isinstance(value, float) else f"{value:g}".replace(".", ",")
        for name, value in error.get("ctx", {}).items()
        if isinstance(value, SHOWN)
    }
    values["count"] = _count(values)
    pointer = "#/" + "/".join(_escaped(step) for step in steps) if location == "body" else None
    name = name_of(field)
    if prefix and words.has(own := f"{prefix}.{name}-{kind}"):
        text = words(own, **values)
        return FieldError(field, text, text, location, pointer)
    asked = values.get("asked")
    general = f"invalid.{kind}-{asked}" if asked else f"invalid.{kind}"
    text = words(general if words.has(general) else "invalid.other", **values)
    label = words(f"{prefix}.{name}") if prefix and words.has(f"{prefix}.{name}") else field
    return FieldError(field, text, f"{label}: {text}" if label else text, location, pointer)


def name_of(field: str) -> str:
    """The field's name in the catalogue: without the numbers of a list, `_` as `-`."""
    return ".".join(part for part in field.split(".") if not part.isdecimal()).replace("_", "-")


def _where(location: tuple[str | int, ...]) -> tuple[str, tuple[str | int, ...]]:
    """FastAPI puts the part of the request first; a plain model does not."""
    if location and location[0] in {"body", "query", "path", "header", "cookie"}:
        return str(location[0]), tuple(location[1:])
    return "body", tuple(location)


def _count(values: Mapping[str, object]) -> int:
    """The number a sentence with two forms is chosen by."""
    for limit in ("min_length", "max_length", "decimal_places", "max_digits"):
        if isinstance(value := values.get(limit), int):
            return value
    return 0


def _escaped(step: str | int) -> str:
    """RFC 6901, section 3."""
    return str(step).replace("~", "~0").replace("/", "~1")

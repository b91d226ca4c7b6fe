"""Registers real cases from a file through intake (format `samhandling-cases/1`).

A bad row is refused with its reference, field, rule and reason while the others are taken; the
same file twice changes nothing (I-10).
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal
from uuid import uuid5

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from deploy.playing.client import Answered, Client
from shared.contracts.record import NAMESPACE
from shared.eventlog.commands import ReusedCommandId
from shared.service.settings import FIRST_OPERATOR

FORMAT = "samhandling-cases/1"
LOADER = FIRST_OPERATOR


class NotACasesFile(ValueError):  # noqa: N818 - named for what it says
    """The file as a whole can't be read; the text says why, in Norwegian."""


class Row(BaseModel):
    """One case of the file; unknown keys are refused by name."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    reference: str = Field(min_length=1, max_length=200)
    date: date
    helsefellesskap: str = Field(min_length=1)
    language: Literal["nb", "nn"] = "nb"
    title: str
    what_happens: str
    parties: list[str]
    workaround: str | None = None
    urgent: bool = False


REASONS = {
    "missing": "Feltet mangler.",
    "extra_forbidden": "Feltet er ukjent.",
    "date_from_datetime_parsing": "Datoen er ikke gyldig.",
    "date_parsing": "Datoen er ikke gyldig.",
    "literal_error": "Verdien er ikke en av de lovlige.",
    "string_type": "Feltet skal være tekst.",
    "list_type": "Feltet skal være en liste.",
    "bool_parsing": "Feltet skal være ja eller nei.",
    "string_too_short": "Feltet er tomt.",
    "string_too_long": "Teksten er for lang.",
}


@dataclass(frozen=True, slots=True)
class CasesFile:
    """The rows of a file, as they stand there."""

    rows: tuple[Any, ...]

    @classmethod
    def read(cls, path: Path) -> "CasesFile":
        """Raises NotACasesFile."""
        try:
            content = json.loads(path.read_text(encoding="utf-8-sig"))
        except FileNotFoundError:
            raise NotACasesFile(f"Filen {path} finnes ikke.") from None
        except (UnicodeDecodeError, OSError):
            raise NotACasesFile(f"Filen {path} kan ikke leses som UTF-8.") from None
        except json.JSONDecodeError as wrong:
            raise NotACasesFile(
                f"Filen er ikke gyldig JSON (linje {wrong.lineno}, tegn {wrong.colno})."
            ) from None
        if not isinstance(content, dict) or content.get("format") != FORMAT:
            raise NotACasesFile(f"Filen må ha «format»: «{FORMAT}».")
        unknown = sorted(content.keys() - {"format", "cases"})
        if unknown:
            raise NotACasesFile(f"Ukjente felt i filen: {', '.join(unknown)}.")
        if not isinstance(content.get("cases"), list):
            raise NotACasesFile("«cases» må være en liste.")
        return cls(tuple(content["cases"]))


@dataclass
class Loaded:
    """What became of each row, in the form of `samhandling load --json`."""

    accepted: list[dict[str, str]] = field(default_factory=list)
    unchanged: list[dict[str, str]] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "accepted": self.accepted,
            "unchanged": self.unchanged,
            "refused": self.refused,
        }


def load_cases(client: Client, file: CasesFile, *, create: bool) -> Loaded:
    """Registers every good row once. Raises what the client raises when nobody answers."""
    loaded = Loaded()
    seen: set[str] = set()
    for row, refused in rows_of(file):
        if row is None:
            loaded.refused.append(refused)
        elif row.reference in seen:
            loaded.refused.append(
                _refusal(row.reference, "reference", "I-10", "Referansen står to ganger i filen.")
            )
        else:
            seen.add(row.reference)
            _load(client, row, loaded, create=create)
    return loaded


def rows_of(file: CasesFile) -> Iterator[tuple[Row | None, dict[str, Any]]]:
    """Each row, or what is wrong with it."""
    for index, given in enumerate(file.rows, start=1):
        reference = given.get("reference") if isinstance(given, dict) else None
        try:
            yield Row.model_validate(given), {}
        except ValidationError as wrong:
            first = wrong.errors(include_url=False, include_input=False)[0]
            place = ".".join(str(part) for part in first["loc"]) or "raden"
            reason = REASONS.get(first["type"], "Feltet er ikke gyldig.")
            yield None, _refusal(reference or f"rad {index}", place, "I-10", reason)


def _load(client: Client, row: Row, loaded: Loaded, *, create: bool) -> None:
    if create:
        _create(client, row.helsefellesskap)
    body = {
        "helsefellesskap": row.helsefellesskap,
        "title": row.title,
        "what_happens": row.what_happens,
        "parties": row.parties,
        "workaround": row.workaround,
        "urgent": row.urgent,
        "language": row.language,
        "reported_on": row.date.isoformat(),
        "sender_reference": row.reference,
    }
    try:
        receipt = client.ask("intake", "/reports", body, LOADER, key=_key(row.reference))
    except Answered as no:
        problem = no.problem
        if problem.get("reason") == ReusedCommandId.reason:
            reason = "Referansen er brukt før, med annet innhold."
            loaded.refused.append(_refusal(row.reference, "reference", "I-10", reason))
            return
        loaded.refused.append(
            _refusal(
                row.reference,
                _field(problem),
                problem.get("rule", "I-10"),
                problem.get("detail") or problem.get("title", ""),
            )
        )
        return
    answer = {"reference": row.reference, "case_number": receipt["case_number"]}
    (loaded.unchanged if receipt["repeated"] else loaded.accepted).append(answer)


def _create(client: Client, name: str) -> None:
    """An empty helsefellesskap of this name, where the register does not have it."""
    known = client.get("governance", "/helsefellesskap", LOADER)
    if any(each["name"].casefold() == name.casefold() for each in known):
        return
    new = uuid5(NAMESPACE, f"helsefellesskap:{name.casefold()}")
    client.ask(
        "governance",
        "/helsefellesskap",
        {
            "helsefellesskap_id": str(new),
            "name": name,
            "case_number_format": "{year}/{running}",
        },
        LOADER,
        key=f"load:helsefellesskap:{new}",
    )

    def heard() -> bool | None:
        there = client.get("intake", "/helsefellesskap", LOADER)["helsefellesskap"]
        return True if str(new) in there else None

    client.until(f"inntak kjenner {name}", heard)


def _field(problem: dict[str, Any]) -> str:
    found: str = problem.get("field") or ""
    if not found and problem.get("errors"):
        found = problem["errors"][0].get("field", "")
    return {"reported_on": "date", "sender_reference": "reference"}.get(found, found)


def _key(reference: str) -> str:
    """An Idempotency-Key holds visible ASCII only; a reference may be any text."""
    return f"load:{hashlib.sha256(reference.encode()).hexdigest()}"


def _refusal(reference: str, field: str, rule: str, reason: str) -> dict[str, Any]:
    return {"reference": reference, "field": field, "rule": rule, "reason": reason}

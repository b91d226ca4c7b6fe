"""Registers real cases from a file through intake (format `samhandling-cases/1`).

A bad row is refused with its reference, field, rule and reason while the others are taken; the
same file twice changes nothing (I-10).
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal
from uuid import uuid5

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from deploy.playing.client import Answered, Client
from shared.contracts.record import NAMESPACE
from shared.eventlog.commands import ReusedCommandId
from shared.service.settings import FIRST_OPERATOR

FORMAT = "samhandling-cases/1"
LOADER = FIRST_OPERATOR
OF_THE_ROW = frozenset({413, 422})
"""Answers that are about what stands in the row; the others are about all rows alike."""
MOST_BYTES = 20_000_000
"""More than ten thousand cases at their longest; a larger file is some other file."""


class NotACasesFile(ValueError):  # noqa: N818 - named for what it says
    """The file as a whole can't be read; the text says why, in Norwegian."""


class Twice(dict[str, Any]):
    """An object in which a name stands more than once, so that nobody can say which is meant."""

    names: tuple[str, ...] = ()


def _iso_day(given: object) -> object:
    """A number is no day, though pydantic would count seconds from 1970."""
    if not isinstance(given, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", given.strip(), re.ASCII):
        raise PydanticCustomError("date_parsing", "not a day")
    return given


class Row(BaseModel):
    """One case of the file; unknown keys are refused by name."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    reference: str = Field(min_length=1, max_length=200)
    date: Annotated[date, BeforeValidator(_iso_day)]
    helsefellesskap: str = Field(min_length=1)
    language: Literal["nb", "nn"] = "nb"
    title: str
    what_happens: str
    parties: list[str]
    workaround: str | None = None
    urgent: bool = Field(default=False, strict=True)


REASONS = {
    "missing": "Feltet mangler.",
    "extra_forbidden": "Feltet er ukjent.",
    "date_from_datetime_parsing": "Datoen er ikke gyldig; skriv den som 2026-11-23.",
    "date_parsing": "Datoen er ikke gyldig; skriv den som 2026-11-23.",
    "literal_error": "Verdien er ikke en av de lovlige.",
    "string_type": "Feltet skal være tekst.",
    "list_type": "Feltet skal være en liste.",
    "bool_type": "Feltet skal være true eller false.",
    "model_type": "Raden skal være et objekt med felt.",
    "string_unicode": "Teksten inneholder tegn som ikke er gyldige.",
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
        content = _parsed(_text_of(path))
        if not isinstance(content, dict) or content.get("format") != FORMAT:
            raise NotACasesFile(f"Filen må ha «format»: «{FORMAT}».")
        if isinstance(content, Twice):
            raise NotACasesFile(f"Disse står flere ganger i filen: {', '.join(content.names)}.")
        unknown = sorted(content.keys() - {"format", "cases"})
        if unknown:
            raise NotACasesFile(f"Ukjente felt i filen: {', '.join(unknown)}. Fjern dem.")
        if not isinstance(content.get("cases"), list):
            raise NotACasesFile("«cases» må være en liste.")
        return cls(tuple(content["cases"]))


def _text_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            # Not its size first: a pipe or a device has none.
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise NotACasesFile(f"Filen {path} finnes ikke.") from None
    except IsADirectoryError:
        raise NotACasesFile(f"{path} er en mappe. Oppgi en fil.") from None
    except OSError:
        raise NotACasesFile(f"Filen {path} kan ikke leses. Gi tilgang til den.") from None
    if len(content) > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        raise NotACasesFile(f"Filen {path} er over {most} MB. Del den i flere filer.")
    if not content.strip():
        raise NotACasesFile(f"Filen {path} er tom.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotACasesFile(f"Filen {path} er ikke UTF-8. Lagre den som UTF-8.") from None


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as wrong:
        raise NotACasesFile(
            f"Filen er ikke gyldig JSON (linje {wrong.lineno}, tegn {wrong.colno})."
        ) from None
    except (RecursionError, ValueError):
        # Deeper than any file of cases, or a number of thousands of digits.
        raise NotACasesFile("Filen er ikke gyldig JSON for saker.") from None


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    twice = Twice(found)
    names = [name for name, _ in pairs]
    twice.names = tuple(sorted({name for name in names if names.count(name) > 1}))
    return twice


@dataclass
class Loaded:
    """What became of each row, in the form of `samhandling load --json`."""

    accepted: list[dict[str, str]] = field(default_factory=list)
    unchanged: list[dict[str, str]] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[dict[str, Any]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "accepted": self.accepted,
            "unchanged": self.unchanged,
            "refused": self.refused,
            "warnings": self.warnings,
        }


def load_cases(client: Client, file: CasesFile, *, create: bool) -> Loaded:
    """Registers every good row once. Raises what the client raises when nobody answers."""
    loaded = Loaded()
    seen: set[str] = set()
    for number, row, refused in rows_of(file):
        if row is None:
            loaded.refused.append(refused)
        elif row.reference in seen:
            reason = "Referansen står to ganger i filen."
            loaded.refused.append(_problem(number, row.reference, "reference", "I-10", reason))
        else:
            seen.add(row.reference)
            _load(client, number, row, loaded, create=create)
    return loaded


def rows_of(file: CasesFile) -> Iterator[tuple[int, Row | None, dict[str, Any]]]:
    """The number of each row from 1 on, and the row, or what is wrong with it."""
    for number, given in enumerate(file.rows, start=1):
        named = given.get("reference") if isinstance(given, dict) else None
        reference = named if isinstance(named, str) and named.strip() else f"rad {number}"
        if isinstance(given, Twice):
            reason = "Feltet står flere ganger i raden."
            yield number, None, _problem(number, reference, given.names[0], "I-10", reason)
            continue
        try:
            yield number, Row.model_validate(given), {}
        except ValidationError as wrong:
            first = wrong.errors(include_url=False, include_input=False)[0]
            place = ".".join(str(part) for part in first["loc"]) or "raden"
            reason = REASONS.get(first["type"], "Feltet er ikke gyldig.")
            yield number, None, _problem(number, reference, place, "I-10", reason)


def _load(client: Client, number: int, row: Row, loaded: Loaded, *, create: bool) -> None:
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
        if create:
            _create(client, row.helsefellesskap)
        receipt = client.ask("intake", "/reports", body, LOADER, key=_key(row.reference))
    except Answered as no:
        if no.status not in OF_THE_ROW:
            raise
        loaded.refused.append(_problem(number, row.reference, *_said(no.problem)))
        return
    answer = {"reference": row.reference, "case_number": receipt["case_number"]}
    (loaded.unchanged if receipt["repeated"] else loaded.accepted).append(answer)
    for warning in receipt["warnings"]:
        told = (_field(warning["field"]), warning["rule"], warning["detail"])
        loaded.warnings.append(_problem(number, row.reference, *told))


def _said(problem: Mapping[str, Any]) -> tuple[str, str, str]:
    """The field, the rule and the reason of a row that intake refused."""
    if problem.get("reason") == ReusedCommandId.reason:
        return "reference", "I-10", "Referansen er brukt før, med annet innhold."
    first = next(iter(problem.get("errors", ())), problem)
    reason = first.get("detail") or problem.get("title", "")
    return (
        _field(problem.get("field") or first.get("field") or ""),
        problem.get("rule", "I-10"),
        f"{reason.removesuffix('.')}.",
    )


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


def _field(name: str) -> str:
    """The field as it is called in the file."""
    names = {"reported_on": "date", "sender_reference": "reference", "name": "helsefellesskap"}
    return names.get(name, name)


def _key(reference: str) -> str:
    """An Idempotency-Key holds visible ASCII only; a reference may be any text."""
    return f"load:{hashlib.sha256(reference.encode()).hexdigest()}"


def _problem(row: int, reference: str, field: str, rule: str, reason: str) -> dict[str, Any]:
    return {"row": row, "reference": reference, "field": field, "rule": rule, "reason": reason}

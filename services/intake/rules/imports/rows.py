"""One row of an import, and all that is wrong with it (I-1, I-3, I-10). Pure."""

import dataclasses
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from services.intake.commands import RegisterReport
from services.intake.rules.imports.json_files import Twice
from services.intake.rules.reports import Told, faults
from shared.contracts.record import Sealed
from shared.values.national_numbers import find_national_numbers
from shared.values.refusal import Refused

THE_ROW = "row"
"""The field of what is wrong with a row as a whole."""

SHAPES = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "date_from_datetime_parsing": "date",
    "date_parsing": "date",
    "literal_error": "not-among",
    "string_type": "text",
    "list_type": "list",
    "bool_type": "yes-or-no",
    "model_type": "object",
    "string_unicode": "unicode",
    "string_too_short": "empty",
    "string_too_long": "too-long",
    "too_long": "too-many",
}
"""What pydantic found wrong, and the word for it."""


def _iso_day(given: object) -> object:
    """A number is no day, though pydantic would count seconds from 1970."""
    if not isinstance(given, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", given.strip(), re.ASCII):
        raise PydanticCustomError("date_parsing", "not a day")
    return given


class Row(BaseModel):
    """One case of a file; unknown keys are refused by name."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    reference: str = Field(min_length=1, max_length=200)
    date: Annotated[date, BeforeValidator(_iso_day)]
    helsefellesskap: str = Field(min_length=1)
    language: Literal["nb", "nn"] = "nb"
    title: str
    what_happens: str
    parties: list[str] = Field(max_length=50)
    workaround: str | None = None
    workaround_risk: str | None = None
    urgent: bool = Field(default=False, strict=True)

    @property
    def told(self) -> Told:
        return Told(
            self.title,
            self.what_happens,
            tuple(self.parties),
            self.workaround or "",
            self.workaround_risk or "",
            self.reference,
        )


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field of a row: the rule, and the key of the sentence."""

    field: str
    rule: str
    key: str
    values: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    @classmethod
    def of(cls, refused: Refused) -> "Fault":
        """What the rules said, with the field as it is called in a file."""
        names = {"sender_reference": "reference", "reported_on": "date", None: THE_ROW}
        place = names.get(refused.field, refused.field)
        return cls(str(place), refused.rule, f"refused.{refused.reason}", refused.values)


@dataclass(frozen=True, slots=True)
class Judged:
    """A row as it was judged by itself: good, with no faults, or with all there are.

    `reference` is what the row may be called by; empty where it has none that can be repeated.
    """

    number: int
    reference: str
    row: Row | None
    faults: tuple[Fault, ...]


def judged(number: int, given: Any) -> Judged:
    """I-1, I-3, I-10: everything that is wrong with a row, before anybody is asked about it."""
    reference = _reference(given)
    if isinstance(given, Twice):
        twice = tuple(
            Fault(name, "I-10", "refused.intake.import.row.twice") for name in given.names
        )
        return Judged(number, reference, None, twice)
    try:
        row = Row.model_validate(given)
    except ValidationError as wrong:
        return Judged(number, reference, None, tuple(_shapeless(given, wrong)))
    found = tuple(map(Fault.of, faults(row.told)))
    return Judged(number, reference, None if found else row, found)


def _reference(given: Any) -> str:
    """What names a patient is not repeated, also where it is the reference (I-4)."""
    named = given.get("reference") if isinstance(given, dict) else None
    if not isinstance(named, str) or len(named) > 200 or find_national_numbers(named):
        return ""
    return named.strip()


def _shapeless(given: Any, wrong: ValidationError) -> Iterator[Fault]:
    """The fields that are no fields of ours, and what the rules say against those that are."""
    bad = set()
    for error in wrong.errors(include_url=False, include_input=False):
        place = ".".join(str(part) for part in error["loc"]) or THE_ROW
        bad.add(place.partition(".")[0])
        kind = SHAPES.get(error["type"], "invalid")
        yield Fault(_name(place), "I-10", f"refused.intake.import.row.{kind}")
    if not isinstance(given, dict):
        return
    parties = given.get("parties")
    named = parties if isinstance(parties, list) else []
    texts = {
        name: value if isinstance(value := given.get(name), str) else ""
        for name in ("title", "what_happens", "workaround", "workaround_risk", "reference")
    }
    told = Told(
        texts["title"],
        texts["what_happens"],
        tuple(each for each in named if isinstance(each, str)),
        texts["workaround"],
        texts["workaround_risk"],
        texts["reference"],
    )
    for fault in map(Fault.of, faults(told)):
        if fault.field not in bad or fault.rule == "I-3":
            yield fault


def _name(place: str) -> str:
    """The name of a field somebody has made up may name a patient too (I-4)."""
    return THE_ROW if find_national_numbers(place) else place[:200]


def report_of(row: Row, *, opening: UUID, report_id: UUID, helsefellesskap: UUID) -> RegisterReport:
    """What is asked for a row: the same as when it is sent alone, under the sender's reference."""

    def sealed(text: str) -> Sealed:
        return Sealed(subject=f"case-{opening}", purpose="report", clear=text)

    return RegisterReport(
        case_id=opening,
        report_id=report_id,
        helsefellesskap=helsefellesskap,
        title=sealed(row.title),
        what_happens=sealed(row.what_happens),
        parties=tuple(row.parties),
        workaround=sealed(row.workaround) if row.workaround else None,
        workaround_risk=sealed(row.workaround_risk) if row.workaround_risk else None,
        urgent=row.urgent,
        language=row.language,
        reported_on=row.date,
        sender_reference=row.reference,
    )


def key_of(reference: str) -> str:
    """The key of a row's command: an Idempotency-Key holds visible ASCII only, a reference any
    text. It is the one by which files were registered from the first on."""
    return f"load:{hashlib.sha256(reference.encode()).hexdigest()}"

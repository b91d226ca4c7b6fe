"""What must hold for what a reporter tells (I-1, I-3, I-9). Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.intake.commands import RegisterReport
from shared.contracts.record import Sealed
from shared.values.national_numbers import Finding, find_contact_details
from shared.values.open_text import names_no_patient, patients_named
from shared.values.refusal import Refused

TITLE_LENGTH = 200
TEXT_LENGTH = 10_000


def text_of(sealed: Sealed | None) -> str:
    """What was written; decisions are made on open text, before it is sealed for the record."""
    return (sealed.clear or "") if sealed else ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a report tells, in the clear."""

    title: str
    what_happens: str
    parties: tuple[str, ...]
    workaround: str = ""
    workaround_risk: str = ""
    sender_reference: str = ""

    @property
    def open_fields(self) -> tuple[tuple[str, str], ...]:
        """Every field of a report in which somebody writes freely."""
        return (
            ("title", self.title),
            ("what_happens", self.what_happens),
            ("workaround", self.workaround),
            ("workaround_risk", self.workaround_risk),
            ("sender_reference", self.sender_reference),
            *(("parties", name) for name in self.parties),
        )


def told_in(report: RegisterReport) -> Told:
    """What the report tells, in the clear."""
    return Told(
        title=text_of(report.title),
        what_happens=text_of(report.what_happens),
        parties=report.parties,
        workaround=text_of(report.workaround),
        workaround_risk=text_of(report.workaround_risk),
        sender_reference=report.sender_reference or "",
    )


def may_be_registered(told: Told) -> None:
    """I-1, I-3, I-9: nothing is missing, too long, or names a patient. Raises the first Refused."""
    for refused in faults(told):
        raise refused


def faults(told: Told) -> Iterator[Refused]:
    """All that the rules have against a report, field by field (I-1, I-3, I-9)."""
    yield from _lacks(told.title, told.what_happens, "I-1")
    for field, text in (
        ("workaround", told.workaround),
        ("workaround_risk", told.workaround_risk),
    ):
        if len(text) > TEXT_LENGTH:
            yield Refused("I-9", "intake.text-too-long", field=field, longest=TEXT_LENGTH)
    if not _named(told.parties):
        yield Refused("I-1", "intake.parties-missing", field="parties")
    yield from patients_named(told.open_fields)


def names_the_problem(title: Sealed, what_happens: Sealed, rule: str) -> None:
    """I-1, I-13: a title, and what happens."""
    for refused in _lacks(text_of(title), text_of(what_happens), rule):
        raise refused


def _lacks(title: str, what_happens: str, rule: str) -> Iterator[Refused]:
    for field, text, longest in (
        ("title", title.strip(), TITLE_LENGTH),
        ("what_happens", what_happens.strip(), TEXT_LENGTH),
    ):
        if not text:
            yield Refused(rule, f"intake.{field}-missing", field=field)
        if len(text) > longest:
            yield Refused(rule, "intake.text-too-long", field=field, longest=longest)


def names_a_party(parties: tuple[str, ...], rule: str) -> None:
    """I-1, I-13: it concerns somebody."""
    if not _named(parties):
        raise Refused(rule, "intake.parties-missing", field="parties")


def _named(parties: tuple[str, ...]) -> list[str]:
    return [name for name in parties if name.strip()]


def is_told(text: str, field: str, rule: str) -> None:
    """What is asked for in words is there, is not too long, and names no patient (I-3)."""
    if not text.strip():
        raise Refused(rule, f"intake.{field}-missing", field=field)
    if len(text) > TEXT_LENGTH:
        raise Refused(rule, "intake.text-too-long", field=field, longest=TEXT_LENGTH)
    names_no_patient(((field, text),))


@dataclass(frozen=True, slots=True)
class ContactDetail:
    """A phone number or an e-mail address in an open field, and where; never what it is."""

    field: str
    found: Finding


def contact_details(report: RegisterReport) -> tuple[ContactDetail, ...]:
    """I-3: what a reporter is warned of."""
    return contacts_in(told_in(report))


def contacts_in(told: Told) -> tuple[ContactDetail, ...]:
    """I-3: a warning, since it may be a patient's; the report is taken all the same.

    Not in the sender's reference: eight digits are a number there, and nobody's phone.
    """
    return tuple(
        ContactDetail(field, found)
        for field, text in told.open_fields
        if field != "sender_reference"
        for found in find_contact_details(text)
    )

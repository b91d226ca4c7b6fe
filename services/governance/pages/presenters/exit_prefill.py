"""What a form that changes a way out starts from (G-16 to G-18)."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from services.governance.api.exit_answers import parts_of, trial_out
from services.governance.readmodels.exits import Exit
from shared.contracts.governance.exits import Contact
from shared.contracts.record import Sealed

OpenSeal = Callable[[Sealed], str | None]


def rows_of(found: Exit) -> int:
    """How many rows of provisions or deviations are filled in."""
    match found.kind:
        case "clarification":
            return len(parts_of(found.as_it_is)[0].text.provisions)
        case "trial":
            return len(trial_out(found).plan.deviations)
        case "dispute":
            return 0


def as_typed(found: Exit, parties: Sequence[UUID], open_seal: OpenSeal) -> dict[str, str]:
    """The fields as they were last typed; the contact is opened for those who may change it."""
    match found.kind:
        case "clarification":
            return _clarification(found, parties, open_seal)
        case "trial":
            return _plan(found)
        case "dispute":
            text = found.as_it_is.prepared.text
            return _texts(text, "contact") | _contact(text.contact, open_seal)


def _clarification(found: Exit, parties: Sequence[UUID], open_seal: OpenSeal) -> dict[str, str]:
    text = parts_of(found.as_it_is)[0].text
    typed = _texts(text, "contact", "provisions", "readings")
    for row, provision in enumerate(text.provisions):
        for name, value in provision.model_dump().items():
            typed[f"provisions.{row}.{name}"] = value
    read = {reading.party: reading for reading in text.readings}
    for row, party in enumerate(parties):
        if reading := read.get(party):
            typed[f"readings.{row}.text"] = reading.text
            typed[f"readings.{row}.dissent"] = reading.dissent or ""
    return typed | _contact(text.contact, open_seal)


def _contact(contact: Contact | None, open_seal: OpenSeal) -> dict[str, str]:
    if contact is None:
        return {}
    return {
        "contact.name": open_seal(contact.name) or "",
        "contact.email": open_seal(contact.email) or "",
        "contact.phone": open_seal(contact.phone) or "",
    }


def _texts(told: Any, *without: str) -> dict[str, str]:
    kept = told.model_dump(mode="json", exclude=set(without))
    return {name: str(value) for name, value in kept.items() if value is not None}


def _plan(found: Exit) -> dict[str, str]:
    plan = trial_out(found).plan
    typed = _texts(plan, "deviations", "case_handling", "individuals")
    for name, limit in (("case_handling", plan.case_handling), ("individuals", plan.individuals)):
        typed[name] = "yes" if limit.departs else "no"
        typed[f"{name}_told"] = limit.told or ""
    for row, deviation in enumerate(plan.deviations):
        for name, value in deviation.model_dump().items():
            typed[f"deviations.{row}.{name}"] = value
    return typed

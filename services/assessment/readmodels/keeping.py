"""How what is recorded of an assessment is kept in a row, and taken out again."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from pydantic import BaseModel, TypeAdapter

from services.assessment.decisions import Open
from shared.contracts.assessment import (
    Detail,
    Finding,
    Goal,
    PartyStanding,
    Phase,
    Priority,
    Standardised,
)

_DETAIL: TypeAdapter[Detail] = TypeAdapter(Detail)


def kept(being: Open) -> dict[str, Any]:
    """As JSON data."""
    return {
        "parties": [str(each) for each in being.parties],
        "goal": being.goal.model_dump(mode="json") if being.goal else None,
        "findings": _all(being.findings.values()),
        "capacity": _all(being.capacity.values()),
        "details": _all(being.details.values()),
        "standardised": _all(being.standardised),
        "phases": _all(being.phases.values()),
        "priorities": _all(being.priorities.values()),
        "revision": being.revision,
        "question": being.question,
    }


def taken_out(helsefellesskap: UUID, number: str, recorded: dict[str, Any]) -> Open:
    """The same again."""
    findings = [Finding.model_validate(each) for each in recorded["findings"]]
    capacity = [PartyStanding.model_validate(each) for each in recorded["capacity"]]
    details = [_DETAIL.validate_python(each) for each in recorded["details"]]
    phases = [Phase.model_validate(each) for each in recorded["phases"]]
    priorities = [Priority.model_validate(each) for each in recorded["priorities"]]
    return Open(
        helsefellesskap=helsefellesskap,
        number=number,
        parties=tuple(UUID(each) for each in recorded["parties"]),
        goal=Goal.model_validate(recorded["goal"]) if recorded["goal"] else None,
        findings={(each.component, each.party): each for each in findings},
        capacity={each.party: each for each in capacity},
        details={each.component: each for each in details},
        standardised=tuple(Standardised.model_validate(e) for e in recorded["standardised"]),
        phases={each.phase: each for each in phases},
        priorities={each.party: each for each in priorities},
        revision=recorded["revision"],
        question=recorded["question"],
    )


def _all(parts: Iterable[BaseModel]) -> list[dict[str, Any]]:
    return [each.model_dump(mode="json") for each in parts]

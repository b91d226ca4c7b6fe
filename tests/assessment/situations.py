"""What has happened in an assessment before it is asked, and what the register says."""

from dataclasses import replace
from functools import reduce
from uuid import UUID

import pytest

from services.assessment.commands import AssessmentCommand, AssessmentFacts
from services.assessment.decisions import Assessment, Unknown, decide, evolve
from shared.contracts.assessment import AssessmentEvent, Clinician, PartyKind
from shared.contracts.governance import OrganisationKind
from shared.contracts.record import Who
from shared.values.refusal import Refused
from tests.examples.assessment import (
    DETAILED,
    FOUND,
    MEASURED,
    OPENED,
    PHASED,
    STANDARDISATION,
    STATED,
)
from tests.examples.ids import HOSPITAL, NOW, PORSGRUNN, SECRETARY, SKIEN, id_of

PRACTICE = id_of("klyve-legesenter")
SPECIALIST = id_of("hudlege")
DIRECTORATE = id_of("helsedirektoratet")
KINDS: dict[UUID, OrganisationKind] = {
    HOSPITAL: "hf",
    SKIEN: "municipality",
    PORSGRUNN: "municipality",
    PRACTICE: "gp-practice",
    SPECIALIST: "specialist-practice",
    DIRECTORATE: "directorate",
}
FACTS = AssessmentFacts(
    now=NOW,
    by=Who(SECRETARY),
    command_id=id_of("command"),
    organisations=tuple(PartyKind(party=party, kind=kind) for party, kind in KINDS.items()),
)
READY: tuple[AssessmentEvent, ...] = (
    OPENED,
    STATED,
    *FOUND,
    *MEASURED,
    *DETAILED,
    STANDARDISATION,
    PHASED,
)
"""Everything is recorded; only the conclusion is left."""


def given(*events: AssessmentEvent) -> Assessment:
    start: Assessment = Unknown()
    return reduce(evolve, events, start)


def clinicians(*parties: UUID) -> tuple[Clinician, ...]:
    """One active clinician for each of the parties."""
    return tuple(Clinician(party=each, role="Lege") for each in sorted(parties, key=str))


def given_parties(*parties: UUID) -> tuple[AssessmentEvent, ...]:
    """Everything is recorded, of these parties."""
    opened = OPENED.model_copy(update={"parties": parties})
    found = [each.model_copy(update={"clinicians": clinicians(*parties)}) for each in FOUND]
    plain = MEASURED[1]
    measured = [plain.model_copy(update={"party": party}) for party in parties]
    return (opened, STATED, *found, *measured)


def refused(
    command: AssessmentCommand, assessment: Assessment, facts: AssessmentFacts = FACTS
) -> Refused:
    with pytest.raises(Refused) as refusal:
        decide(command, facts, assessment)
    return refusal.value


def with_lsu(*parties: UUID) -> AssessmentFacts:
    return replace(FACTS, lsu=(parties,))

"""What intake's decisions are tried on: facts, and cases as events have made them."""

from dataclasses import replace
from functools import reduce
from uuid import UUID

import pytest

from services.intake.commands import IntakeFacts, OnACase
from services.intake.commands.facts import OtherCase
from services.intake.decisions import Case, Unknown, decide, evolve
from shared.contracts.intake import OnTheCase, ReportRegistered
from shared.contracts.record import Who
from shared.values.refusal import Refused
from tests.examples.ids import GP, NOW, SECRETARY, TELEMARK, id_of
from tests.examples.intake.cases import OTHER_CASE, OTHER_GP, OTHER_REPORT
from tests.examples.intake.reports import PARTIES, REGISTERED

FACTS = IntakeFacts(
    now=NOW,
    by=Who(GP),
    command_id=id_of("command"),
    parties=PARTIES,
    year=2026,
    running=1,
    number="2026/1",
    opened_at=10,
    secretariat=(SECRETARY,),
)
BY_SECRETARY = replace(FACTS, by=Who(SECRETARY))
OLDER = OtherCase(OTHER_CASE, "2026/0", TELEMARK, 5, "open", 0, raised=False)


def given(*events: OnTheCase) -> Case:
    start: Case = Unknown()
    return reduce(evolve, events, start)


def by(person: UUID, facts: IntakeFacts = FACTS) -> IntakeFacts:
    return replace(facts, by=Who(person))


def joining(report: str = "other-report", reporter: str = "other-gp") -> ReportRegistered:
    """Another reporter who has joined the case."""
    return REGISTERED.model_copy(
        update={
            "report_id": id_of(report),
            "reporter": id_of(reporter),
            "number": "2026/2",
            "joined": True,
        }
    )


JOINED = joining()
assert (JOINED.report_id, JOINED.reporter) == (OTHER_REPORT, OTHER_GP)


def refused(command: OnACase, facts: IntakeFacts, case: Case) -> Refused:
    with pytest.raises(Refused) as refusal:
        decide(command, facts, case)
    return refusal.value

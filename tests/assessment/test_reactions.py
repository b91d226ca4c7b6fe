"""What assessment does about what it hears (I-5)."""

import pytest

from services.assessment.commands import OpenAssessment
from services.assessment.reactions import react
from shared.contracts.intake import PartyNamed, TriageOutcome
from shared.contracts.record import Event
from shared.eventlog.heard import Heard
from tests.contracts.golden_files import body_of, codec_of_today
from tests.examples import assessment
from tests.examples.ids import CASE, HOSPITAL, SKIEN, TELEMARK, id_of
from tests.examples.intake import cases
from tests.examples.intake import reports as intake


def heard(event: Event) -> Heard:
    codec = codec_of_today()
    body = body_of(codec, event)
    envelope, decoded = codec.decode(body)
    return Heard(envelope.source, id_of("epoch"), 1, envelope, decoded, body)


def test_a_lifted_case_opens_an_assessment_of_the_parties_the_register_knows_i_5() -> None:
    named = (*intake.PARTIES, PartyNamed(name="Et legekontor"))
    lifted = intake.LIFTED.model_copy(update={"parties": named})
    (command,) = react(heard(lifted))
    assert command == OpenAssessment(CASE, TELEMARK, "2026/1", (HOSPITAL, SKIEN))
    assert command == assessment.OPEN


@pytest.mark.parametrize(
    "outcome",
    ["answered", "routed-to-line", "joined", "lifted-to-system-level", "declined", "withdrawn"],
)
def test_no_other_outcome_opens_an_assessment_i_5(outcome: TriageOutcome) -> None:
    assert react(heard(intake.LIFTED.model_copy(update={"outcome": outcome}))) == ()


def test_what_a_body_has_started_is_assessed_as_any_other_case_i_13() -> None:
    (command,) = react(heard(cases.STARTED))
    assert command == OpenAssessment(cases.NEW_CASE, TELEMARK, "2026/3", (HOSPITAL, SKIEN))


@pytest.mark.parametrize("event", [intake.REGISTERED, intake.WITHDRAWN, assessment.CONCLUDED])
def test_nothing_else_that_is_said_causes_anything(event: Event) -> None:
    assert react(heard(event)) == ()

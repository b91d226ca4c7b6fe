"""What governance does about what has happened (A-14, A-15, G-11, G-12)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, get_args
from uuid import UUID

import pytest

from services.governance.app import build
from services.governance.commands.cases import (
    NoteDeadline,
    ReceiveCase,
    RecordOutcome,
    ResumeCase,
    TakeExit,
)
from services.governance.reactions import react, timers_of
from shared.contracts.assessment import RouteKind
from shared.contracts.governance.steps import StepBegun
from shared.contracts.record import Envelope, Event, service_actor
from shared.eventlog.heard import Heard
from shared.eventlog.timers import CancelTimer, SetTimer, Timer
from shared.values.calendar import start_of_day
from shared.values.refusal import Refused
from tests.examples.assessment import EVENTS as ASSESSMENT
from tests.examples.governance.case_events import CASE_CLOSED, DEADLINE_MISSED, STEP_BEGUN
from tests.examples.governance.cases import CONSENSUS_REACHED
from tests.examples.governance.exits import (
    CLARIFICATION,
    CLARIFICATION_ANSWERED,
    CLARIFICATION_SENT,
    DISPUTE,
    DISPUTE_SENT,
    STATEMENT_REGISTERED,
)
from tests.examples.governance.meetings import ITEM_CLOSED, MEETING_CLOSED
from tests.examples.governance.own_lines import (
    CASE_IMPLEMENTED,
    DECISION_IN_FORCE,
    FOLLOW_UP_ANSWERED,
    FOLLOW_UP_ASKED,
)
from tests.examples.governance.trials import (
    TRIAL,
    TRIAL_APPLIED,
    TRIAL_ENDED,
    TRIAL_GRANTED,
    TRIAL_REFUSED,
)
from tests.examples.ids import CASE, NOW, PARTNERSHIP, RATIFY_BY, SSU, id_of
from tests.governance.example import ANNE, SIV, TELEMARK, body
from tests.governance.installation import Installation

(CONCLUDED,) = [each for each in ASSESSMENT if "concluded" in each.type]


def heard(event: Event) -> Heard:
    source: Any = event.type.partition(".")[0]
    envelope = Envelope(
        id=id_of("heard"),
        source=source,
        type=event.type,
        subject=f"case-{CASE}",
        subjectversion=1,
        time=NOW,
        recordedtime=NOW,
        correlationid=str(CASE),
        commandid=id_of("command"),
        commandfingerprint="",
        actor=service_actor("assessment"),
        rulesversion="1",
        data={},
    )
    return Heard(source, id_of("epoch"), 1, envelope, event, b"")


@pytest.mark.parametrize("route", get_args(RouteKind))
def test_a_case_that_is_to_go_on_is_received_a_14(route: str) -> None:
    concluded = CONCLUDED.model_copy(update={"route": route, "conclusion": "proceed"})
    (command,) = react(heard(concluded))
    assert isinstance(command, ReceiveCase)
    assert (command.kind, command.case_id) == (route, CASE)
    assert react(heard(concluded)) == (command,)


def test_what_is_not_realistic_brings_no_case_a_14() -> None:
    assert react(heard(CONCLUDED.model_copy(update={"conclusion": "not-realistic"}))) == ()


def test_an_items_outcome_takes_effect_on_its_case_g_12() -> None:
    (command,) = react(heard(ITEM_CLOSED))
    assert isinstance(command, RecordOutcome)
    assert (command.item_id, command.outcome) == (ITEM_CLOSED.item_id, ITEM_CLOSED.outcome)
    assert react(heard(CONSENSUS_REACHED)) == ()


def test_a_case_waits_for_the_exit_that_was_taken_and_comes_back_g_10() -> None:
    asked, applied, disputed = (
        TakeExit(CASE, PARTNERSHIP, "clarification", CLARIFICATION, CLARIFICATION_SENT.question),
        TakeExit(CASE, PARTNERSHIP, "trial", TRIAL, TRIAL_APPLIED.measure),
        TakeExit(CASE, PARTNERSHIP, "dispute-board", DISPUTE, DISPUTE_SENT.question),
    )
    assert react(heard(CLARIFICATION_SENT)) == (asked,)
    assert react(heard(TRIAL_APPLIED)) == (applied,)
    assert react(heard(DISPUTE_SENT)) == (disputed,)
    answer, statement = CLARIFICATION_ANSWERED.answer, STATEMENT_REGISTERED.statement
    answered = ResumeCase(CASE, "clarification", CLARIFICATION, answer)
    stated = ResumeCase(CASE, "dispute-board", DISPUTE, statement)
    assert react(heard(CLARIFICATION_ANSWERED)) == (answered,)
    assert react(heard(STATEMENT_REGISTERED)) == (stated,)
    for event in (TRIAL_REFUSED, TRIAL_ENDED):
        assert react(heard(event)) == (ResumeCase(CASE, "trial", TRIAL, event.reason),)
    assert react(heard(TRIAL_GRANTED)) == ()


def test_a_meeting_that_passed_cases_over_asks_for_their_deadlines_g_11() -> None:
    closed = MEETING_CLOSED.model_copy(update={"passed_over": (CASE, id_of("other"))})
    assert react(heard(closed)) == (
        NoteDeadline(CASE, None, SSU),
        NoteDeadline(id_of("other"), None, SSU),
    )


def test_a_step_has_one_timer_which_the_next_step_takes_the_place_of_g_11() -> None:
    taken_away, timer = timers_of(heard(STEP_BEGUN))
    assert isinstance(timer, SetTimer)
    assert (timer.key, timer.due_at) == (f"step:{CASE}", RATIFY_BY)
    assert timer.kind == f"step:{STEP_BEGUN.step_id}"
    assert taken_away == CancelTimer(timer.key)
    until_the_meeting = STEP_BEGUN.model_copy(update={"due_at": None})
    assert tuple(timers_of(heard(until_the_meeting))) == (taken_away,)
    _, next_rung = timers_of(heard(DEADLINE_MISSED))
    assert isinstance(next_rung, SetTimer)
    assert next_rung.due_at == DEADLINE_MISSED.next_at
    for over in (CASE_IMPLEMENTED, CASE_CLOSED):
        assert taken_away in tuple(timers_of(heard(over)))
    assert tuple(timers_of(heard(ITEM_CLOSED))) == ()


def test_the_result_is_asked_for_by_a_timer_of_its_own_g_15() -> None:
    (timer,) = timers_of(heard(DECISION_IN_FORCE))
    assert isinstance(timer, SetTimer)
    assert DECISION_IN_FORCE.follow_up_on is not None
    assert timer.due_at == start_of_day(DECISION_IN_FORCE.follow_up_on)
    for over in (FOLLOW_UP_ASKED, FOLLOW_UP_ANSWERED, CASE_CLOSED):
        assert CancelTimer(timer.key) in tuple(timers_of(heard(over)))


def until(look: Callable[[], bool], installation: Installation) -> None:
    installation.client.until("it", lambda: look() or None)


def new_body(installation: Installation, kind: str, *parties: str, **more: Any) -> str:
    sides = [
        {"name": name, "parties": [each]}
        for name, each in zip(("municipal", "hospital"), parties, strict=False)
    ]
    content = {
        "helsefellesskap": str(TELEMARK),
        "kind": kind,
        "name": f"Nytt organ ({kind})",
        "sides": sides,
        "item_number_format": "{running}",
        "rules": {"deadlines": {"ratify": 5}},
    }
    made: dict[str, str] = installation.ask("/bodies", content | more, SIV)
    return made["body_id"]


def test_a_case_that_fits_no_body_is_parked_and_received_when_one_is_made_g_5(
    installation: Installation,
) -> None:
    parties = [
        installation.ask(
            "/organisations",
            {"name": f"Ny part {number}", "kind": "other", "helsefellesskap": [str(TELEMARK)]},
            SIV,
        )["organisation_id"]
        for number in (1, 2)
    ]
    case_id, reader = installation.new_id(), "reactions-assessment"
    installation.conclude(case_id, *map(UUID, parties))
    parking = installation.governance.platform.parking
    until(lambda: parking.is_parked(reader, str(case_id)), installation)
    assert installation.answer("GET", f"/cases/{case_id}", SIV).status_code == 404
    other = installation.received()
    assert installation.get(f"/cases/{other}", SIV)["stage"] == "in-fs", "the others go on"
    assert installation.retry(reader, case_id).handled == 0
    above = new_body(installation, "ssu", *parties)
    fitting = new_body(installation, "fs", parent=above)
    assert installation.retry(reader, case_id).handled == 1
    assert installation.get(f"/cases/{case_id}", SIV)["body"] == fitting


def test_a_new_revision_stays_with_the_body_that_has_the_case_a_15(
    installation: Installation,
) -> None:
    case_id = installation.received("skien", "sykehuset-telemark")
    path = f"/cases/{case_id}"
    before = installation.get(path, SIV)
    installation.conclude(case_id, "notodden", "tinn", revision=2)

    def revised() -> bool:
        found: int = installation.get(path, SIV)["assessment_revision"]
        return found == 2

    until(revised, installation)
    assert installation.get(path, SIV)["body"] == before["body"]


@dataclass(frozen=True, slots=True)
class At:
    """A clock that stands."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment


def test_who_has_not_answered_by_the_deadline_is_told_once_g_11_g_14(
    installation: Installation,
) -> None:
    case_id, path = installation.agreed()
    case = installation.get(path, SIV)
    due = datetime.fromisoformat(case["ratify_by"])
    timer = Timer(
        service="governance",
        key=f"step:{case_id}",
        due_at=due,
        kind=f"step:{step_of(installation, case_id)}",
        case=str(case_id),
        subject=f"case-{case_id}",
        attempts=0,
        error=None,
    )
    assert installation.governance.fire is not None
    with pytest.raises(Refused, match="deadline-ahead"):
        installation.governance.fire(timer)
    later = build(replace(installation.process.around, clock=At(due + timedelta(seconds=1))))
    try:
        assert later.fire is not None
        later.fire(timer)
        later.fire(timer)
    finally:
        later.platform.close()

    def overdue() -> list[Any] | None:
        rows = installation.get(path, SIV)["ratifications"]
        return rows if all(row["overdue"] for row in rows) else None

    installation.client.until("overdue", overdue)
    case = installation.get(path, SIV)
    assert case["body"] == str(body("ssu-nedre")), "it moves no case by itself"
    assert (case["stage"], case["step"]["step"]) == ("choosing", "choose")
    types = [each.type for each in stored(installation, case_id)]
    assert types.count("governance.ratification-overdue.v1") == 1
    assert types.count("governance.deadline-missed.v1") == 1
    (row,) = [
        each for each in installation.get("/deadlines", SIV) if each["case_id"] == str(case_id)
    ]
    assert (row["step"], row["told"]) == ("choose", [])
    (notice,) = [
        each
        for each in installation.get("/deadlines/notices", ANNE)
        if each["case_id"] == str(case_id)
    ]
    assert (notice["rung"], notice["step"], notice["over"]) == ("reminder", "ratify", True)


def step_of(installation: Installation, case_id: UUID) -> UUID:
    """The step that the case is at."""
    codec = installation.governance.platform.codec
    events = [codec.decode(each.body)[1] for each in stored(installation, case_id)]
    return [each for each in events if isinstance(each, StepBegun)][-1].step_id


def stored(installation: Installation, case_id: UUID) -> list[Any]:
    return installation.governance.platform.ledger.read_stream(f"case-{case_id}")


def test_the_running_service_keeps_the_timer_g_11(installation: Installation) -> None:
    case_id, path = installation.agreed()
    due = datetime.fromisoformat(installation.get(path, SIV)["ratify_by"]).astimezone(UTC)
    (running,) = [
        each for each in installation.process.running if each.service.name == "governance"
    ]
    assert running.timers is not None
    timers = running.timers

    def kept() -> bool:
        return any(each.case == str(case_id) for each in timers.due(due + timedelta(seconds=1)))

    until(kept, installation)
    assert not any(each.case == str(case_id) for each in timers.due(due - timedelta(seconds=1)))

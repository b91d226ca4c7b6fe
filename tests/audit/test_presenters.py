"""What the page of a history tells: how long it took, who disagreed, what was known (R-1, R-2)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from services.audit.pages.presenters.elapsed import elapsed
from services.audit.pages.presenters.explanation import flat
from services.audit.pages.presenters.history import TONES, TURNS, chosen, timeline
from services.audit.pages.presenters.known import known
from services.audit.pages.presenters.names import Names
from shared.contracts.language import EVENT_TYPES
from shared.eventlog.codec import type_name
from tests.audit.telling import WORDS, remembered
from tests.examples.assessment import CONCLUDED
from tests.examples.governance.case_events import CASE_CLOSED, STEP_BEGUN
from tests.examples.governance.cases import CASE_RECEIVED, CONSENSUS_FAILED, CONSENSUS_REACHED
from tests.examples.governance.own_lines import DECISION_IN_FORCE
from tests.examples.ids import CASE, NOW
from tests.examples.intake.reports import LIFTED, NUMBER_TAKEN, REGISTERED
from tests.identity.registered import AREA, SKIEN, organisation, seat
from tests.identity.registering import Registering

DAY = timedelta(days=1)
EVENTS = (REGISTERED, NUMBER_TAKEN, LIFTED, CONCLUDED, CASE_RECEIVED, STEP_BEGUN, CONSENSUS_FAILED)
SHOWN = [remembered(event, NOW + number * DAY) for number, event in enumerate(EVENTS)]


@pytest.fixture
def names() -> Iterator[Names]:
    world = Registering()
    world.say(organisation(SKIEN, "Skien kommune", AREA), seat())
    yield Names(world.register, WORDS)
    world.close()


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (timedelta(seconds=20), "Straks etter"),
        (timedelta(minutes=1), "1 minutt senere"),
        (timedelta(hours=5), "5 timer senere"),
        (timedelta(days=1), "1 dag senere (1 virkedag)"),
        (timedelta(days=7), "7 dager senere (5 virkedager)"),
    ],
)
def test_the_time_between_steps_is_told_with_its_working_days(after: timedelta, told: str) -> None:
    assert elapsed(NOW, NOW + after, WORDS) == told


def test_a_day_is_one_of_the_calendar_in_norway() -> None:
    late = datetime(2026, 11, 6, 22, 30, tzinfo=UTC)
    assert elapsed(late, late + timedelta(hours=1), WORDS) == "1 dag senere (0 virkedager)"


def test_what_turns_a_case_or_tells_how_it_went_is_an_event_there_is() -> None:
    known_types = {type_name(event).rsplit(".", 1)[0] for event in EVENT_TYPES}
    assert TURNS | TONES.keys() <= known_types


def test_the_compact_history_has_the_turns_alone_and_one_part_can_be_chosen_r_1() -> None:
    turns = chosen(SHOWN, "turns", None)
    assert [each.event for each in turns] == [
        REGISTERED,
        LIFTED,
        CONCLUDED,
        CASE_RECEIVED,
        CONSENSUS_FAILED,
    ]
    assert [each.event for each in chosen(SHOWN, "full", "assessment")] == [CONCLUDED]
    assert chosen(SHOWN, "full", None) == tuple(SHOWN)


def test_each_step_says_how_long_after_the_one_before_it_came_and_who_disagreed_r_1(
    names: Names,
) -> None:
    entries = timeline(CASE, SHOWN, names, "?purpose=Tilsyn")
    assert [entry.after is None for entry in entries] == [False] * 6 + [True]
    newest = entries[0]
    assert newest.address is not None
    assert newest.address.endswith("?purpose=Tilsyn")
    (objection,) = CONSENSUS_FAILED.objections
    assert len(newest.notes) == 1
    assert objection.text in newest.notes[0]
    assert newest.notes[0].startswith("Kunne ikke støtte")
    assert timeline(CASE, [], names) == ()


def test_of_what_may_not_be_read_only_that_it_happened_is_told_p_4(names: Names) -> None:
    closed = remembered(CONSENSUS_FAILED, whole=False)
    (entry,) = timeline(CASE, [closed], names)
    assert (entry.text, entry.notes) == (None, ())
    assert known([closed], names) == ()


def test_what_was_known_is_told_from_what_had_happened_by_then_r_2(names: Names) -> None:
    def told(*events: int) -> dict[str, str]:
        return dict(known([SHOWN[number] for number in events], names))

    assert told(0) == {"Meldinger": "1"}
    assert told(0, 2, 3)["Hovedhindring"] == "Praktisk"
    then = told(*range(7))
    assert then["Uenighet"].endswith(CONSENSUS_FAILED.wording)
    assert "Utfall" not in then
    later = [remembered(CONSENSUS_REACHED), remembered(DECISION_IN_FORCE), remembered(CASE_CLOSED)]
    at_last = dict(known([*SHOWN, *later], names))
    assert "Uenighet" not in at_last
    assert at_last["Svar fra partene"] == "0 av 3 hadde svart"
    assert at_last["Utfall"] == WORDS(f"audit.extract.outcome.{CASE_CLOSED.outcome}")
    assert "Frist" not in at_last


def test_what_a_decision_rested_on_is_told_by_names_and_nothing_sealed_is_told_r_3(
    names: Names,
) -> None:
    sealed = {"subject": "case-1", "purpose": "report", "key": "k", "box": "b", "clear": None}
    data = {"by": {"party": str(SKIEN), "note": None}, "ok": True, "texts": [sealed, "x"]}
    assert dict(flat(data, names)) == {
        "by.party": "Skien kommune",
        "ok": "ja",
        "texts.1": "(forseglet)",
        "texts.2": "x",
    }

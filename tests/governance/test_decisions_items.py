"""Given a meeting under way, when an item is opened (G-12)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.governance.commands.facts import CaseFact, SitterFact
from services.governance.commands.meetings import Presence
from services.governance.decisions import meeting
from services.governance.decisions.meeting import MeetingEvent
from shared.contracts.governance import ItemOpened, Registered
from tests.examples.governance.meetings import (
    ITEM_OPENED,
    OPEN_ITEM,
    SPEAKING,
    VOTING,
)
from tests.examples.governance.register import DEPUTY
from tests.examples.ids import (
    CASE,
    FS,
    GP,
    PROPOSAL,
    SEAT_GP,
    SSU,
    id_of,
)
from tests.governance.situations import (
    GP_SEAT_WITH_DEPUTY,
    MEETING_FACTS,
    SEATS,
    refused,
    says,
)
from tests.governance.stages import OPENED, STARTED

SKIEN_SEAT, PORSGRUNN_SEAT, HOSPITAL_SEAT = VOTING


def decide(command: Any, state: meeting.Meeting, **facts: Any) -> tuple[MeetingEvent, ...]:
    return meeting.decide(command, replace(MEETING_FACTS, **facts), state)


def register_of(command: Any, **facts: Any) -> tuple[Registered, ...]:
    (opened,) = decide(command, STARTED, **facts)
    assert isinstance(opened, ItemOpened)
    return opened.present


def test_an_items_register_is_frozen_as_it_opens_g_12() -> None:
    assert decide(OPEN_ITEM, STARTED) == (ITEM_OPENED,)


def test_the_deputy_stands_in_the_register_in_the_holders_place_g_12() -> None:
    command = replace(OPEN_ITEM, present=(Presence(SEAT_GP, DEPUTY),))
    (registered,) = register_of(command, seats=(GP_SEAT_WITH_DEPUTY,))
    # The deputy is no active clinician, whatever the holder is.
    expected = {"person_id": DEPUTY, "active_clinician": False}
    assert registered == SPEAKING.model_copy(update=expected)


@pytest.mark.parametrize(
    ("present", "rule", "reason"),
    [
        ((Presence(SEAT_GP, id_of("guest")),), "G-12", "governance.not-holder-or-deputy"),
        ((Presence(id_of("no-seat"), GP),), "G-2", "governance.seat-unknown"),
        ((Presence(SEAT_GP, GP), Presence(SEAT_GP, GP)), "G-12", "governance.seat-twice"),
    ],
)
def test_only_the_bodys_own_seats_stand_in_the_register_each_once_g_12(
    present: tuple[Presence, ...], rule: str, reason: str
) -> None:
    refusal = refused(lambda: decide(replace(OPEN_ITEM, present=present), STARTED))
    assert says(refusal) == (rule, reason, "present")


@pytest.mark.parametrize(
    "term",
    [{"term_to": date(2026, 11, 2)}, {"term_from": date(2026, 11, 4)}],
    ids=["over", "not begun"],
)
def test_a_seat_outside_its_term_is_not_registered_g_2(term: dict[str, Any]) -> None:
    seats = (replace(SEATS[0], **term), *SEATS[1:])
    refusal = refused(lambda: decide(OPEN_ITEM, STARTED, seats=seats))
    assert says(refusal) == ("G-2", "governance.term-over", "present")


@pytest.mark.parametrize(
    ("last_day", "rights"),
    [(date(2026, 11, 3), ("vote", "speech")), (date(2026, 11, 2), ("speech",))],
    ids=["in force on the day", "expired"],
)
def test_when_the_agreement_has_expired_speech_is_kept_and_the_vote_is_not_g_3(
    last_day: date, rights: tuple[str, ...]
) -> None:
    sitter = SitterFact(GP, True, last_day)
    seat = replace(SEATS[3], rights=("vote", "speech"), sitters=(sitter,))
    command = replace(OPEN_ITEM, present=(Presence(SEAT_GP, GP),))
    (registered,) = register_of(command, seats=(seat,))
    assert registered.rights == rights


@pytest.mark.parametrize(
    ("cases", "rule", "reason"),
    [
        ((), "G-12", "governance.case-not-here"),
        ((CaseFact(CASE, FS, PROPOSAL),), "G-12", "governance.case-not-here"),
        ((CaseFact(CASE, None, PROPOSAL),), "G-12", "governance.case-not-here"),
        ((CaseFact(CASE, SSU, None),), "G-5", "governance.no-proposal"),
    ],
)
def test_an_item_opens_on_a_proposal_that_lies_before_the_body_g_5(
    cases: tuple[CaseFact, ...], rule: str, reason: str
) -> None:
    refusal = refused(lambda: decide(OPEN_ITEM, STARTED, cases=cases))
    assert says(refusal) == (rule, reason, "item_id")


def test_an_item_opens_once_and_only_from_the_agenda_g_12() -> None:
    again = refused(lambda: decide(OPEN_ITEM, OPENED))
    assert again.reason == "governance.item-already-opened"
    unknown = refused(lambda: decide(replace(OPEN_ITEM, item_id=id_of("x")), STARTED))
    assert unknown.reason == "governance.not-on-agenda"

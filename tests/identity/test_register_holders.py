"""Who holds an office: those of a role, and those who chair (I-6, G-2)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from shared.contracts.governance import (
    BodyDissolved,
    BodyEstablished,
    BodyRules,
    Deadlines,
    RoleGranted,
    RoleWithdrawn,
    SeatFilled,
)
from tests.identity.registering import NOW, Registering

AREA, OTHER_AREA = UUID(int=1), UUID(int=2)
SKIEN, SSU, SEAT = UUID(int=11), UUID(int=21), UUID(int=22)
KARI, OLA, MACHINE = UUID(int=31), UUID(int=32), UUID(int=33)
CHAIRED = SeatFilled(
    seat_id=SEAT,
    body_id=SSU,
    helsefellesskap=AREA,
    party=SKIEN,
    side="municipal",
    person_id=KARI,
    function="chair",
    rights=("vote", "speech", "proposal"),
    represents="party",
    basis="party",
    active_clinician=False,
    term_from=date(2026, 1, 1),
    term_to=date(2027, 12, 31),
)


@pytest.fixture
def registering() -> Iterator[Registering]:
    made = Registering("memory:")
    made.say(
        BodyEstablished(
            body_id=SSU,
            helsefellesskap=AREA,
            kind="ssu",
            name="SSU",
            level=2,
            sides=(),
            item_number_format="{running}",
            rules=BodyRules(deadlines=Deadlines(ratify=20)),
        )
    )
    yield made
    made.close()


def test_those_who_hold_a_role_in_a_helsefellesskap_i_6(registering: Registering) -> None:
    register = registering.register
    registering.say(
        RoleGranted(person_id=OLA, role="secretariat", helsefellesskap=AREA),
        RoleGranted(person_id=KARI, role="secretariat", helsefellesskap=AREA),
        RoleGranted(person_id=MACHINE, role="secretariat", helsefellesskap=OTHER_AREA),
        RoleGranted(person_id=MACHINE, role="clinician", helsefellesskap=AREA),
    )
    assert register.holders("secretariat", AREA) == (KARI, OLA)
    registering.say(
        RoleWithdrawn(person_id=OLA, role="secretariat", helsefellesskap=AREA, reason="sluttet")
    )
    assert register.holders("secretariat", AREA) == (KARI,)


def test_those_who_chair_the_bodies_of_a_kind_today_g_2(registering: Registering) -> None:
    register = registering.register
    registering.say(CHAIRED.model_copy(update={"function": "member"}))
    assert register.chairs("ssu", AREA, NOW) == (), "a member"
    registering.say(CHAIRED)
    assert register.chairs("ssu", AREA, NOW) == (KARI,)
    assert register.chairs("fs", AREA, NOW) == ()
    assert register.chairs("ssu", OTHER_AREA, NOW) == ()
    after = datetime(2028, 1, 1, 12, 0, tzinfo=UTC)
    assert register.chairs("ssu", AREA, after) == (), "the term is over"


def test_a_dissolved_body_has_no_chair_g_12(registering: Registering) -> None:
    dissolved = BodyDissolved(
        body_id=SSU,
        helsefellesskap=AREA,
        dissolved_on=date(2026, 10, 1),
        reason="Slått sammen.",
        receivers=(),
    )
    registering.say(CHAIRED, dissolved)
    assert registering.register.chairs("ssu", AREA, NOW) == ()

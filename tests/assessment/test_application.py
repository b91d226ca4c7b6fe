"""Who an assessment is recorded by: the secretariat, or a seat that takes part (R-1)."""

from services.assessment.application import acting_seat
from shared.identity.actors import Actor, Holding, Seat
from tests.examples.ids import FS, GP, SEAT_GP, SECRETARY, SKIEN, TELEMARK, id_of

SITS = Seat(SEAT_GP, FS, TELEMARK, SKIEN, "member", frozenset({"speech", "proposal"}))


def test_a_member_records_from_the_seat_that_may_propose_r_1() -> None:
    listens = Seat(id_of("other"), FS, TELEMARK, SKIEN, "observer", frozenset({"attend"}))
    assert acting_seat(Actor(GP, seats=frozenset({listens, SITS})), TELEMARK) == SITS


def test_the_secretariat_records_as_such_whatever_seat_it_holds_r_1() -> None:
    secretariat = frozenset({Holding("secretariat", TELEMARK)})
    assert acting_seat(Actor(SECRETARY, secretariat, frozenset({SITS})), TELEMARK) is None


def test_a_seat_elsewhere_is_not_acted_from_r_1() -> None:
    assert acting_seat(Actor(GP, seats=frozenset({SITS})), id_of("elsewhere")) is None

"""Whose a sender's reference is (I-10): an organisation's, a helsefellesskap's, a person's."""

from services.intake.application.standing import senders_of
from shared.identity.actors import Actor, Holding
from tests.examples.ids import GP, HOSPITAL, SECRETARY, SKIEN, TELEMARK, id_of


def actor(*holdings: Holding) -> Actor:
    return Actor(GP, frozenset(holdings))


def test_what_a_quality_system_sends_is_its_organisations_i_10() -> None:
    assert senders_of(actor(Holding("integrator", party=HOSPITAL)), TELEMARK) == (HOSPITAL, GP)


def test_what_the_secretariat_or_an_operator_sends_is_the_helsefellesskaps_i_10() -> None:
    also_clinician = (Holding("secretariat", TELEMARK), Holding("clinician", TELEMARK, SKIEN))
    for holdings in ((Holding("secretariat", TELEMARK),), also_clinician, (Holding("operator"),)):
        assert senders_of(actor(*holdings), TELEMARK) == (TELEMARK, GP)


def test_elsewhere_a_secretary_is_nobodys_secretariat_i_10() -> None:
    elsewhere = Holding("secretariat", id_of("elsewhere"))
    assert senders_of(actor(elsewhere), TELEMARK) == (GP,)


def test_who_acts_for_none_or_for_several_has_references_of_their_own_i_10() -> None:
    several = [Holding("clinician", TELEMARK, party) for party in (SKIEN, HOSPITAL)]
    assert senders_of(actor(*several), TELEMARK) == (GP,)
    assert senders_of(Actor(SECRETARY), TELEMARK) == (SECRETARY,)

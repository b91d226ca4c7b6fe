"""Given a body, when it is to be changed or dissolved, then (G-1, G-12, G-20, P-6)."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.governance.commands.cases import TransferCase
from services.governance.decisions import body, seat
from services.governance.reactions import react
from shared.contracts.governance import (
    BodyEstablished,
    BodyReconfigured,
    Delegation,
    Receiver,
    Side,
)
from tests.examples.governance.register import (
    BODY_ESTABLISHED,
    ESTABLISH_BODY,
    FILL_SEAT,
    SIDES,
    SSU_RULES,
)
from tests.examples.governance.structure import (
    BODY_DISSOLVED,
    BODY_PARTY_SUCCEEDED,
    BODY_RECONFIGURED,
    DISSOLVE_BODY,
    NEW_YEAR,
    OTHER_FS,
    RECONFIGURE_BODY,
)
from tests.examples.ids import CASE, FS, HOSPITAL, PORSGRUNN, SKIEN, SSU, id_of
from tests.governance.situations import (
    BODY_FACTS,
    FS_BODY,
    PARTNERSHIP_BODY,
    SEAT_FACTS,
    SSU_BODY,
    given,
    refused,
    says,
)
from tests.governance.test_reactions import heard

UNKNOWN: body.Body = body.Unknown()
ESTABLISHED = given(UNKNOWN, body.evolve, BODY_ESTABLISHED)
FS_ESTABLISHED = given(
    UNKNOWN,
    body.evolve,
    BODY_ESTABLISHED.model_copy(update={"body_id": FS, "kind": "fs", "level": 1, "parent": SSU}),
)
RECEIVING = replace(FS_BODY, body_id=OTHER_FS)
DISSOLVING = replace(BODY_FACTS, parent=None, open_cases=(CASE,), receivers=(RECEIVING,))
GONE = given(FS_ESTABLISHED, body.evolve, BODY_DISSOLVED)


def the(state: body.Body) -> body.Established | body.Dissolved:
    assert not isinstance(state, body.Unknown)
    return state


def test_a_body_gets_a_whole_new_configuration_with_reason_and_day_g_1() -> None:
    assert body.decide(RECONFIGURE_BODY, BODY_FACTS, ESTABLISHED) == (BODY_RECONFIGURED,)
    after = body.evolve(ESTABLISHED, BODY_RECONFIGURED)
    assert the(after).body.rules.rhythm == "seks ganger i året"
    assert body.decide(RECONFIGURE_BODY, BODY_FACTS, after) == ()


def test_what_is_asked_for_as_new_is_examined_as_when_it_was_established_g_1_g_6() -> None:
    command = replace(RECONFIGURE_BODY, sides=SIDES[:1])
    refusal = refused(lambda: body.decide(command, BODY_FACTS, ESTABLISHED))
    assert says(refusal) == ("G-6", "governance.both-sides-needed", "sides")


@pytest.mark.parametrize(
    ("change", "facts", "rule", "reason", "field"),
    [
        ({"reason": " "}, BODY_FACTS, "G-1", "governance.text-missing", "reason"),
        (
            {"valid_from": date(2026, 11, 4)},
            BODY_FACTS,
            "G-1",
            "governance.day-ahead",
            "valid_from",
        ),
        (
            {"parent": SSU},
            replace(BODY_FACTS, parent=SSU_BODY),
            "G-1",
            "governance.parent-not-above",
            "parent",
        ),
        (
            {},
            replace(BODY_FACTS, parent=replace(PARTNERSHIP_BODY, dissolved_on=date(2026, 1, 1))),
            "G-1",
            "governance.parent-unknown",
            "parent",
        ),
        (
            {"level": 1},
            replace(BODY_FACTS, children=(replace(FS_BODY, kind="working-committee", level=2),)),
            "G-1",
            "governance.child-not-below",
            "level",
        ),
    ],
    ids=["no reason", "day ahead", "itself", "dissolved parent", "child above"],
)
def test_a_new_place_without_reason_or_making_a_ring_is_refused_g_1(
    change: dict[str, Any], facts: Any, rule: str, reason: str, field: str
) -> None:
    command = replace(RECONFIGURE_BODY, **change)
    refusal = refused(lambda: body.decide(command, facts, ESTABLISHED))
    assert says(refusal) == (rule, reason, field)


def test_a_body_is_dissolved_with_a_receiver_for_each_open_case_g_12() -> None:
    assert body.decide(DISSOLVE_BODY, DISSOLVING, FS_ESTABLISHED) == (BODY_DISSOLVED,)
    assert the(GONE).body.dissolved_on == date(2026, 11, 1)


OTHER_CASE = id_of("other-case")


@pytest.mark.parametrize(
    ("receivers", "reason"),
    [
        ((), "governance.receiver-missing"),
        ((Receiver(case_id=OTHER_CASE, body_id=OTHER_FS),), "governance.receiver-missing"),
        (
            (
                Receiver(case_id=CASE, body_id=OTHER_FS),
                Receiver(case_id=OTHER_CASE, body_id=OTHER_FS),
            ),
            "governance.receiver-unneeded",
        ),
        ((Receiver(case_id=CASE, body_id=OTHER_FS),) * 2, "governance.receiver-unneeded"),
        ((Receiver(case_id=CASE, body_id=id_of("unknown")),), "governance.receiver-unfit"),
    ],
)
def test_no_case_is_left_without_a_receiver_g_12(
    receivers: tuple[Receiver, ...], reason: str
) -> None:
    command = replace(DISSOLVE_BODY, receivers=receivers)
    refusal = refused(lambda: body.decide(command, DISSOLVING, FS_ESTABLISHED))
    assert says(refusal) == ("G-12", reason, "receivers")


@pytest.mark.parametrize(
    "receiving",
    [
        replace(RECEIVING, dissolved_on=date(2026, 1, 1)),
        replace(RECEIVING, helsefellesskap=id_of("vestfold")),
        replace(SSU_BODY, body_id=OTHER_FS),
    ],
    ids=["dissolved", "elsewhere", "decides between the parties"],
)
def test_a_case_goes_to_a_body_that_can_go_on_with_it_g_12(receiving: Any) -> None:
    facts = replace(DISSOLVING, receivers=(receiving,))
    refusal = refused(lambda: body.decide(DISSOLVE_BODY, facts, FS_ESTABLISHED))
    assert says(refusal) == ("G-12", "governance.receiver-unfit", "receivers")


def test_a_body_with_others_under_it_is_not_dissolved_g_1() -> None:
    facts = replace(DISSOLVING, children=(FS_BODY,))
    refusal = refused(lambda: body.decide(DISSOLVE_BODY, facts, FS_ESTABLISHED))
    assert says(refusal) == ("G-1", "governance.bodies-below", "body_id")


@pytest.mark.parametrize("command", [RECONFIGURE_BODY, DISSOLVE_BODY])
def test_a_body_that_is_gone_or_never_was_is_not_changed_g_1(command: Any) -> None:
    refusal = refused(lambda: body.decide(command, DISSOLVING, GONE))
    assert says(refusal) == ("G-1", "governance.body-dissolved", "body_id")
    refusal = refused(lambda: body.decide(command, DISSOLVING, UNKNOWN))
    assert says(refusal) == ("G-1", "governance.body-unknown", "body_id")


def test_nobody_takes_a_seat_in_a_body_that_is_gone_g_1() -> None:
    facts = replace(SEAT_FACTS, body=the(GONE).body)
    refusal = refused(lambda: seat.decide(FILL_SEAT, facts, seat.Unknown()))
    assert says(refusal) == ("G-1", "governance.body-dissolved", "body_id")


def test_the_same_id_is_never_established_again_g_1() -> None:
    refusal = refused(lambda: body.decide(ESTABLISH_BODY, BODY_FACTS, GONE))
    assert says(refusal) == ("G-1", "governance.already-established", "body_id")


def test_each_open_case_is_transferred_when_its_body_is_dissolved_g_12() -> None:
    assert react(heard(BODY_DISSOLVED)) == (
        TransferCase(CASE, FS, OTHER_FS, "Utvalgene er slått sammen."),
    )


def parties(established: BodyEstablished) -> list[tuple[str, tuple[UUID, ...]]]:
    return [(side.name, side.parties) for side in established.sides]


def test_the_successor_stands_once_where_the_old_party_stood_p_6() -> None:
    after = the(body.evolve(ESTABLISHED, BODY_PARTY_SUCCEEDED)).established
    assert parties(after) == [("municipal", (SKIEN,)), ("hospital", (HOSPITAL,))]


def test_what_a_party_has_delegated_is_its_successors_p_6_g_14() -> None:
    delegation = Delegation(
        party=PORSGRUNN, limits="Rutiner", reference="Sak 3/26", valid_from=NEW_YEAR
    )
    delegated = BODY_ESTABLISHED.model_copy(
        update={"rules": SSU_RULES.model_copy(update={"delegations": (delegation,)})}
    )
    after = body.with_successor(delegated, BODY_PARTY_SUCCEEDED)
    assert [each.party for each in after.rules.delegations] == [SKIEN]


def test_a_successor_stands_on_one_side_only_p_6_g_6() -> None:
    both = BODY_ESTABLISHED.model_copy(
        update={
            "sides": (
                Side(name="municipal", parties=(PORSGRUNN, id_of("bamble"))),
                Side(name="hospital", parties=(SKIEN,)),
            )
        }
    )
    after = body.with_successor(both, BODY_PARTY_SUCCEEDED)
    assert parties(after) == [("municipal", (id_of("bamble"),)), ("hospital", (SKIEN,))]


def test_a_reconfiguration_says_all_that_an_establishment_says_g_1() -> None:
    told = BodyReconfigured.model_fields.keys() - {"type", "valid_from", "reason"}
    assert told == BodyEstablished.model_fields.keys() - {"type"}

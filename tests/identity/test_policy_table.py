"""P-3, P-4: one row per action, one column per role. Read from the rules, not from the code.

`.` never · `H` in the own helsefellesskap · `B` in the own body · `P` for the own party ·
`E` in the own body or for the own party · `A` where the own party is among the parties ·
`L` nationwide, when locked · `N` nationwide · `C` in the one case that somebody is co-opted for
"""

from dataclasses import replace

import pytest

from shared.identity.policy import (
    ACTIONS,
    RULES,
    Action,
    Allowed,
    Denied,
    Forbidden,
    Kind,
    Reason,
    Resource,
    allowed,
    require,
)
from tests.identity.world import (
    ME,
    OTHER_AREA,
    OTHER_BODY,
    OTHER_CASE,
    OTHER_PARTY,
    PEOPLE,
    Asked,
    seated,
)

TABLE = """
action                           cli sec att app pay hdi ope int mem spk cha obs coo dep str
intake.report                     H   H   .   .   .   .   .   P   H   H   H   .   C   .   .
intake.import                     .   H   .   .   .   .   N   P   .   .   .   .   .   .   .
intake.find-similar               H   H   .   .   .   .   .   .   H   H   H   H   C   H   .
intake.read-report                .   H   .   .   .   .   .   .   .   .   .   .   .   .   .
intake.read-reporter              .   H   .   .   .   .   .   .   H   H   H   H   C   .   .
intake.read-external-reference    P   .   .   .   .   .   .   P   .   .   .   .   .   .   .
intake.read-case                  .   H   .   .   .   .   .   .   H   H   H   H   C   H   .
intake.supplement                 .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
intake.withdraw                   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
intake.object                     .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
intake.triage                     .   H   .   .   .   .   .   .   .   .   H   .   .   .   .
intake.answer-first               .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
intake.start-case                 .   H   .   .   .   .   .   .   E   E   E   .   C   .   .
intake.read-rules                 H   H   .   .   .   .   N   .   H   H   H   H   C   H   .
intake.keep-rules                 .   H   .   .   .   .   N   .   .   .   .   .   .   .   .
intake.configure                  .   H   .   .   .   .   N   .   .   .   .   .   .   .   .
assessment.assess                 .   H   .   .   .   .   .   .   H   H   H   .   C   .   .
assessment.conclude               .   H   .   .   .   .   .   .   .   .   .   .   .   .   .
assessment.read                   .   H   .   .   .   L   .   .   H   H   H   H   C   H   .
governance.configure              .   H   .   .   .   .   N   .   .   .   .   .   .   .   .
governance.register               .   H   .   .   .   .   N   .   .   .   .   .   .   .   .
governance.give-authority         .   .   .   P   .   .   N   .   .   .   .   .   .   .   .
governance.read-structure         H   H   .   H   .   N   N   .   H   H   H   H   C   H   .
governance.propose                .   H   .   .   .   .   .   .   B   B   B   .   C   .   .
governance.choose                 .   H   .   .   .   .   .   .   .   .   B   .   .   .   .
governance.acknowledge            .   .   .   .   .   .   .   .   P   .   P   .   .   .   .
governance.read-case              .   H   .   .   .   .   .   .   H   H   H   H   C   H   .
governance.read-decision          .   H   .   .   .   L   .   .   H   H   H   H   C   H   .
governance.read-routine           H   H   .   .   .   L   .   .   H   H   H   H   C   H   .
governance.run-meeting            .   H   .   .   .   .   .   .   .   .   B   .   .   .   .
governance.take-stance            .   H   .   .   .   .   .   .   B   B   B   .   C   .   .
governance.ask-group              .   .   .   .   .   .   .   .   H   H   H   .   C   .   .
governance.read-hearing           .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
governance.ratify                 .   .   .   .   .   .   .   .   P   .   P   .   .   .   .
governance.implement              .   H   .   .   .   .   .   .   P   P   P   P   C   .   .
governance.follow-up              .   H   .   .   .   .   .   .   B   B   B   B   C   .   .
governance.ask-clarification      .   H   .   .   .   .   .   .   .   .   B   .   .   .   .
governance.answer-clarification   .   H   .   .   .   N   .   .   .   .   .   .   .   .   .
governance.sign-clarification     .   .   .   .   .   .   .   .   B   .   B   .   .   .   .
governance.take-exit              .   H   .   .   .   .   .   .   .   .   B   .   .   .   .
compensation.agree                .   .   .   P   .   .   .   .   .   .   .   .   .   .   .
compensation.read-agreement       .   H   P   P   P   .   .   .   .   .   .   .   .   .   .
compensation.register-rate        .   .   .   P   .   .   N   .   .   .   .   .   .   .   .
compensation.confirm-rate         .   .   .   P   .   .   .   .   .   .   .   .   .   .   .
compensation.claim                .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
compensation.read-claim           .   H   P   P   P   .   .   .   .   .   B   .   .   .   .
compensation.attest               .   H   P   .   .   .   .   .   .   .   B   .   .   .   .
compensation.approve              .   .   .   P   .   .   .   .   .   .   .   .   .   .   .
compensation.run-payroll          .   .   .   .   P   .   .   P   .   .   .   .   .   .   .
compensation.read-batch           .   .   .   P   P   .   .   P   .   .   .   .   .   .   .
compensation.settle               .   .   .   P   P   .   .   .   .   .   .   .   .   .   .
compensation.read-settlement      .   .   .   P   P   .   .   .   .   .   .   .   .   .   .
compensation.dispute-share        .   .   .   P   .   .   .   .   .   .   .   .   .   .   .
audit.read-history                .   H   .   .   .   L   .   .   H   H   H   H   C   H   .
audit.query                       .   H   .   .   .   N   .   .   .   .   .   .   .   .   .
audit.verify                      .   N   .   .   .   N   N   .   .   .   .   .   .   .   .
audit.read-accesses               .   H   .   .   .   .   .   .   .   .   .   .   .   .   .
audit.erase                       .   H   .   .   .   .   .   .   .   .   .   .   .   .   .
audit.follow                      .   .   .   .   .   .   .   A   .   .   .   .   .   .   .
operate                           .   .   .   .   .   .   N   .   .   .   .   .   .   .   .
"""

OWN: frozenset[Action] = frozenset(
    {
        "intake.read-report",
        "intake.read-reporter",
        "intake.read-external-reference",
        "intake.read-case",
        "intake.supplement",
        "intake.withdraw",
        "intake.object",
        "intake.answer-first",
        "assessment.read",
        "governance.read-case",
        "governance.read-decision",
        "governance.read-hearing",
        "compensation.agree",
        "compensation.read-agreement",
        "compensation.claim",
        "compensation.read-claim",
        "audit.read-history",
        "audit.read-accesses",
    }
)
"""What anybody may do with what is their own (a reporter, a claimant, one who is asked)."""

_ROWS = [line.split() for line in TABLE.strip().splitlines()[1:]]
_CELLS = [
    pytest.param(row[0], person, cell, id=f"{row[0]}-{person}")
    for row in _ROWS
    for person, cell in zip(PEOPLE, row[1:], strict=True)
]


def _outside(cell: str, asked: Resource) -> tuple[Resource, Reason] | None:
    """The same resource, moved out of the role's reach, and the reason that must be given."""
    moved: dict[str, tuple[Resource, Reason]] = {
        "H": (replace(asked, helsefellesskap=OTHER_AREA), "other-helsefellesskap"),
        "B": (replace(asked, body=OTHER_BODY), "other-body"),
        "P": (replace(asked, party=OTHER_PARTY), "other-party"),
        "E": (replace(asked, body=OTHER_BODY, party=OTHER_PARTY), "other-body"),
        "A": (replace(asked, parties=frozenset({OTHER_PARTY})), "not-among-parties"),
        "C": (replace(asked, case=OTHER_CASE), "other-case"),
        "L": (replace(asked, locked=False), "not-locked"),
    }
    return moved.get(cell)


def test_every_action_has_its_row() -> None:
    assert [row[0] for row in _ROWS] == list(ACTIONS)


@pytest.mark.parametrize(("action", "person", "cell"), _CELLS)
def test_each_role_may_do_what_the_table_says_and_no_more(
    action: Action, person: str, cell: str
) -> None:
    asked = Asked(action).resource
    answer = allowed(PEOPLE[person], action, asked)
    if cell == ".":
        assert isinstance(answer, Denied)
        assert answer.rule == RULES[answer.reason]
        return
    assert isinstance(answer, Allowed)
    if (outside := _outside(cell, asked)) is not None:
        resource, reason = outside
        expected = "other-organisation" if action == "intake.read-external-reference" else reason
        assert allowed(PEOPLE[person], action, resource) == Denied(RULES[expected], expected)


@pytest.mark.parametrize("action", ACTIONS)
def test_anybody_may_do_with_their_own_what_the_rules_say(action: Action) -> None:
    mine = replace(Asked(action).resource, person=ME)
    assert isinstance(allowed(PEOPLE["stranger"], action, mine), Allowed) == (action in OWN)


@pytest.mark.parametrize("person", PEOPLE)
def test_nobody_attests_or_approves_their_own_claim_c7(person: str) -> None:
    mine = replace(Asked("compensation.approve").resource, person=ME)
    assert isinstance(allowed(PEOPLE[person], "compensation.attest", mine), Denied)
    assert isinstance(allowed(PEOPLE[person], "compensation.approve", mine), Denied)


def test_the_reason_names_the_own_claim_c7() -> None:
    mine = replace(Asked("compensation.attest").resource, person=ME)
    assert allowed(PEOPLE["attester"], "compensation.attest", mine) == Denied("C-7", "own-claim")


def test_who_attested_does_not_approve_c7() -> None:
    claim = replace(Asked("compensation.approve").resource, attester=ME)
    answer = allowed(PEOPLE["approver"], "compensation.approve", claim)
    assert answer == Denied("C-7", "attested-by-yourself")


def test_a_case_in_intake_is_not_open_to_the_bodies_p4() -> None:
    case = replace(Asked("intake.read-case").resource, lifted=False)
    assert allowed(PEOPLE["chair"], "intake.read-case", case) == Denied("P-4", "not-lifted")


def test_the_reporters_name_is_hidden_until_the_reporter_agrees_p4() -> None:
    case = replace(Asked("intake.read-reporter").resource, named=False)
    hidden = Denied("P-4", "reporter-not-named")
    assert allowed(PEOPLE["member"], "intake.read-reporter", case) == hidden
    assert isinstance(allowed(PEOPLE["secretariat"], "intake.read-reporter", case), Allowed)


def test_a_joined_reporter_reads_the_case_but_not_the_first_reporters_name_p4() -> None:
    joined = replace(Asked("intake.read-case").resource, people=frozenset({ME}))
    assert isinstance(allowed(PEOPLE["clinician"], "intake.read-case", joined), Allowed)
    assert isinstance(allowed(PEOPLE["clinician"], "intake.read-reporter", joined), Denied)
    assert isinstance(allowed(PEOPLE["clinician"], "intake.read-report", joined), Denied)


def test_a_case_across_the_border_is_read_by_the_others_but_not_run_by_them() -> None:
    shared = replace(
        Asked("governance.read-case").resource,
        helsefellesskap=OTHER_AREA,
        visiting=frozenset({Asked("governance.read-case").resource.helsefellesskap or ME}),
    )
    assert isinstance(allowed(PEOPLE["secretariat"], "governance.read-case", shared), Allowed)
    answer = allowed(PEOPLE["secretariat"], "governance.run-meeting", shared)
    assert answer == Denied("P-4", "other-helsefellesskap")


def test_the_quality_systems_reference_is_hidden_even_from_the_secretariat_i4() -> None:
    asked = Asked("intake.read-external-reference").resource
    answer = allowed(PEOPLE["secretariat"], "intake.read-external-reference", asked)
    assert answer == Denied("I-4", "other-organisation")


@pytest.mark.parametrize(
    ("action", "reason"),
    [
        ("intake.read-report", "directorate-reads-no-report-text"),
        ("intake.read-case", "directorate-reads-no-report-text"),
        ("compensation.read-claim", "directorate-reads-no-claims"),
        ("governance.read-hearing", "directorate-reads-no-hearings"),
        ("governance.take-stance", "directorate-writes-only-answers"),
    ],
)
def test_the_directorate_is_told_what_it_does_not_read_p4(action: Action, reason: Reason) -> None:
    answer = allowed(PEOPLE["helsedirektoratet"], action, Asked(action).resource)
    assert answer == Denied("P-4", reason)


@pytest.mark.parametrize("kind", ["report", "claim", "agreement", "batch", "hearing"])
def test_the_directorate_reads_no_history_of_what_it_may_not_read_r8(kind: Kind) -> None:
    history = replace(Asked("audit.read-history").resource, kind=kind)
    answer = allowed(PEOPLE["helsedirektoratet"], "audit.read-history", history)
    assert answer == Denied("P-4", "kind-not-open")


def test_the_directorates_reading_is_logged_and_the_secretariats_is_not_r6() -> None:
    history = Asked("audit.read-history").resource
    assert require(PEOPLE["helsedirektoratet"], "audit.read-history", history).logged
    assert not require(PEOPLE["secretariat"], "audit.read-history", history).logged


def test_a_payer_reads_the_history_of_its_own_claims_only_r8() -> None:
    history = replace(Asked("audit.read-history").resource, kind="claim")
    assert isinstance(allowed(PEOPLE["payroll"], "audit.read-history", history), Allowed)
    assert isinstance(allowed(PEOPLE["member"], "audit.read-history", history), Denied)
    foreign = replace(history, party=OTHER_PARTY)
    answer = allowed(PEOPLE["payroll"], "audit.read-history", foreign)
    assert answer == Denied("P-4", "other-party")


def test_the_operator_is_told_that_running_gives_no_insight_p4() -> None:
    asked = Asked("governance.read-case").resource
    answer = allowed(PEOPLE["operator"], "governance.read-case", asked)
    assert answer == Denied("P-4", "operator-reads-no-cases")


def test_a_seat_without_the_right_is_told_so_g2() -> None:
    asked = Asked("governance.take-stance").resource
    answer = allowed(PEOPLE["observer"], "governance.take-stance", asked)
    assert answer == Denied("G-2", "seat-without-right")


def test_require_raises_with_rule_and_reason() -> None:
    asked = replace(Asked("intake.triage").resource, helsefellesskap=OTHER_AREA)
    with pytest.raises(Forbidden) as raised:
        require(PEOPLE["secretariat"], "intake.triage", asked)
    assert (raised.value.rule, raised.value.reason) == ("P-4", "other-helsefellesskap")


def test_only_the_chair_of_ssu_triages_in_place_of_the_secretariat_i_6() -> None:
    case = Asked("intake.triage").resource
    answer = allowed(
        seated("chair", "vote", "speech", "proposal", kind="fs"), "intake.triage", case
    )
    assert answer == Denied("G-2", "seat-without-right")

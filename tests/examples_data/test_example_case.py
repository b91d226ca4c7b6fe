"""The example case can be walked from report to payroll with the data given."""

from datetime import date, datetime
from itertools import pairwise
from typing import Any, get_args

from services.compensation.rules.rates import rate_of_the_day
from shared.contracts.assessment import BUILD_ORDER, Component, Conclusion, RouteKind, Standing
from shared.contracts.assessment import Status as FindingStatus
from shared.contracts.compensation import LineKind
from shared.contracts.governance import ObjectionKind, Position, RatificationAnswer
from shared.contracts.intake import TriageOutcome
from shared.values.calendar import is_working_day, local_day
from shared.values.rates import Minutes, explain
from tests.examples_data.read import keyed, rate_facts, telemark


def case() -> Any:
    return telemark()["case"]


def moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    assert at.tzinfo is not None
    return at


def parties() -> set[str]:
    """The parties of SSU Nedre Telemark, which all are asked to ratify."""
    return {p for side in keyed("bodies")["ssu-nedre"]["sides"] for p in side["parties"]}


def test_i_1_the_report_names_registered_parties_and_a_reporter_who_may_report() -> None:
    names = {o["name"] for o in keyed("organisations").values()}
    assert case()["title"]
    assert case()["what_happens"]
    assert set(case()["parties"]) <= names
    assert any(r["role"] == "clinician" for r in keyed("people")[case()["reporter"]]["roles"])
    assert case()["triage"]["outcome"] in get_args(TriageOutcome)
    assert case()["triage"]["no_patient_recognisable"] is True


def test_a_11_all_six_components_stand_in_the_build_order_with_reasons() -> None:
    findings = case()["assessment"]["findings"]
    assert [f["component"] for f in findings] == list(BUILD_ORDER) == list(get_args(Component))
    assert all(f["status"] in get_args(FindingStatus) and f["reason"] for f in findings)


def test_a_3_active_clinicians_of_each_affected_side_took_part_in_the_practical_finding() -> None:
    people = keyed("people")
    practical = case()["assessment"]["findings"][0]
    assert set(practical["clinicians"]) == {"skien", "porsgrunn", "sykehuset-telemark"}
    took_part = [people[key] for key in practical["took_part"]]
    assert all(person["active_clinician"] for person in took_part)
    assert set(practical["clinicians"]) <= {person["organisation"] for person in took_part}


def test_a_9_a_10_every_party_of_the_case_has_room_and_a_task_that_moves_is_accepted() -> None:
    organisations = keyed("organisations")
    assessment = case()["assessment"]
    given = {organisations[row["party"]]["name"] for row in assessment["capacity"]}
    assert given == set(case()["parties"])
    for row in assessment["capacity"]:
        assert row["standing"] in get_args(Standing)
        assert (row["receives_task"] is None) == (row["task_accepted_by"] is None)
    assert assessment["conclusion"] in get_args(Conclusion)
    assert assessment["route"] in get_args(RouteKind)
    assert keyed("bodies")[assessment["first_body"]]["kind"] == "fs"


def test_a_13_the_expected_obstacles_follow_from_the_findings() -> None:
    severity = ("unmet", "unclear", "partly")
    hinders = [f for f in case()["assessment"]["findings"] if f["status"] in severity]
    ranked = sorted(
        hinders,
        key=lambda f: (severity.index(f["status"]), BUILD_ORDER.index(f["component"])),
    )
    expected = case()["assessment"]["expected"]
    assert [f["component"] for f in ranked] == expected["obstacles"]
    assert expected["main_obstacle"] == expected["obstacles"][0]


def test_g_5_the_proposal_goes_from_fs_to_its_parent_and_gives_every_party_a_task() -> None:
    proposal, bodies = case()["proposal"], keyed("bodies")
    assert bodies[proposal["from_body"]]["parent"] == proposal["to_body"] == "ssu-nedre"
    assert {task["party"] for task in proposal["tasks"]} == parties()
    assert set(proposal["consequences"]) == {"patient", "gp", "municipality", "hospital"}


def test_g_6_the_stances_give_consensus_on_both_sides() -> None:
    meeting, seats = case()["meeting"], keyed("seats")
    assert set(meeting["present"]) <= {
        key for key, seat in seats.items() if seat["body"] == meeting["body"]
    }
    voted = []
    for stance in meeting["stances"]:
        assert stance["seat"] in meeting["present"]
        assert stance["position"] in get_args(Position)
        assert stance["reason"]
        objects = stance["position"] == "cannot-support"
        assert objects == (stance["objection"] in get_args(ObjectionKind))
        if "vote" in seats[stance["seat"]]["rights"]:
            assert not objects
            voted.append(seats[stance["seat"]])
    assert {seat["party"] for seat in voted} == parties()
    assert {seat["side"] for seat in voted} == {"municipal", "hospital"}
    assert meeting["expected_outcome"] == "consensus"


def test_g_7_an_objection_without_vote_follows_the_case() -> None:
    seats = keyed("seats")
    objections = [s for s in case()["meeting"]["stances"] if s["objection"]]
    assert objections
    assert all("vote" not in seats[s["seat"]]["rights"] for s in objections)
    (other,) = case()["alternative_disagreement"]["stances"]
    assert other["objection"] == "professional"
    assert "vote" in seats[other["seat"]]["rights"]


def test_g_14_g_15_every_party_answers_and_reports_by_someone_of_its_own() -> None:
    people = keyed("people")
    for part in ("ratifications", "implementation"):
        assert {row["party"] for row in case()[part]} == parties()
        assert len(case()[part]) == len(parties())
        for row in case()[part]:
            assert people[row["by"]]["organisation"] == row["party"]
    answers = {row["answer"] for row in case()["ratifications"]}
    assert answers <= set(get_args(RatificationAnswer))


def test_c_7_claimant_attester_and_approver_are_different_people_with_their_roles() -> None:
    claim, people = case()["claim"], keyed("people")
    for key, role in (("attested_by", "attester"), ("approved_by", "approver")):
        roles = people[claim[key]]["roles"]
        assert [(r["role"], r["party"]) for r in roles] == [(role, claim["payer"])]
    assert len({claim["claimant"], claim["attested_by"], claim["approved_by"]}) == 3
    agreement = keyed("agreements")[claim["agreement"]]
    assert (agreement["doctor"], agreement["payer"]) == (claim["claimant"], claim["payer"])
    assert claim["seat"] in agreement["seats"]
    assert claim["seat"] in case()["meeting"]["present"]


def test_c_3_the_claims_amounts_come_from_the_confirmed_rate_of_the_day() -> None:
    claim = case()["claim"]
    agreement = keyed("agreements")[claim["agreement"]]
    total = 0
    for line in claim["lines"]:
        start, end = moment(line["work_from"]), moment(line["work_to"])
        minutes = int((end - start).total_seconds()) // 60
        found = rate_of_the_day(
            rate_facts(), agreement["regime"], line["kind"], local_day(start), to_be_paid=True
        )
        amount = explain(found.rate, Minutes(minutes)).amount_ore
        assert line["expected"] == {"minutes": minutes, "amount_ore": amount}
        assert line["kind"] in get_args(LineKind)
        total += amount
    assert total == claim["expected_total_ore"]


def test_c_5_c_6_the_claim_covers_the_meeting_and_no_time_twice() -> None:
    claim, meeting = case()["claim"], case()["meeting"]
    spans = sorted((moment(row["work_from"]), moment(row["work_to"])) for row in claim["lines"])
    assert all(start < end for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    held = [row for row in claim["lines"] if row["kind"] == "meeting"]
    assert [(row["work_from"], row["work_to"]) for row in held] == [
        (meeting["starts_at"], meeting["ends_at"])
    ]
    agreement = keyed("agreements")[claim["agreement"]]
    for start, end in spans:
        assert agreement["valid_from"] <= local_day(start).isoformat()
        assert local_day(end).isoformat() <= agreement["valid_to"]
        assert local_day(start).isoformat().startswith(claim["period"])


def test_g_12_the_meeting_is_on_a_working_day_after_the_report() -> None:
    day = local_day(moment(case()["meeting"]["starts_at"]))
    assert is_working_day(day)
    assert date.fromisoformat(case()["reported_on"]) < day

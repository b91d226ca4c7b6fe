"""Assessment over HTTP, from the report to the conclusion, on a real process."""

from typing import Any
from uuid import UUID

import pytest
from pydantic_core import to_jsonable_python

from deploy.playing.client import Answered
from tests.assessment.installation import OUTSIDER, Installation
from tests.examples.assessment import CAPACITY, FINDINGS, GOAL
from tests.examples.ids import GP, HOSPITAL, SECRETARY, SKIEN


def ask(
    installation: Installation, case_id: UUID, rest: str, body: dict[str, Any], key: str
) -> dict[str, Any]:
    path = f"/cases/{case_id}"
    return installation.client.ask(
        "assessment", f"{path}/{rest}", body, SECRETARY, key=key, of=path
    )


def body_of(command: Any) -> dict[str, Any]:
    """A command as it is sent."""
    fields = {name: getattr(command, name) for name in command.__dataclass_fields__}
    del fields["case_id"]
    sent: dict[str, Any] = to_jsonable_python(fields)
    return sent


def record_all(installation: Installation, case_id: UUID) -> None:
    ask(installation, case_id, "goal", body_of(GOAL), "goal")
    for number, finding in enumerate(FINDINGS):
        ask(installation, case_id, "findings", body_of(finding), f"finding-{number}")
    for number, capacity in enumerate(CAPACITY):
        ask(installation, case_id, "capacity", body_of(capacity), f"capacity-{number}")


def told(installation: Installation, case_id: UUID, person: UUID = SECRETARY) -> dict[str, Any]:
    answer: dict[str, Any] = installation.client.get("assessment", f"/cases/{case_id}", person)
    return answer


def test_a_lifted_case_is_assessed_to_its_diagnosis_and_route_a_13_a_14(
    installation: Installation,
) -> None:
    case_id = installation.lifted()
    opened = told(installation, case_id)
    assert opened["parties"] == [str(HOSPITAL), str(SKIEN)]
    assert opened["missing"] == [each.component for each in FINDINGS]
    assert not opened["concluded"]

    record_all(installation, case_id)
    accepted = ask(installation, case_id, "conclude", {"conclusion": "proceed"}, "conclude")
    assert accepted["events"] == ["assessment.assessment-concluded.v2"]
    again = ask(installation, case_id, "conclude", {"conclusion": "proceed"}, "conclude")
    assert again == {**accepted, "repeated": True}

    installation.client.until(
        "the conclusion", lambda: told(installation, case_id)["concluded"] or None
    )
    end = told(installation, case_id)
    assert end["diagnosis"]["main_obstacle"] == "practical"
    assert [each["component"] for each in end["diagnosis"]["obstacles"]] == [
        "practical",
        "language",
        "technical",
    ]
    assert (end["route"], end["proposed_route"]) == ("fs", "fs")
    assert [each["standing"] for each in end["capacity"]] == ["within", "within"]
    listed: Any = installation.client.get("assessment", "/cases", SECRETARY)
    assert [each["case_id"] for each in listed] == [str(case_id)]


def test_a_refusal_names_field_and_rule_and_changes_nothing_a_3(
    installation: Installation,
) -> None:
    case_id = installation.lifted()
    before = told(installation, case_id)
    with pytest.raises(Answered) as no:
        ask(
            installation,
            case_id,
            "findings",
            {"component": "practical", "status": "met", "clinicians": [str(SKIEN)]},
            "alone",
        )
    assert no.value.status == 422
    assert (no.value.problem["rule"], no.value.problem["field"]) == ("A-3", "clinicians")
    assert told(installation, case_id) == before


def test_another_helsefellesskap_sees_nothing_and_the_reporter_only_reads_p_3_p_4(
    installation: Installation,
) -> None:
    case_id = installation.lifted()
    with pytest.raises(Answered) as kept_out:
        told(installation, case_id, OUTSIDER)
    assert kept_out.value.status == 403
    listed: Any = installation.client.get("assessment", "/cases", OUTSIDER)
    assert listed == []

    installation.client.until("the report", lambda: told(installation, case_id, GP))
    with pytest.raises(Answered) as only_reads:
        installation.client.ask(
            "assessment",
            f"/cases/{case_id}/goal",
            body_of(GOAL),
            GP,
            key="goal",
            of=f"/cases/{case_id}",
        )
    assert only_reads.value.status == 403


def test_a_change_says_what_it_builds_on(installation: Installation) -> None:
    """Architecture 6: If-Match missing is 428, stale is 412; nothing is recorded."""
    case_id = installation.lifted()
    path = f"/cases/{case_id}"
    with pytest.raises(Answered) as missing:
        installation.client.ask("assessment", f"{path}/goal", body_of(GOAL), SECRETARY, key="a")
    assert missing.value.status == 428
    ask(installation, case_id, "goal", body_of(GOAL), "b")
    stale = installation.stale("assessment", f"{path}/goal", body_of(GOAL), SECRETARY)
    assert stale.status_code == 412


def test_a_long_list_is_read_to_its_end_by_cursor_p_3(installation: Installation) -> None:
    cases = {str(installation.lifted(name)) for name in ("one", "two", "three")}
    client = installation.client
    first: Any = client.get("assessment", "/cases", SECRETARY, limit=2)
    last: Any = client.get("assessment", "/cases", SECRETARY, limit=2, after=first[-1]["case_id"])
    assert [len(first), len(last)] == [2, 1]
    assert {each["case_id"] for each in (*first, *last)} == cases
    ended: Any = client.get("assessment", "/cases", SECRETARY, concluded=True)
    assert ended == []
    beyond: Any = client.get("assessment", "/cases", SECRETARY, after=last[-1]["case_id"])
    assert beyond == []


def test_who_took_part_is_told_in_the_short_form_and_the_long_a_2_a_3(
    installation: Installation,
) -> None:
    case_id = installation.lifted()
    short: dict[str, Any] = {"component": "practical", "status": "met"}
    parties = [str(HOSPITAL), str(SKIEN)]
    ask(installation, case_id, "findings", short | {"clinicians": parties}, "short")
    roles = [
        {"party": str(HOSPITAL), "role": "Overlege"},
        {"party": str(SKIEN), "role": "Kommunelege", "person": str(GP)},
    ]
    ask(installation, case_id, "findings", short | {"clinicians": roles}, "long")
    client = installation.client
    path = f"/cases/{case_id}/revisions"
    long, first, _ = client.until(
        "begge funnene",
        lambda: found if len(found := client.get("assessment", path, SECRETARY)) == 3 else None,
    )
    assert {each["party"] for each in first["clinicians"]} == set(parties)
    assert {each["role"] for each in first["clinicians"]} == {""}
    assert {(each["role"], each["person"]) for each in long["clinicians"]} == {
        ("Overlege", None),
        ("Kommunelege", str(GP)),
    }
    assert (long["by"], long["role"]) == (str(SECRETARY), "secretariat")


def test_a_comparison_needs_two_revisions_a_15(installation: Installation) -> None:
    case_id = installation.lifted()
    with pytest.raises(Answered) as nothing:
        installation.client.get("assessment", f"/cases/{case_id}/changes", SECRETARY)
    assert nothing.value.status == 404

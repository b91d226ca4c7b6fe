"""A quality system's file becomes cases that are triaged and answered, once (I-10, I-11)."""

from typing import Any

from deploy.playing.client import Client
from tests.installation.installation import Installation
from tests.intake.test_import_csv import file_of
from tests.journeys.governance.path import person, refused
from tests.journeys.intake.problem import HOSPITAL, SIV, SKIEN, TOR, Problem

SYSTEM = "kvalitetssystem"
TELEMARK = "Helsefellesskapet i Telemark"


def row(reference: str, title: str = "Epikrisen kommer for sent", text: str = "") -> list[str]:
    told = text or "Fastlegen må ringe avdelingen."
    return [reference, "20.11.2026", TELEMARK, title, told, f"{HOSPITAL} | {SKIEN}"]


def imported(
    client: Client, content: str, by: str, key: str, codec: str = "utf-8"
) -> dict[str, Any]:
    """The report of a file, once it is carried out."""
    sent = client.send("intake", "/imports", content.encode(codec), person(by), key=key)
    path = f"/imports/{sent['import_id']}"

    def done() -> bool | None:
        return True if client.get("intake", path, person(by))["state"] == "done" else None

    client.until("importen", done)
    report: dict[str, Any] = client.get("intake", f"{path}/report", person(by))
    return report


def test_what_a_quality_system_sends_is_triaged_and_its_answer_comes_back(client: Client) -> None:
    """I-10, I-11, I-3: the good rows are cases; the others are told by row, field and rule."""
    content = file_of(
        row("J-1", "Ærlig talt: hvem følger opp?"),
        row("J-2", text="Gjelder 010190\n00083."),
        row("J-3", title=""),
    )
    report = imported(client, content, SYSTEM, "imported", "cp1252")
    (accepted,) = report["accepted"]
    assert [(each["row"], each["field"], each["rule"]) for each in report["refused"]] == [
        (3, "what_happens", "I-3"),
        (4, "title", "I-1"),
    ]
    case = Problem.begun(client, "imported", accepted["case_id"], accepted["case_number"])
    assert str(case.case_id) in case.inbox()
    assert case.case()["title"] == "Ærlig talt: hvem følger opp?"
    case.triaged("answered", reason="Avdelingen følger opp selv.")
    answered = case.comes_to("answered", SYSTEM)
    assert answered["triage_reason"] == "Avdelingen følger opp selv."
    assert answered["holder"] == "nobody"
    (own,) = case.get("/reports", SYSTEM)
    (seen,) = case.get("/reports", SIV)
    assert (own["sender_reference"], seen["sender_reference"]) == ("J-1", None), "I-4"


def test_the_same_file_twice_changes_nothing_whoever_of_the_secretariat_sends_it(
    client: Client, five: Installation
) -> None:
    """I-10: the reference is the organisation's; the same in its name with other content is no
    new case."""
    content = file_of(row("S-1"), row("S-2"))
    first = imported(client, content, SIV, "once")
    assert [each["reference"] for each in first["accepted"]] == ["S-1", "S-2"]
    heads = five.heads()
    for sender in (SIV, TOR):
        again = imported(client, content, sender, f"again-{sender}")
        assert again["unchanged"] == first["accepted"]
        assert (again["accepted"], again["refused"]) == ([], [])
    changed = imported(client, file_of(row("S-1", "Noe annet"), row("S-2")), TOR, "changed")
    assert [(each["reference"], each["rule"]) for each in changed["refused"]] == [("S-1", "I-10")]
    assert five.heads()["intake"] == heads["intake"]
    others = imported(client, content, SYSTEM, "others")
    assert [each["reference"] for each in others["accepted"]] == ["S-1", "S-2"], "theirs"


def test_a_clinician_imports_nothing(client: Client) -> None:
    """P-3."""
    with refused("P-3", 403):
        imported(client, file_of(row("K-1")), "kari-fastlege", "clinician")

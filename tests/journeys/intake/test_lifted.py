"""What leaves intake: lifted after triage, or started by a body (I-5, I-11, I-13)."""

from uuid import UUID

from deploy.playing.client import Client
from tests.journeys.governance.path import Path, ident, person, refused
from tests.journeys.intake.problem import CONFIRMED, HOSPITAL, KARI, SIV, SKIEN, Problem

CHAIR = "anne-skien"


def test_a_lifted_case_tells_its_reporter_where_it_is_until_a_routine_is_in_force(
    client: Client,
) -> None:
    """I-11: the obstacle once it is known, the body that has it, the next deadline."""
    path = Path.proposed(client, "seen-from-intake")
    problem = Problem(client, "seen-from-intake")
    problem.is_at(path.case_id, "")
    told = problem.comes_to("proposed", KARI)
    assert (told["triage"], told["holder"]) == ("lifted-to-assessment", "body")
    assert told["obstacle"] is not None
    with refused("I-0") as why:
        problem.does(KARI, "withdraw", reason="Vil trekke den.")
    assert why.reason == "intake.lifted-is-dropped-by-its-body"
    with refused("I-6") as why:
        problem.does(KARI, "dispute", reason="Går for sent.")
    assert why.reason == "intake.lifted-is-not-disputed"


def test_a_body_starts_a_case_which_is_assessed_as_any_other(client: Client) -> None:
    """I-13: in the name of the body one sits in, and of no other."""
    body = {
        "helsefellesskap": ident("helsefellesskap", "telemark"),
        "starter": "body",
        "body_id": ident("body", "ssu-nedre"),
        "title": "Felles rutine for hjemmemonitorering",
        "what_happens": "Utvalget vil planlegge ett tiltak for hele området.",
        "parties": [HOSPITAL, SKIEN],
        "urgent": False,
        **CONFIRMED,
    }
    elsewhere = {**body, "body_id": ident("body", "fs-lege-ovre")}
    with refused("G-2", 403):
        client.ask("intake", "/cases", elsewhere, person(CHAIR), key="not-mine")
    with refused("I-3"):
        unconfirmed = {**body, "no_patient_recognisable": False}
        client.ask("intake", "/cases", unconfirmed, person(CHAIR), key="unconfirmed")
    new = client.ask("intake", "/cases", body, person(CHAIR), key="started")
    again = client.ask("intake", "/cases", body, person(CHAIR), key="started")
    assert (again["case_id"], again["repeated"]) == (new["case_id"], True)
    problem = Problem.begun(client, "started", new["case_id"], new["case_number"])
    case = problem.case(CHAIR)
    assert (case["stage"], case["reports"]) == ("lifted-to-assessment", 0)
    assert case["started_by"]["body_id"] == body["body_id"]
    path = Path(client, "started")
    path.case_id = UUID(new["case_id"])
    path.walk.assess(path.case_id)
    path.comes_to("in-fs", "fs-lege-nedre")
    assert problem.comes_to("in-fs", CHAIR)["holder"] == "body"


def test_a_party_and_a_project_start_cases_too(client: Client) -> None:
    """I-13: a party by those who sit for it, a project by the secretariat."""
    party = {
        "helsefellesskap": ident("helsefellesskap", "telemark"),
        "starter": "party",
        "party": ident("organisation", "skien"),
        "title": "Endring i legevakten",
        "what_happens": "Kommunen planlegger en endring som berører sykehuset.",
        "parties": [HOSPITAL, SKIEN],
        **CONFIRMED,
    }
    new = client.ask("intake", "/cases", party, person(CHAIR), key="party")
    assert Problem.begun(client, "party", new["case_id"], new["case_number"]).case()["started_by"][
        "party"
    ] == ident("organisation", "skien")
    with refused("G-2", 403):
        client.ask("intake", "/cases", party, person(KARI), key="clinician")
    project = {**party, "starter": "project", "project": "Digital hjemmeoppfølging", "party": None}
    new = client.ask("intake", "/cases", project, person(SIV), key="project")
    case = Problem.begun(client, "project", new["case_id"], new["case_number"]).case()
    assert case["started_by"]["project"] == "Digital hjemmeoppfølging"

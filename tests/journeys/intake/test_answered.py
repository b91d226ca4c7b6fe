"""What is known already is answered at once, at the lowest level (I-5)."""

from deploy.playing.client import Client
from tests.journeys.governance.path import ident, person, refused
from tests.journeys.intake.problem import (
    ARNE,
    CONFIRMED,
    HOSPITAL,
    KARI,
    NINA,
    OMAR,
    SIV,
    SKIEN,
    TOR,
    Problem,
    rule,
)


def test_a_report_is_answered_by_a_known_rule_and_the_reporter_is_told(client: Client) -> None:
    """I-5, I-11: the answer names the rule as it reads today, its source, and its version."""
    problem = Problem.reported(client, "answered")
    waiting = problem.case(KARI)
    assert (waiting["stage"], waiting["holder"]) == ("waiting", "secretariat")
    assert str(problem.case_id) in problem.inbox()
    reason = "Sykehuset rekvirerer selv, og følger opp svarene."
    problem.triaged("answered", rule=rule("own-requests"), reason=reason)
    told = problem.comes_to("answered", KARI)
    assert told["triage_reason"] == reason
    assert (told["rule"]["version"], told["holder"]) == (1, "nobody")
    assert told["rule"]["source"].startswith("Oppdragsdokument 2020")
    assert str(problem.case_id) not in problem.inbox()
    assert [step["kind"] for step in problem.get("/steps", KARI)] == [
        "intake.case-triaged",
        "intake.report-registered",
    ]


def test_a_rule_that_does_not_stand_in_the_register_is_no_answer(client: Client) -> None:
    """I-5: and neither is a routine that nobody has decided (G-21)."""
    problem = Problem.reported(client, "unknown-rule")
    with refused("I-5") as why:
        problem.triaged("answered", rule=str(problem.case_id))
    assert why.reason == "intake.rule-not-in-force"
    with refused("I-5") as why:
        problem.triaged("answered", routine=str(problem.case_id))
    assert why.reason == "intake.routine-not-in-force"
    assert problem.case()["triage"] == "waiting", "nothing has changed"


def test_a_correction_is_a_new_version_and_the_old_one_stays_readable(client: Client) -> None:
    """I-5: what was answered by it before says which version it was."""
    siv = person(SIV)
    rule_of_ours = {
        "helsefellesskap": ident("helsefellesskap", "telemark"),
        "title": "Epikrise innen én uke",
        "text": "Sendes innen syv dager.",
        "source": "Samarbeidsavtalen punkt 5",
        "valid_from": "2024-01-01",
    }
    rule_id = client.ask("intake", "/known-rules", rule_of_ours, siv, key="own-rule")["rule_id"]
    path = f"/known-rules/{rule_id}"
    client.until("regelen", lambda: client.get("intake", path, siv))
    problem = Problem.reported(client, "by-own-rule")
    problem.triaged("answered", rule=rule_id)
    corrected = {**rule_of_ours, "text": "Sendes ved utskriving.", "reason": "Avtalen er endret."}
    del corrected["helsefellesskap"]
    client.ask("intake", f"{path}/corrections", corrected, siv, key="own-rule-2", of=path)

    def both() -> list[str] | None:
        texts = [each["text"] for each in client.get("intake", path, siv)]
        return texts if len(texts) == 2 else None

    assert client.until("begge", both) == ["Sendes ved utskriving.", "Sendes innen syv dager."]
    assert problem.comes_to("answered")["rule"]["version"] == 1
    found = client.get("intake", "/known-rules", person(KARI), q="epikrise")
    assert [each["version"] for each in found if each["rule_id"] == rule_id] == [2]
    with refused("P-3", 403):
        client.ask("intake", "/known-rules", rule_of_ours, person(KARI), key="not-yours")


def test_a_named_liaison_answers_first(client: Client) -> None:
    """I-5: for the party that has named them; they see those cases, and may do nothing else."""
    area = ident("helsefellesskap", "telemark")
    settings = f"/settings/{area}"
    liaison = {"person": str(person(ARNE)), "party": ident("organisation", "sykehuset-telemark")}
    client.ask("intake", f"{settings}/liaisons", liaison, person(TOR), key="named", of=settings)
    problem = Problem.reported(client, "liaison", OMAR)
    client.until("kontaktpersonen ser saken", lambda: problem.case(ARNE))
    listed = client.get("intake", "/cases", person(ARNE), limit=200)
    assert str(problem.case_id) in [each["case_id"] for each in listed]
    with refused("G-2", 403):
        problem.triaged("answered", by=ARNE)
    with refused("I-5") as why:
        problem.does(OMAR, "answer", reason="Jeg svarer meg selv.")
    assert why.reason == "intake.not-a-liaison"
    problem.does(ARNE, "answer", reason="Vi har ordnet det hos oss.")
    assert problem.comes_to("answered", OMAR)["triage_reason"] == "Vi har ordnet det hos oss."
    elsewhere = Problem.reported(client, "liaison-elsewhere", OMAR, parties=[SKIEN])
    with refused("P-4", 403):
        elsewhere.case(ARNE)
    client.ask(
        "intake", f"{settings}/liaisons/remove", liaison, person(TOR), key="gone", of=settings
    )


def test_the_senders_own_reference_is_shown_to_the_senders_organisation_only(
    client: Client,
) -> None:
    """I-4: not even to the secretariat."""
    problem = Problem.reported(client, "reference", NINA, sender_reference="KV-2026-0412")
    (own,) = problem.get("/reports", NINA)
    (theirs,) = problem.get("/reports", SIV)
    assert (own["sender_reference"], theirs["sender_reference"]) == ("KV-2026-0412", None)
    with refused("I-10"):
        problem.report(NINA, sender_reference="KV-2026-0412", title="Noe annet")


def test_what_is_urgent_lies_first_in_the_inbox(client: Client) -> None:
    """I-12."""
    urgent = Problem.reported(client, "urgent", urgent=True)
    calm = Problem.reported(client, "calm")
    inbox = urgent.inbox()
    assert inbox.index(str(urgent.case_id)) < inbox.index(str(calm.case_id))


def test_what_concerns_one_organisation_goes_to_its_own_line_and_says_so(client: Client) -> None:
    """I-2: triage is told that it concerns one only, and the reporter whose line it is."""
    problem = Problem.reported(client, "own-line", NINA, parties=[HOSPITAL])
    hospital = ident("organisation", "sykehuset-telemark")
    assert problem.case()["one_organisation"] == hospital
    problem.triaged("routed-to-line", reason="Gjelder bare sykehuset.", **CONFIRMED)
    told = problem.comes_to("routed-to-line", NINA)
    assert (told["line"], told["holder"]) == (hospital, "line")
    several = Problem.reported(client, "several-lines", NINA)
    assert several.case()["one_organisation"] is None
    with refused("I-2") as why:
        several.triaged("routed-to-line", **CONFIRMED)
    assert why.reason == "intake.line-missing"

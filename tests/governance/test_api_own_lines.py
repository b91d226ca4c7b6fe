"""What is carried out over HTTP: steps of the self-employed, and what all wait for (A-8, G-15)."""

from datetime import date
from typing import Any
from uuid import UUID

from shared.contracts.assessment import PartyReadiness, Readiness
from tests.governance.asking import refusal
from tests.governance.example import ANNE, BOTH, EXAMPLE, RANDI, SIV, party, person, seat
from tests.governance.installation import Installation
from tests.governance.test_api_case_ways import BJORN

SKIEN, PORSGRUNN, HOSPITAL = map(party, ("skien", "porsgrunn", "sykehuset-telemark"))
STEP = {
    "through": "samarbeidsutvalg",
    "party": str(SKIEN),
    "group": "Fastlegene i Skien",
    "what": "Svare på varselet samme dag.",
}
ANSWER = {"step": 1, "result": "agreed", "reference": "Samarbeidsutvalget 4/26"}


def in_force(installation: Installation, case_id: UUID, **proposed: Any) -> str:
    """The case, agreed on and adopted by all: its path."""
    installation.proposed(case_id, **proposed)
    path, (item,) = installation.started(case_id)
    there = [{"seat_id": str(seat(key)), "person_id": str(who)} for key, who in BOTH]
    installation.ask(f"{item}/open", {"present": there}, SIV, path)
    for key, who in BOTH:
        installation.stance(path, item, key, who)
    installation.ask(f"{item}/close", {}, SIV, path)
    installation.stage(case_id, "ratification")
    of = f"/cases/{case_id}"
    for each in EXAMPLE.case["ratifications"]:
        content = {
            "party": str(party(each["party"])),
            "answer": "adopted",
            "organ": each["organ"],
            "reference": each["reference"],
        }
        installation.ask(f"{of}/ratifications", content, person(each["by"]), of)
    installation.stage(case_id, "in-force")
    return of


def test_a_step_of_the_self_employed_is_answered_by_their_own_arena_g_15(
    installation: Installation,
) -> None:
    of = in_force(installation, installation.received(), own_steps=[STEP])
    for row in installation.get(of, SIV)["implementation"]:
        content = {"party": row["party"], "result": "done", "note": "Innført."}
        installation.ask(f"{of}/implementation", content, SIV, of)

    # All parties have done their part, and the case still waits: consensus binds no doctor.
    case = installation.get(of, SIV)
    assert case["stage"] == "in-force"
    assert [(each["step"]["what"], each["result"]) for each in case["own_steps"]] == [
        (STEP["what"], None)
    ]
    path = f"{of}/own-steps"
    no = installation.answer("POST", path, BJORN, ANSWER, Idempotency_Key="own", If_Match='"1"')
    assert (no.status_code, no.json()["rule"]) == (403, "P-4"), "for Skien by Skien's own"
    for changed, reason in (
        ({"step": 2}, "governance.own-step-unknown"),
        ({"result": "not-agreed"}, "governance.deviation-untold"),
        ({"reference": " "}, "governance.text-missing"),
    ):
        assert refusal(installation, path, ANSWER | changed, SIV, of) == (422, "G-15", reason)
    installation.ask(path, ANSWER, ANNE, of)
    case = installation.get(of, SIV)
    assert case["stage"] == "implemented"
    (told,) = case["own_steps"]
    assert (told["result"], told["reference"]) == ("agreed", ANSWER["reference"])
    assert refusal(installation, path, ANSWER, SIV, of) == (
        422,
        "G-15",
        "governance.already-implemented",
    )


def test_the_table_shows_from_when_anybody_gains_and_who_holds_it_a_8_g_15(
    installation: Installation,
) -> None:
    case_id = installation.new_id()
    day = date(2027, 9, 1)
    readiness = Readiness(
        parties=(
            PartyReadiness(party=SKIEN, what=("EPJ tar imot varsel",), ready_on=date(2027, 1, 1)),
            PartyReadiness(party=HOSPITAL, what=("DIPS", "Varsel"), ready_on=day),
        ),
        gain_from=day,
        held_by=(HOSPITAL,),
    )
    installation.conclude(case_id, HOSPITAL, SKIEN, PORSGRUNN, readiness=readiness)
    installation.client.until("the case", lambda: installation.get(f"/cases/{case_id}", SIV))
    case = installation.get(in_force(installation, case_id), RANDI)
    assert (case["readiness"]["gain_from"], case["readiness"]["held_by"]) == (
        day.isoformat(),
        [str(HOSPITAL)],
    )
    rows = {row["party"]: row for row in case["implementation"]}
    hospital, skien, porsgrunn = (rows[str(each)] for each in (HOSPITAL, SKIEN, PORSGRUNN))
    assert (hospital["needs"], hospital["ready_on"], hospital["holds"]) == (
        ["DIPS", "Varsel"],
        day.isoformat(),
        True,
    )
    assert (skien["ready_on"], skien["holds"]) == ("2027-01-01", False)
    assert (porsgrunn["needs"], porsgrunn["ready_on"], porsgrunn["holds"]) == ([], None, False)
    with installation.browser(RANDI) as browser:
        page = browser.look(f"/styring/saker/{case_id}")
    assert "Gevinsten kommer tidligst 1. sep. 2027, når Sykehuset Telemark HF er klar." in page
    assert "Sykehuset Telemark HF: DIPS, Varsel: 1. sep. 2027" in page, "the drawing says the same"

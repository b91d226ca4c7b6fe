"""What is before a decision, over HTTP: a case finds its body, and the doctors' council is heard
(G-5)."""

from uuid import UUID

from tests.governance.asking import refusal
from tests.governance.example import ANNE, NINA, SIV, TELEMARK, body, party, person
from tests.governance.installation import Installation

KARI, OMAR = person("kari-fastlege"), person("omar-fastlege")


def test_a_case_that_no_body_fits_is_given_to_one_by_ssu_g_5(installation: Installation) -> None:
    case_id = installation.new_id()
    installation.conclude(case_id, "skien", "sykehuset-telemark", route="lsu")
    path = f"/cases/{case_id}"
    case = installation.stage(case_id, "unplaced")
    assert (case["body"], case["step"]["step"]) == (str(body("ssu-nedre")), "place")
    elsewhere = installation.new_id()
    for where, status, rule, reason in (
        (elsewhere, 422, "G-5", "governance.body-unknown"),
        (body("ssu-nedre"), 422, "G-5", "governance.body-decides"),
    ):
        content = {"body_id": str(where)}
        no = refusal(installation, f"{path}/placing", content, SIV, path)
        assert no == (status, rule, reason)
    here = {"body_id": str(body("fs-lege-nedre"))}
    assert refusal(installation, f"{path}/placing", here, NINA, path)[:2] == (403, "G-2")
    installation.ask(f"{path}/placing", here, ANNE, path)
    case = installation.get(path, SIV)
    assert (case["stage"], case["body"]) == ("in-fs", here["body_id"])
    assert refusal(installation, f"{path}/placing", here, SIV, path)[2] == (
        "governance.already-placed"
    )


def council(installation: Installation) -> str:
    """A fastlegeråd of the doctors in Skien and Porsgrunn, with a chair and a member."""
    parties = [str(party(f"legesenter-{place}")) for place in ("skien", "porsgrunn")]
    made = installation.ask(
        "/bodies",
        {
            "helsefellesskap": str(TELEMARK),
            "kind": "gp-council",
            "name": "Fastlegerådet i Grenland",
            "parent": str(body("partnerskapsmote")),
            "sides": [{"name": "municipal", "parties": parties}],
            "item_number_format": "{running}",
            "rules": {"deadlines": {"ratify": 5}},
        },
        SIV,
    )
    return str(made["body_id"])


def seated(installation: Installation, council_id: str) -> UUID:
    """Somebody who speaks for the doctors in Skien there."""
    who = installation.new_person()
    content = {
        "body_id": council_id,
        "party": str(party("legesenter-skien")),
        "side": "municipal",
        "represents": "gps",
        "person_id": str(who),
        "function": "chair",
        "rights": ["vote", "speech", "proposal"],
        "basis": "elected",
        "active_clinician": True,
        "term_from": "2026-01-01",
        "term_to": "2099-12-31",
    }
    installation.ask("/seats", content, SIV)
    return who


def test_what_changes_the_work_of_gps_is_heard_by_their_council_first_g_5(
    installation: Installation,
) -> None:
    council_id = council(installation)
    chair = seated(installation, council_id)
    case_id = installation.proposed(changes_gp_work=True)
    path = f"/cases/{case_id}"
    case = installation.stage(case_id, "with-council")
    assert (case["body"], case["step"]["step"]) == (council_id, "hear-council")

    # It is for the council to say, in its own words; then SSU has both.
    said = {"statement": "Fastlegene trenger varselet samlet."}
    assert refusal(installation, f"{path}/statement", said, ANNE, path)[:2] == (403, "G-2")
    empty = refusal(installation, f"{path}/statement", {"statement": " "}, chair, path)
    assert empty == (422, "G-5", "governance.text-missing")
    installation.ask(f"{path}/statement", said, chair, path)
    case = installation.get(path, SIV)
    assert (case["stage"], case["body"]) == ("proposed", str(body("ssu-nedre")))
    assert case["statement"] == said["statement"]
    assert refusal(installation, f"{path}/statement", said, SIV, path) == (
        422,
        "G-5",
        "governance.not-with-the-council",
    )
    of = f"/bodies/{council_id}"
    gone = {"dissolved_on": "2026-01-01", "reason": "Prøve."}
    installation.ask(f"{of}/dissolve", gone, SIV, of)

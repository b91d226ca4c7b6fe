"""The case between bodies over HTTP: proposed, agreed or not, answered (G-5 to G-7, G-14)."""

from datetime import UTC, datetime, timedelta

from shared.contracts.assessment import PartyStanding
from tests.governance.example import (
    ANNE,
    BOTH,
    EXAMPLE,
    HOSPITAL_SEAT,
    NINA,
    RANDI,
    SIV,
    SKIEN_SEAT,
    body,
    party,
    person,
    seat,
)
from tests.governance.installation import Installation

BJORN = person("bjorn-porsgrunn")
KARI = person("kari-fastlege")


def test_a_case_comes_to_the_fs_closest_to_its_parties_a_14(installation: Installation) -> None:
    lower = installation.received("skien", "sykehuset-telemark")
    upper = installation.received("notodden", "sykehuset-telemark")
    found = [installation.get(f"/cases/{case}", SIV)["body"] for case in (lower, upper)]
    assert found == [str(body("fs-lege-nedre")), str(body("fs-lege-ovre"))]
    assert installation.get(f"/cases/{lower}", SIV)["stage"] == "in-fs"


def test_a_task_that_was_not_accepted_follows_the_case_as_an_objection_a_10(
    installation: Installation,
) -> None:
    case_id = installation.new_id()
    within = PartyStanding(party=party("sykehuset-telemark"), standing="within", reason="Mindre.")
    asked = {"party": party("skien"), "standing": "over", "reason": "Ingen har tid."}
    shifted = {"receives_task": "Varsle fastlegen.", "task_not_accepted": True}
    accepted = {"receives_task": "Svare på varselet.", "task_accepted_by": "Rådet"}
    parties = ("skien", "sykehuset-telemark")

    def told() -> list[dict[str, str]]:
        found: list[dict[str, str]] = installation.get(f"/cases/{case_id}", SIV)["not_accepted"]
        return found

    no = PartyStanding.model_validate({**asked, **shifted})
    installation.conclude(case_id, *parties, capacity=(within, no))
    installation.client.until("the case", told)
    assert told() == [
        {
            "party": str(party("skien")),
            "task": "Varsle fastlegen.",
            "kind": "other",
            "text": "Ingen har tid.",
        }
    ]
    installation.proposed(case_id)
    assert told(), "it goes with the case to the next body"
    yes = PartyStanding.model_validate({**asked, **accepted})
    again = installation.received()
    installation.conclude(again, *parties, revision=2, capacity=(within, yes))
    assert installation.get(f"/cases/{again}", SIV)["not_accepted"] == []
    with installation.browser(SIV) as siv:
        assert "Varsle fastlegen." in siv.look(f"/styring/saker/{case_id}")


def test_the_proposal_goes_to_ssu_and_is_sent_by_a_member_g_5(installation: Installation) -> None:
    case_id = installation.received()
    path = f"/cases/{case_id}"
    content = {"body_id": str(body("fs-lege-nedre")), "what": "X", "adoption": "all-or-none"}
    refused = installation.answer(
        "POST", f"{path}/proposal", ANNE, content, Idempotency_Key="alien", If_Match='"1"'
    )
    assert refused.status_code == 403, "a member of SSU is none of FS"
    installation.proposed(case_id)
    case = installation.get(path, NINA)
    assert (case["stage"], case["body"]) == ("proposed", str(body("ssu-nedre")))
    assert case["proposal"]["what"] == EXAMPLE.case["proposal"]["what"]


def test_the_secretariat_enters_a_proposal_on_a_members_behalf_p_5(
    installation: Installation,
) -> None:
    case_id = installation.received()
    path = f"/cases/{case_id}"
    task = {"party": str(party("skien")), "what": "Gjøre rutinen kjent."}
    content = {
        "body_id": str(body("fs-lege-nedre")),
        "what": "Rekvirenten følger opp.",
        "reasons": "Kjenner pasienten.",
        "tasks": [task],
        "consequences": dict.fromkeys(("patient", "gp", "municipality", "hospital"), "Ingen."),
        "adoption": "all-or-none",
    }
    own = installation.answer(
        "POST", f"{path}/proposal", SIV, content, Idempotency_Key="own-name", If_Match='"2"'
    )
    assert (own.status_code, own.json()["rule"]) == (422, "G-5")
    content["on_behalf_of"] = str(NINA)
    for_another = installation.answer(
        "POST", f"{path}/proposal", KARI, content, Idempotency_Key="not-mine", If_Match='"2"'
    )
    assert (for_another.status_code, for_another.json()["rule"]) == (403, "P-5")
    installation.ask(f"{path}/proposal", content, SIV, path)
    assert installation.get(path, SIV)["stage"] == "proposed"
    stored = installation.governance.platform.ledger.read_stream(f"case-{case_id}")[-1]
    envelope, _ = installation.governance.platform.codec.decode(stored.body)
    assert (envelope.actor, envelope.onbehalfof) == (SIV, NINA)


def test_a_professional_disagreement_goes_back_to_fs_which_proposes_again_g_7(
    installation: Installation,
) -> None:
    case_id, path, item = installation.opened(*BOTH)
    installation.stance(path, item, SKIEN_SEAT, ANNE)
    installation.stance(path, item, HOSPITAL_SEAT, RANDI, "cannot-support", "professional")
    installation.ask(f"{item}/close", {"wording": "Skal fristen følge alvoret?"}, SIV, path)
    case = installation.stage(case_id, "disagreed-professional")
    assert (case["body"], case["returns"]) == (str(body("fs-lege-nedre")), 1)
    assert case["disagreements"][0]["wording"] == "Skal fristen følge alvoret?"
    installation.proposed(case_id)
    assert installation.get(f"/cases/{case_id}", SIV)["stage"] == "proposed"


def test_another_disagreement_is_lifted_to_the_partnership_g_7(
    installation: Installation,
) -> None:
    case_id, path, item = installation.opened(*BOTH)
    installation.stance(path, item, SKIEN_SEAT, ANNE, "cannot-support", "other")
    installation.stance(path, item, HOSPITAL_SEAT, RANDI)
    installation.ask(f"{item}/close", {"wording": "Hvem betaler?"}, SIV, path)
    case = installation.stage(case_id, "disagreed-other")
    assert case["body"] == str(body("partnerskapsmote"))


def test_a_seat_with_speech_only_never_blocks_and_its_remark_follows_g_6(
    installation: Installation,
) -> None:
    _, path = installation.agreed()
    case = installation.get(path, SIV)
    assert [each["party"] for each in case["remarks"]] == [str(party("sykepleierforbundet"))]
    assert case["remarks"][0]["blocking"] is False
    assert len(case["ratifications"]) == 8
    assert all(row["answer"] is None and not row["overdue"] for row in case["ratifications"])
    assert datetime.fromisoformat(case["ratify_by"]) > datetime.now(UTC) + timedelta(days=20)


def test_a_party_is_answered_for_by_its_own_only_g_14(installation: Installation) -> None:
    case_id, path = installation.agreed()
    content = {
        "party": str(party("porsgrunn")),
        "answer": "adopted",
        "organ": "Kommunestyret",
        "reference": "26/1",
    }
    for who in (ANNE, SIV, KARI):
        answer = installation.answer(
            "POST", f"{path}/ratifications", who, content, Idempotency_Key="no", If_Match='"3"'
        )
        assert answer.status_code == 403
    installation.ask(f"{path}/ratifications", content, BJORN, path)
    (row,) = [
        each
        for each in installation.get(path, SIV)["ratifications"]
        if each["party"] == str(party("porsgrunn"))
    ]
    assert (row["answer"], row["organ"]) == ("adopted", "Kommunestyret")
    stored = installation.governance.platform.ledger.read_stream(f"case-{case_id}")[-1]
    envelope, _ = installation.governance.platform.codec.decode(stored.body)
    assert (envelope.actorseat, envelope.actorparty) == (
        seat("ssu-nedre-porsgrunn"),
        party("porsgrunn"),
    )

"""What awaits a person by rule, over HTTP and on the meetings' page (G-10 to G-19, P-3)."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from services.governance.application.awaiting import Awaited
from tests.governance.example import (
    ANNE,
    BOTH,
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
from tests.governance.exit_asking import (
    CLARIFICATION,
    HOSPITAL_SIGNS,
    JON,
    SKIEN_SIGNS,
    SOLVEIG,
    TOR,
)
from tests.governance.installation import Installation
from tests.governance.test_api_hearings import KARI, KARI_SEAT
from tests.governance.test_api_routines import in_force

STINE = person("stine-nsf")
PER = person("per-kommunelege")
SKIEN, HOSPITAL = str(party("skien")), str(party("sykehuset-telemark"))


def awaiting(installation: Installation, who: UUID, case_id: UUID) -> list[tuple[str, str | None]]:
    """What of one case awaits a person: the kinds, with the party where it is for one."""
    found = installation.get("/awaiting", who, limit=200)
    return [(each["kind"], each["party"]) for each in found if each["case_id"] == str(case_id)]


def test_a_vote_is_waited_for_until_it_is_given_g_13(installation: Installation) -> None:
    nsf = ("ssu-nedre-nsf", STINE)
    case_id, path, item = installation.opened(*BOTH, nsf)
    assert awaiting(installation, ANNE, case_id) == [("stance", None)]
    assert awaiting(installation, RANDI, case_id) == [("stance", None)]
    for nobody in (STINE, SIV, NINA, JON):
        assert awaiting(installation, nobody, case_id) == [], "speech only, or no seat in it"
    installation.stance(path, item, SKIEN_SEAT, ANNE)
    assert awaiting(installation, ANNE, case_id) == []


def test_who_sits_in_for_another_is_asked_in_their_place_g_12(installation: Installation) -> None:
    case_id, *_ = installation.opened((SKIEN_SEAT, PER), (HOSPITAL_SEAT, RANDI))
    assert awaiting(installation, PER, case_id) == [("stance", None)]
    assert awaiting(installation, ANNE, case_id) == []


def test_a_body_at_work_is_waited_for_by_its_proposers_g_5(installation: Installation) -> None:
    case_id = installation.received()
    assert awaiting(installation, NINA, case_id) == [("propose", None)]
    found = installation.get("/awaiting", NINA, limit=200)
    (mine,) = [each for each in found if each["case_id"] == str(case_id)]
    assert mine["until_meeting"], "this body's time is until its next meeting (G-11)"
    assert awaiting(installation, ANNE, case_id) == []
    assert awaiting(installation, SIV, case_id) == [], "she stands in for others"


def test_a_partys_answer_is_waited_for_from_those_who_sit_for_it_there_g_14(
    installation: Installation,
) -> None:
    case_id, path = installation.agreed()
    assert awaiting(installation, ANNE, case_id) == [("ratify", SKIEN)]
    assert awaiting(installation, RANDI, case_id) == [("ratify", HOSPITAL)]
    assert awaiting(installation, PER, case_id) == [], "a deputy is not waited for"
    answer = {"party": SKIEN, "answer": "adopted", "organ": "Formannskapet", "reference": "7/26"}
    installation.ask(f"{path}/ratifications", answer, ANNE, path)
    assert awaiting(installation, ANNE, case_id) == []


def test_what_is_to_be_done_awaits_the_one_responsible_g_15(installation: Installation) -> None:
    case_id = in_force(installation)
    path = f"/cases/{case_id}"
    assert awaiting(installation, ANNE, case_id) == [("plan", SKIEN)]
    day = (datetime.now(UTC) + timedelta(days=60)).date().isoformat()
    (row,) = [
        each for each in installation.get(path, SIV)["implementation"] if each["party"] == SKIEN
    ]
    plan = {"party": SKIEN, "seat_id": str(seat(SKIEN_SEAT)), "due": [day] * len(row["tasks"])}
    installation.ask(f"{path}/implementation-plan", plan, ANNE, path)
    assert awaiting(installation, ANNE, case_id) == [("report", SKIEN)]
    (told,) = [
        each for each in installation.get("/awaiting", ANNE) if each["case_id"] == str(case_id)
    ]
    assert told["due_at"].startswith(day)
    report = {"party": SKIEN, "result": "done", "note": "Innført."}
    installation.ask(f"{path}/implementation", report, ANNE, path)
    assert awaiting(installation, ANNE, case_id) == []


def test_no_agreement_is_acknowledged_by_each_party_for_itself_g_10(
    installation: Installation,
) -> None:
    case_id = installation.lifted()
    path, item = at_partnership(installation, case_id)
    installation.ask(f"{item}/close", {"wording": "Hvem betaler?"}, SIV, path)
    installation.stage(case_id, "unresolved")
    declared = {"consequence": "cooperation-fails", "text": "Hver for seg."}
    installation.ask(f"/cases/{case_id}/not-agreed", declared, SIV, f"/cases/{case_id}")
    assert awaiting(installation, ANNE, case_id) == [("acknowledge", SKIEN)]
    told = {"party": SKIEN, "note": "Lest."}
    installation.ask(f"/cases/{case_id}/acknowledgements", told, ANNE, f"/cases/{case_id}")
    assert awaiting(installation, ANNE, case_id) == []


def at_partnership(installation: Installation, case_id: UUID) -> tuple[str, str]:
    """The case's item, open there, with one side against: the paths of meeting and item."""
    begun = (installation.process.around.clock.now() - timedelta(hours=1)).isoformat()
    content = {
        "body_id": str(body("partnerskapsmote")),
        "starts_at": begun,
        "place": "Skien",
        "cases": [str(case_id)],
    }
    planned = installation.ask("/meetings", content, SIV)
    path = f"/meetings/{planned['meeting_id']}"
    item = f"{path}/items/{planned['items'][0]['item_id']}"
    installation.ask(f"{path}/call", {}, SIV, path)
    installation.ask(f"{path}/start", {"started_at": begun}, SIV, path)
    sits = (("partnerskapsmote-skien", SOLVEIG), ("partnerskapsmote-direktor", TOR))
    present = [{"seat_id": str(seat(key)), "person_id": str(who)} for key, who in sits]
    installation.ask(f"{item}/open", {"present": present}, SIV, path)
    installation.stance(path, item, "partnerskapsmote-skien", SOLVEIG)
    installation.stance(path, item, "partnerskapsmote-direktor", TOR, "cannot-support", "other")
    return path, item


def test_each_side_is_waited_for_to_sign_a_question_of_law_g_16(
    installation: Installation,
) -> None:
    case_id = installation.lifted()
    made = installation.ask(f"/cases/{case_id}/clarifications", CLARIFICATION, SIV)
    path = f"/clarifications/{made['clarification_id']}"
    assert ("sign", None) in awaiting(installation, SOLVEIG, case_id)
    assert ("sign", None) in awaiting(installation, TOR, case_id)
    installation.ask(f"{path}/signatures", {"seat_id": SKIEN_SIGNS}, SOLVEIG, path)
    assert ("sign", None) not in awaiting(installation, SOLVEIG, case_id)
    installation.ask(f"{path}/signatures", {"seat_id": HOSPITAL_SIGNS}, TOR, path)
    assert ("sign", None) not in awaiting(installation, TOR, case_id)


def test_a_hearing_awaits_those_asked_and_then_the_one_who_asks_g_19(
    installation: Installation,
) -> None:
    asked, case_id = installation.new_person(), installation.proposed()
    content = {
        "seat_id": KARI_SEAT,
        "question": "Kan dere leve med det?",
        "asked": [str(asked)],
        "answer_by": (datetime.now(UTC) + timedelta(days=7)).date().isoformat(),
    }
    made = installation.ask(f"/cases/{case_id}/hearings", content, KARI)
    path = f"/hearings/{made['hearing_id']}"
    assert awaiting(installation, asked, case_id) == [("answer-hearing", None)]
    assert awaiting(installation, KARI, case_id) == []
    installation.ask(f"{path}/answers", {"position": "supports"}, asked)
    assert awaiting(installation, asked, case_id) == []
    assert awaiting(installation, KARI, case_id) == [("summarise", None)]


def test_the_list_is_read_on_from_where_one_is(installation: Installation) -> None:
    for _ in range(3):
        installation.received()
    whole = installation.get("/awaiting", NINA, limit=200)
    read: list[Any] = []
    path = "/awaiting?limit=1"
    while path:
        answer = installation.answer("GET", path, NINA)
        assert len(answer.json()) == 1
        read += answer.json()
        link = re.match(r'</api/governance/v1(.+)>; rel="next"', answer.headers.get("Link", ""))
        path = link.group(1) if link else ""
    assert read == whole
    assert len(whole) >= 3


def test_what_a_meeting_waits_for_comes_first_and_then_the_overdue() -> None:
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)

    def at(due_at: datetime | None, *, meets: bool = False) -> Awaited:
        return Awaited("ratify", uuid4(), "2026/1", uuid4(), due_at, now=meets)

    no_day, ahead, over = at(None), at(now + timedelta(days=9)), at(now - timedelta(days=2))
    meeting = at(None, meets=True)
    found = sorted((no_day, ahead, over, meeting), key=lambda each: each.place)
    assert found == [meeting, over, ahead, no_day]


def test_the_front_page_leads_to_the_very_form_g_11(installation: Installation) -> None:
    case_id, *_ = installation.agreed()
    with installation.browser(ANNE) as anne:
        page = anne.look("/moter")
        assert "Saker som venter på deg" in page
        address = f"/styring/saker/{case_id}?valg=ratify"
        assert f'href="{address}#act">Svar på vedtaket for Skien kommune</a>' in page
        assert f'action="/styring/saker/{case_id}/svar"' in anne.look(address)
    with installation.browser(SIV) as siv:
        assert "Saker som venter på deg" not in siv.look("/moter")

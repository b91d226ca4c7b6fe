"""What intake does over HTTP where it is small: drafts, and a secretariat of one person."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from deploy.playing.client import Answered
from shared.contracts.governance import PersonRegistered
from shared.contracts.record import Sealed
from tests.assessment.installation import REPORT, Installation, at_work
from tests.examples.governance.register import BODY_ESTABLISHED, SEAT_FILLED
from tests.examples.ids import GP, SECRETARY, SKIEN, id_of

CHAIR = id_of("chair")
DRAFT = "/api/intake/v1/drafts/" + str(id_of("draft"))
CHAIRED = SEAT_FILLED.model_copy(
    update={
        "person_id": CHAIR,
        "function": "chair",
        "rights": ("vote", "speech", "proposal", "attend"),
        "deputy": None,
    }
)


@pytest.fixture
def chaired(tmp_path: Path, valkey: str) -> Iterator[Installation]:
    """SSU has a chair, and the secretariat is one person."""
    name = Sealed(subject=f"person-{CHAIR}", purpose="register", clear="Anne Leder")
    person = PersonRegistered(person_id=CHAIR, name=name, employment="employed", title="")
    with at_work(tmp_path, valkey, told=(person, BODY_ESTABLISHED, CHAIRED)) as running:
        yield running


def test_the_chair_of_ssu_triages_what_one_person_alone_had_triaged_i_6(
    chaired: Installation,
) -> None:
    client = chaired.client
    path = f"/cases/{client.ask('intake', '/reports', REPORT, GP, key='one')['case_id']}"
    client.until("saken", lambda: client.get("intake", path, SECRETARY))
    answer = {"outcome": "answered", "reason": "Avklart."}
    with pytest.raises(Answered) as unread:
        client.get("intake", path, CHAIR)
    assert unread.value.status == 403
    client.ask("intake", f"{path}/triage", answer, SECRETARY, key="first", of=path)
    said = {"reason": "Det skjer fortsatt."}
    client.ask("intake", f"{path}/dispute", said, GP, key="said", of=path)
    client.until("betrodd lederen", lambda: client.get("intake", path, CHAIR))
    with pytest.raises(Answered) as same:
        client.ask("intake", f"{path}/triage", answer, SECRETARY, key="again", of=path)
    assert (same.value.problem["rule"], same.value.problem["reason"]) == (
        "I-6",
        "intake.same-triager-alone",
    )
    client.ask("intake", f"{path}/triage", answer, CHAIR, key="anew", of=path)


def test_a_draft_is_kept_for_its_author_and_names_no_patient_i_4(
    installation: Installation,
) -> None:
    fields = {"title": "Prøvesvar", "parties": ["Skien kommune"], "urgent": False}
    with installation.api(GP) as mine, installation.api(SECRETARY) as theirs:
        assert mine.get(DRAFT).status_code == 404
        kept = mine.put(DRAFT, json={"fields": fields})
        assert (kept.status_code, kept.json()["fields"]) == (200, fields)
        assert [each["fields"] for each in mine.get("/api/intake/v1/drafts").json()] == [fields]
        assert theirs.get(DRAFT).status_code == 404
        assert theirs.get("/api/intake/v1/drafts").json() == []
        refused = mine.put(DRAFT, json={"fields": {"what_happens": "Gjelder 010190 00083"}})
        assert (refused.status_code, refused.json()["rule"]) == (422, "I-3")
        assert refused.json()["field"] == "what_happens"
        assert mine.get(DRAFT).json()["fields"] == fields, "nothing has changed"
        assert theirs.delete(DRAFT).status_code == 204
        assert mine.get(DRAFT).status_code == 200
        assert mine.delete(DRAFT).status_code == 204
        assert mine.get(DRAFT).status_code == 404


def test_the_same_join_sent_again_has_one_effect_i_0(installation: Installation) -> None:
    client = installation.client
    first = client.ask("intake", "/reports", REPORT, GP, key="one")
    body = {**REPORT, "joins": first["case_id"]}
    client.until("saken", lambda: client.get("intake", f"/cases/{first['case_id']}", GP))
    joined = client.ask("intake", "/reports", body, SECRETARY, key="join")
    again = client.ask("intake", "/reports", body, SECRETARY, key="join")
    assert again["repeated"]
    for name in ("report_id", "report_number", "case_number", "position"):
        assert again[name] == joined[name]
    assert joined["case_number"] == first["case_number"] != joined["report_number"]


def test_many_join_at_once_and_each_counts_once_i_0_i_8(installation: Installation) -> None:
    """I-0: in triage and before sending, into the same case, which is told each time."""
    client = installation.client
    paths = []
    for number in range(9):
        receipt = client.ask("intake", "/reports", REPORT, GP, key=f"report-{number}")
        paths.append(f"/cases/{receipt['case_id']}")
    for path in paths:
        client.until("saken", partial(client.get, "intake", path, SECRETARY))
    target, *others = paths
    joins = {
        "outcome": "joined",
        "reason": "Det samme.",
        "joined_to": target.rpartition("/")[2],
    }

    def join(path: str) -> None:
        client.ask("intake", f"{path}/triage", joins, SECRETARY, key=f"join{path}", of=path)
        again = {**REPORT, "joins": joins["joined_to"]}
        client.ask("intake", "/reports", again, GP, key=f"again{path}")

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(join, others))

    def all_there() -> dict[str, Any] | None:
        case: dict[str, Any] = client.get("intake", target, SECRETARY)
        return case if case["reports"] == 17 else None

    assert client.until("alle meldingene", all_there)["times"] == 16
    held = client.get("intake", f"{target}/reports", SECRETARY)
    assert len({each["number"] for each in held}) == 17
    kinds = [step["kind"] for step in client.get("intake", f"{target}/steps", SECRETARY)]
    assert kinds.count("intake.problem-recurred") == 1
    assert kinds.count("intake.reports-joined") == 8


def test_the_page_asks_in_whose_own_line_a_case_of_several_belongs_i_2(
    installation: Installation,
) -> None:
    client = installation.client
    case_id = client.ask("intake", "/reports", REPORT, GP, key="one")["case_id"]
    client.until("saken", lambda: client.get("intake", f"/cases/{case_id}", SECRETARY))
    typed = {
        "outcome": "routed-to-line",
        "reason": "Gjelder én av dem.",
        "no_patient_recognisable": "true",
    }
    address = action = f"/saker/{case_id}/siling"
    with installation.browser(SECRETARY) as browser:
        unsaid = browser.send(browser.look(address), action, **typed)
        assert unsaid.status_code == 422
        assert "Velg hvem sin egen linje den hører til." in unsaid.text
        sent = browser.send(browser.look(address), action, **typed, line=str(SKIEN))
        assert "Skien kommune, egen linje" in browser.follow(sent)

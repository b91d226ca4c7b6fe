"""What intake does over HTTP where it is small: drafts, and a secretariat of one person."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import httpx2
import pytest

from deploy.playing.client import Answered
from shared.contracts.governance import PersonRegistered
from shared.contracts.record import Sealed
from tests.assessment.installation import REPORT, Installation, at_work
from tests.examples.governance.register import BODY_ESTABLISHED, SEAT_FILLED
from tests.examples.ids import GP, SECRETARY, id_of

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


def http(installation: Installation, person: UUID) -> httpx2.Client:
    return httpx2.Client(
        base_url=installation.settings.public_url,
        headers={"Authorization": f"Bearer {installation.client._token(person)}"},
    )


def test_a_draft_is_kept_for_its_author_and_names_no_patient_i_4(
    installation: Installation,
) -> None:
    fields = {"title": "Prøvesvar", "parties": ["Skien kommune"], "urgent": False}
    with http(installation, GP) as mine, http(installation, SECRETARY) as theirs:
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

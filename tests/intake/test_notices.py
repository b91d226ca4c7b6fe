"""Reporters are told by e-mail that something has happened, and nothing of what (I-11)."""

from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from uuid import UUID

import httpx2

from services.intake.application.noticing import Noticing
from services.intake.readmodels import steps
from shared.contracts.governance import PersonRegistered
from shared.contracts.record import Sealed
from tests.assessment.installation import REPORT, Installation, at_work
from tests.examples.ids import GP, SECRETARY
from tests.servers.mail import Mailbox

ADDRESS = "kari@fastlege.example"
WITH_ADDRESS = PersonRegistered(
    person_id=GP,
    name=Sealed(subject=f"person-{GP}", purpose="register", clear="Kari Fastlege"),
    contact=Sealed(subject=f"person-{GP}", purpose="register", clear=f"99 99 99 99, {ADDRESS}"),
    employment="self-employed",
    title="",
)
ANSWERED = {"outcome": "answered", "reason": "Se rundskriv 2."}


@contextmanager
def sending(home: Path, valkey: str, mailbox: Mailbox) -> Iterator[Installation]:
    set_to = {
        "smtp_host": "127.0.0.1",
        "smtp_port": mailbox.port,
        "smtp_security": "none",
        "smtp_from": "varsel@samhandling.example",
    }
    with at_work(home, valkey, told=(WITH_ADDRESS,), set_to=set_to) as installation:
        yield installation


def reported(installation: Installation, name: str, **told: object) -> tuple[UUID, str]:
    """A case that the GP has reported: its id and number."""
    client = installation.client
    receipt = client.ask("intake", "/reports", {**REPORT, **told}, GP, key=f"report-{name}")
    case = receipt["case_id"]
    client.until("the case", lambda: client.get("intake", f"/cases/{case}", SECRETARY))
    return UUID(case), receipt["case_number"]


def triaged(installation: Installation, case: UUID) -> None:
    path = f"/cases/{case}"
    installation.client.ask(
        "intake", f"{path}/triage", ANSWERED, SECRETARY, key=f"triage-{case}", of=path
    )


def letter_about(installation: Installation, mailbox: Mailbox, number: str) -> EmailMessage:
    def look() -> EmailMessage | None:
        return next((each for each in mailbox.letters if each["Subject"].endswith(number)), None)

    return installation.client.until("the letter", look)


def figure(installation: Installation, name: str) -> float:
    text = httpx2.get(f"{installation.settings.public_url}/metrics").text
    lines = (line.split(" ") for line in text.splitlines() if line.startswith("samhandling_"))
    return next(float(value) for of, value in lines if of == f"samhandling_notices_{name}")


def none_wait(installation: Installation) -> bool | None:
    return True if figure(installation, "waiting") == 0 else None


def looked_through(installation: Installation) -> bool | None:
    """Whether all that intake has said has been looked through, and nothing waits."""
    service = installation.process.running[0].service
    noticing = next(each for each in service.duties if isinstance(each, Noticing))
    place = noticing.store.place("intake", service.platform.clock.now())
    found = steps.after(service.platform.views, "intake", place.position, 1)
    return None if found else none_wait(installation)


def test_a_reporter_is_told_where_to_read_and_nothing_of_the_case_i_11(
    tmp_path: Path, valkey: str
) -> None:
    with Mailbox().open() as mailbox, sending(tmp_path, valkey, mailbox) as installation:
        case, number = reported(installation, "one")
        triaged(installation, case)
        letter = letter_about(installation, mailbox, number)
        assert letter["To"] == ADDRESS
        assert letter["Subject"] == f"Nytt om meldingen din {number}"
        text = letter.get_content()
        assert f"{installation.settings.public_url}/saker/{case}" in text
        assert f"{installation.settings.public_url}/varsler" in text
        told = f"{letter['Subject']} {text}".casefold()
        for content in (REPORT["title"], REPORT["what_happens"], "rundskriv", "Kari", "Skien"):
            assert str(content).casefold() not in told
        nynorsk, of_nynorsk = reported(installation, "two", language="nn")
        triaged(installation, nynorsk)
        second = letter_about(installation, mailbox, of_nynorsk)
        assert second["Subject"] == f"Nytt om meldinga di {of_nynorsk}"
        assert "Det har skjedd noko i saka" in second.get_content()
        installation.client.until("all", lambda: none_wait(installation))
        assert len(mailbox.letters) == 2, "what one does oneself is no news"


def test_who_has_said_no_is_told_nothing_i_11(tmp_path: Path, valkey: str) -> None:
    with Mailbox().open() as mailbox, sending(tmp_path, valkey, mailbox) as installation:
        client = installation.client
        with installation.browser(GP) as browser:
            page = browser.look("/varsler")
            assert ADDRESS in page
            said = browser.follow(browser.send(page, "/varsler"))
            assert "Du får ikke lenger varsler på e-post." in said
            assert "Slå på varsler" in said
        assert client.get("intake", "/notices", GP) == {"by_email": False, "address": ADDRESS}
        case, _ = reported(installation, "quiet")
        triaged(installation, case)
        seen = partial(client.get, "intake", f"/cases/{case}", GP)
        client.until("the answer", lambda: seen()["triage"] == "answered" or None)
        client.until("settled", lambda: looked_through(installation))
        client.ask("intake", "/notices", {"by_email": True}, GP, key="yes", of="/notices")
        other, number = reported(installation, "heard")
        triaged(installation, other)
        letter_about(installation, mailbox, number)
        assert len(mailbox.letters) == 1
        assert client.get("intake", "/notices", SECRETARY) == {"by_email": True, "address": None}


def test_a_mail_server_that_is_away_keeps_notices_waiting_and_nothing_else_i_11(
    tmp_path: Path, valkey: str
) -> None:
    mailbox = Mailbox()
    with sending(tmp_path, valkey, mailbox) as installation:
        client = installation.client
        case, number = reported(installation, "away")
        triaged(installation, case)
        client.until("trouble", lambda: figure(installation, "mail_server_away") or None)
        assert figure(installation, "waiting") == 1
        ready = httpx2.get(f"{installation.settings.public_url}/readyz")
        assert ready.status_code == 200, ready.text
        seen = client.get("intake", f"/cases/{case}", GP)
        assert seen["triage"] == "answered"
        with mailbox.open():
            letter_about(installation, mailbox, number)
            client.until("all", lambda: none_wait(installation))
        later, _ = reported(installation, "later")
        triaged(installation, later)
        client.until("waiting", lambda: figure(installation, "waiting") or None)
    with mailbox.open(), sending(tmp_path, valkey, mailbox) as again:
        again.client.until("the other letter", lambda: len(mailbox.letters) == 2 or None)
        again.client.until("all", lambda: none_wait(again))
        assert len({each["Message-ID"] for each in mailbox.letters}) == 2, "each once"

"""Compensation at work on SQLite and a real Valkey, with the example's people and one meeting.

The register and the meeting are told by events in governance's own log; nothing else of
governance is needed here.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
import pytest
import uvicorn

from deploy.migrating import migrate
from deploy.playing.client import Answered, Client
from deploy.serving import wait_until_ready
from services.compensation.app import build
from shared.clock import new_id
from shared.service.process import Process, surroundings
from shared.service.settings import FIRST_OPERATOR, Settings
from tests.assessment.installation import Browser
from tests.compensation.bodies import RATE, WAGE_TYPES, agreement_body, claim_body
from tests.compensation.governance_told import PAYROLL, Governance, the_day
from tests.examples.ids import APPROVER, ATTESTER, GP, MEETING, SKIEN, id_of
from tests.governance.others import other_service

SECONDS = 30.0


@dataclass
class Installation:
    """What a test may do with it: call the API as somebody, and look at pages as somebody."""

    settings: Settings
    process: Process
    client: Client
    governance: Governance

    def ask(
        self, path: str, body: dict[str, Any], person: UUID, *, key: str, of: str | None = None
    ) -> dict[str, Any]:
        return self.client.ask("compensation", path, body, person, key=key, of=of)

    def get(self, path: str, person: UUID, **asked: Any) -> dict[str, Any]:
        found: dict[str, Any] = self.client.get("compensation", path, person, **asked)
        return found

    def raw(
        self, method: str, path: str, person: UUID, headers: dict[str, str], **more: Any
    ) -> httpx2.Response:
        """One request as it is, with all its headers."""
        bearer = {"Authorization": f"Bearer {self.client._token(person)}"}
        return httpx2.request(
            method,
            f"{self.settings.url_of('compensation')}{path}",
            headers={**bearer, **headers},
            **more,
        )

    def terms(self) -> None:
        """Rates, wage types and an agreement in force, as the example has them."""
        for kind in ("meeting", "travel-time", "between"):
            rate = id_of(f"rate-{kind}")
            body = {"rate_id": str(rate), "kind": kind, **RATE}
            self.ask("/rates", body, FIRST_OPERATOR, key=f"rate-{kind}")
            confirmed = {"basis": "Brev fra betaleren."}
            path = f"/rates/{rate}"
            self.ask(f"{path}/confirm", confirmed, APPROVER, key=f"confirm-{kind}", of=path)
        payer = {"adapter": "visma-lonn", "wage_types": WAGE_TYPES}
        self.ask(f"/payers/{SKIEN}", payer, PAYROLL, key="payer")
        self.sign(agreement_body(), GP)

    def sign(self, agreement: dict[str, Any], doctor: UUID) -> None:
        """Drafted by the payer's approver and signed by both."""
        agreement_id = agreement["agreement_id"]
        self.ask("/agreements", agreement, APPROVER, key=agreement_id)
        path = f"/agreements/{agreement_id}"
        for side, person in (("doctor", doctor), ("payer", APPROVER)):
            self.ask(f"{path}/sign", {"side": side}, person, key=f"{path}-{side}", of=path)

    def refuses(self, path: str, body: dict[str, Any], person: UUID, of: str | None = None) -> str:
        """Asks what can't be, and gives the reason it is refused for; the rule's own sentence
        is there too."""
        with pytest.raises(Answered) as no:
            self.ask(path, body, person, key=f"no-{new_id()}", of=of)
        problem = no.value.problem
        assert problem["rule"]
        assert problem["detail"].strip().endswith((".", "!", "?"))
        return str(problem["reason"]).removeprefix("compensation.")

    def upload(self, content: bytes, person: UUID) -> httpx2.Response:
        """A receipt, whatever it says that it is."""
        return self.raw("POST", "/receipts", person, {"Content-Type": "x"}, content=content)

    def batch(self, key: str, *, person: UUID = PAYROLL, payer: UUID = SKIEN) -> str:
        """All that can be paid, locked and made a file of; the batch's path."""
        body = {"payer": str(payer), "period": f"{the_day():%Y-%m}"}
        path = f"/batches/{self.ask('/batches', body, person, key=key)['batch_id']}"
        self.ask(f"{path}/export", {}, person, key=f"{key}-export", of=path)
        return path

    def draft(self, *, key: str = "claim", meeting: UUID = MEETING) -> UUID:
        """The example's claim, over the API as the walk sends it."""
        return UUID(self.ask("/claims", claim_body(meeting), GP, key=key)["claim_id"])

    def pass_on(self, claim_id: UUID, *steps: tuple[str, UUID]) -> None:
        """The claim through these steps, each by its person."""
        path = f"/claims/{claim_id}"
        for step, person in steps:
            self.ask(f"{path}/{step}", {}, person, key=f"{claim_id}-{step}", of=path)

    def approved(self) -> UUID:
        """A claim that is ready to be paid."""
        claim_id = self.draft()
        self.pass_on(claim_id, ("submit", GP), ("attest", ATTESTER), ("approve", APPROVER))
        return claim_id

    @contextmanager
    def browser(self, person: UUID) -> Iterator[Browser]:
        """Somebody who is logged in."""
        access = self.process.access
        token, _ = access.sessions.start(person, self.process.around.clock.now())
        with httpx2.Client(
            base_url=self.settings.public_url, cookies={"samhandling": token}, timeout=30.0
        ) as http:
            yield Browser(http)


@contextmanager
def at_work(home: Path, redis_url: str) -> Iterator[Installation]:
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    settings = Settings(
        home=home, port=bound.getsockname()[1], redis_url=redis_url, view_wait_seconds=20
    )
    migrate(settings)
    around = surroundings(settings, ["compensation"])
    governance = Governance(around)
    process = Process(
        around, [build(around), governance.service, other_service("audit", around)], redis_url
    )
    server = uvicorn.Server(uvicorn.Config(process.app, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
    thread.start()
    try:
        with Client(settings, patience=SECONDS) as client:
            wait_until_ready(settings.public_url, alive=thread.is_alive, seconds=SECONDS)
            installation = Installation(settings, process, client, governance)
            # The meeting is the last thing that governance has told.
            client.until(
                "the meeting", lambda: installation.get("/meetings", GP)["meetings"] or None
            )
            yield installation
    finally:
        server.should_exit = True
        thread.join(timeout=SECONDS)
        bound.close()
        assert not thread.is_alive()

"""Those who send files of cases over HTTP, and what they send (I-10)."""

import json
from typing import Any
from uuid import UUID

import httpx2

from services.intake.application.importing import ImportWorker
from shared.contracts.governance import OrganisationRegistered, PersonRegistered, RoleGranted
from shared.contracts.record import Sealed
from tests.assessment.installation import Installation
from tests.examples.ids import HOSPITAL, TELEMARK, id_of
from tests.intake.test_import_csv import HEADER

MACHINE = id_of("quality-system")
NEW_MACHINE = id_of("quality-system-that-replaced-it")
COLLEAGUE = id_of("secretary-of-the-same")
PATH = "/api/intake/v1/imports"
CELLS = [
    "avvik-1",
    "2026-11-20",
    "Telemark",
    "Hvem ringer?",
    "Svar blir liggende.",
    "Skien kommune",
]
TOLD = (
    *(
        PersonRegistered(
            person_id=who,
            name=Sealed(subject=f"person-{who}", purpose="register", clear=name),
            employment="employed",
            title="",
        )
        for who, name in (
            (MACHINE, "Avvikssystemet"),
            (NEW_MACHINE, "Det nye avvikssystemet"),
            (COLLEAGUE, "Tor Sekretær"),
        )
    ),
    RoleGranted(person_id=MACHINE, role="integrator", party=HOSPITAL),
    RoleGranted(person_id=NEW_MACHINE, role="integrator", party=HOSPITAL),
    RoleGranted(person_id=COLLEAGUE, role="secretariat", helsefellesskap=TELEMARK),
    *(
        OrganisationRegistered(
            organisation_id=id_of(f"double-{number}"),
            name="Dobbelt legesenter",
            kind="gp-practice",
            helsefellesskap=(TELEMARK,),
        )
        for number in (1, 2)
    ),
)


class Sender:
    """A quality system that sends files."""

    def __init__(self, installation: Installation, person: UUID = MACHINE) -> None:
        self.client = installation.client
        self._base = installation.settings.public_url
        self._bearer = {"Authorization": f"Bearer {self.client._token(person)}"}

    def gets(self, path: str = "") -> httpx2.Response:
        return httpx2.get(f"{self._base}{PATH}{path}", headers=self._bearer, timeout=60.0)

    def posts(
        self, content: bytes | str, key: str, path: str = "", **params: Any
    ) -> httpx2.Response:
        return httpx2.post(
            f"{self._base}{PATH}{path}",
            content=content.encode() if isinstance(content, str) else content,
            params=params,
            headers={**self._bearer, "Idempotency-Key": key},
            timeout=60.0,
        )

    def sends(self, content: bytes | str, key: str, **params: Any) -> dict[str, Any]:
        """The import, once it is done."""
        answer = self.posts(content, key, **params)
        assert answer.status_code in (201, 202), answer.text
        return self.finished(answer.json())

    def finished(self, one: dict[str, Any]) -> dict[str, Any]:
        def done() -> dict[str, Any] | None:
            now: dict[str, Any] = self.gets(f"/{one['import_id']}").json()
            return None if now["state"] in ("reading", "running") else now

        return self.client.until("importen", done)

    def report(self, one: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = self.gets(f"/{one['import_id']}/report").json()
        return found


def row(reference: str, **cells: str) -> list[str]:
    """A row as CELLS, with these cells by the name of their column."""
    named = dict(zip(HEADER, CELLS, strict=True))
    return list((named | {"Referanse": reference} | cells).values())


def importing_in(running: Installation) -> ImportWorker:
    duties = running.process.running[0].service.duties
    return next(each for each in duties if isinstance(each, ImportWorker))


def as_json(reference: str) -> str:
    names = ("reference", "date", "helsefellesskap", "title", "what_happens")
    named = dict(zip(names, row(reference), strict=False))
    return json.dumps({**named, "parties": [CELLS[5]]})

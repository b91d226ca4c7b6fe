"""A problem that somebody meets, told in sentences: each step is made over HTTP by the one whose
step it is."""

from collections.abc import Callable
from itertools import count
from typing import Any
from uuid import UUID

from deploy.playing.client import Client
from deploy.playing.example import id_of
from tests.journeys.governance.path import ident, person

KARI, OMAR, INGRID = "kari-fastlege", "omar-fastlege", "ingrid-fastlege"
NINA, ARNE = "nina-sykehuslege", "arne-sykehuslege"
SIV, TOR = "siv-sekretariat", "tor-sekretariat"
SKIEN, PORSGRUNN = "Skien kommune", "Porsgrunn kommune"
HOSPITAL = "Sykehuset Telemark HF"
CONFIRMED: dict[str, Any] = {"no_patient_recognisable": True}


class Problem:
    """One case of intake. `run` makes it another case than those of other tests."""

    def __init__(self, client: Client, run: str) -> None:
        self.client = client
        self._run = run
        self._turn = count(1)
        self.case_id = UUID(int=0)
        self.number = ""

    @classmethod
    def reported(cls, client: Client, run: str, by: str = KARI, **content: Any) -> "Problem":
        """A clinician tells of it (I-1), and it is there to be seen."""
        problem = cls(client, run)
        receipt = problem.report(by, **content)
        problem.is_at(UUID(receipt["case_id"]), receipt["case_number"])
        return problem

    @classmethod
    def begun(cls, client: Client, run: str, case_id: str, number: str) -> "Problem":
        """A case that has begun in another way."""
        problem = cls(client, run)
        problem.is_at(UUID(case_id), number)
        return problem

    def is_at(self, case_id: UUID, number: str) -> None:
        self.case_id, self.number = case_id, number
        self.client.until("saken", self.case)

    def report(self, by: str = KARI, **content: Any) -> dict[str, Any]:
        """One report; the receipt (I-11)."""
        body = {
            "helsefellesskap": ident("helsefellesskap", "telemark"),
            "title": f"Prøvesvar uten mottaker ({self._run})",
            "what_happens": "Svar kommer etter utskriving, og ingen vet hvem som skal se dem.",
            "parties": [HOSPITAL, SKIEN],
        }
        return self._ask("/reports", body | content, by)

    def joined_by(self, by: str, **content: Any) -> dict[str, Any]:
        """Somebody finds the case, and joins it before sending (I-7)."""
        return self.report(by, joins=str(self.case_id), **content)

    def triaged(self, outcome: str, by: str = SIV, **content: Any) -> None:
        self.does(by, "triage", outcome=outcome, **{"reason": "Slik er det vurdert."} | content)

    def does(self, by: str, what: str, **content: Any) -> dict[str, Any]:
        """Somebody does something with the case."""
        of = f"/cases/{self.case_id}"
        return self._ask(f"{of}/{what}", content, by, of)

    def _ask(
        self, path: str, content: dict[str, Any], by: str, of: str | None = None
    ) -> dict[str, Any]:
        key = f"{self._run}:{next(self._turn)}:{path.rpartition('/')[2]}"
        return self.client.ask("intake", path, content, person(by), key=key, of=of)

    def case(self, by: str = SIV) -> dict[str, Any]:
        case: dict[str, Any] = self.get("", by)
        return case

    def get(self, what: str = "", by: str = SIV) -> Any:
        return self.client.get("intake", f"/cases/{self.case_id}{what}", person(by))

    def once(
        self, what: str, so: Callable[[dict[str, Any]], bool], by: str = SIV
    ) -> dict[str, Any]:
        """The case, once this is so of it."""

        def looked() -> dict[str, Any] | None:
            case = self.case(by)
            return case if so(case) else None

        return self.client.until(what, looked)

    def comes_to(self, stage: str, by: str = SIV) -> dict[str, Any]:
        """The case, once it has come so far."""
        return self.once(f"saken er {stage}", lambda case: case["stage"] == stage, by)

    def inbox(self, by: str = SIV) -> list[str]:
        """The cases that wait for triage, in the order in which they are shown (I-12)."""
        found = self.client.get("intake", "/cases", person(by), triage="waiting", limit=200)
        return [each["case_id"] for each in found]


def rule(key: str) -> str:
    """The id of a known rule of the example."""
    return str(id_of("known-rule", key))

"""A case on its way through assessment, told in sentences: each step is made over HTTP."""

from collections.abc import Callable, Iterable
from itertools import count
from typing import Any
from uuid import UUID

from deploy.playing.client import Client
from deploy.playing.example import Example, id_of
from shared.contracts.assessment import BUILD_ORDER
from tests.journeys.governance.path import ident, person

SECRETARIAT, REPORTER, DIRECTORATE = "siv-sekretariat", "kari-fastlege", "jon-helsedirektoratet"
HOSPITAL, SKIEN, PORSGRUNN = "sykehuset-telemark", "skien", "porsgrunn"
PRACTICE, REGION = "legesenter-skien", "helse-sor-ost"
CLINICIANS = {
    HOSPITAL: ("Overlege", "nina-sykehuslege"),
    SKIEN: ("Kommunelege", "per-kommunelege"),
    PORSGRUNN: ("Kommunelege", "tuva-kommunelege"),
    PRACTICE: ("Fastlege", "kari-fastlege"),
    REGION: ("Sykehuslege", None),
}


def party(key: str) -> str:
    return ident("organisation", key)


def named(key: str) -> str:
    """What an organisation of the example is called."""
    organisations = Example.read().telemark["organisations"]
    name: str = next(each["name"] for each in organisations if each["key"] == key)
    return name


def took_part(parties: Iterable[str]) -> list[dict[str, Any]]:
    """An active clinician of each party: who, and in which role (A-3)."""
    return [
        {
            "party": party(key),
            "role": CLINICIANS[key][0],
            "person": CLINICIANS[key][1] and str(person(str(CLINICIANS[key][1]))),
        }
        for key in parties
    ]


class Path:
    """One case. `run` makes it another case than those of other tests."""

    def __init__(self, client: Client, run: str, *parties: str) -> None:
        self.client = client
        self.run = run
        self.parties = parties or (HOSPITAL, SKIEN)
        self._turn = count(1)
        self.case_id = UUID(int=0)

    @classmethod
    def lifted(
        cls, client: Client, run: str, *parties: str, title: str = "Uklart ansvar"
    ) -> "Path":
        """A clinician has reported it, and it is lifted to assessment (I-1, I-5)."""
        path = cls(client, run, *parties)
        receipt = client.ask(
            "intake",
            "/reports",
            {
                "helsefellesskap": str(id_of("helsefellesskap", "telemark")),
                "title": title,
                "what_happens": f"Gjelder {title}.",
                "parties": [named(key) for key in path.parties],
            },
            person(REPORTER),
            key=path._key("report"),
        )
        path.case_id = UUID(receipt["case_id"])
        of = f"/cases/{path.case_id}"
        client.until("saken", lambda: client.get("intake", of, person(SECRETARIAT)))
        triage = {
            "outcome": "lifted-to-assessment",
            "reason": "Går igjen.",
            "no_patient_recognisable": True,
        }
        client.ask(
            "intake", f"{of}/triage", triage, person(SECRETARIAT), key=path._key("triage"), of=of
        )
        client.until("vurderingen", path.told)
        return path

    @classmethod
    def of(cls, client: Client, run: str, case_id: UUID, *parties: str) -> "Path":
        """The assessment of a case that has been assessed before."""
        path = cls(client, run, *parties)
        path.case_id = case_id
        return path

    def says(self, what: str, by: str = SECRETARIAT, **content: Any) -> dict[str, Any]:
        """Somebody records something of it."""
        of = f"/cases/{self.case_id}"
        return self.client.ask(
            "assessment", f"{of}/{what}", content, person(by), key=self._key(what), of=of
        )

    def told(self, rest: str = "", by: str = SECRETARIAT, **asked: Any) -> Any:
        return self.client.get("assessment", f"/cases/{self.case_id}{rest}", person(by), **asked)

    def once(self, what: str, so: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The assessment, once this is so of it."""

        def looked() -> dict[str, Any] | None:
            found: dict[str, Any] = self.told()
            return found if so(found) else None

        return self.client.until(what, looked)

    def states_its_goal(self) -> None:
        self.says(
            "goal",
            problem="Det er uklart hvem som følger opp.",
            patients="De som skrives ut.",
            benefit="Ingen svar blir liggende.",
            burden="Én linje til.",
        )

    def finds(self, component: str, status: str = "met", reason: str = "") -> None:
        self.says(
            "findings",
            component=component,
            status=status,
            reason=reason or ("" if status == "met" else "Det er ikke på plass."),
            clinicians=took_part(self.parties),
        )

    def finds_all(self, **statuses: str) -> None:
        """Each component in build order; met where nothing else is said (A-11)."""
        for component in BUILD_ORDER:
            self.finds(component, statuses.get(component, "met"))

    def measures(self, of: str, standing: str = "within", reason: str = "", **more: Any) -> None:
        self.says("capacity", party=party(of), standing=standing, reason=reason, **more)

    def is_measured(self) -> None:
        """Everybody is within their capacity."""
        for each in self.parties:
            self.measures(each)

    def concludes(self, conclusion: str = "proceed", **more: Any) -> dict[str, Any]:
        self.says("conclude", conclusion=conclusion, **more)
        return self.once("avsluttet", lambda found: found["concluded"])

    def between_bodies(self) -> dict[str, Any]:
        """The case as the bodies have it."""
        case: dict[str, Any] = self.client.get(
            "governance", f"/cases/{self.case_id}", person(SECRETARIAT)
        )
        return case

    def comes_to(self, stage: str) -> dict[str, Any]:
        """The case between the bodies, once it has come so far."""

        def looked() -> dict[str, Any] | None:
            case = self.between_bodies()
            return case if case["stage"] == stage else None

        return self.client.until(f"saken er i {stage}", looked)

    def is_solved_elsewhere(self) -> None:
        """The arena or line that had the case has solved it (G-5)."""
        of = f"/cases/{self.case_id}"
        content = {"result": "solved", "text": "Tatt videre nasjonalt."}
        self.client.ask(
            "governance",
            f"{of}/arena-answer",
            content,
            person(SECRETARIAT),
            key=self._key("arena"),
            of=of,
        )
        self.comes_to("closed-solved-elsewhere")

    def _key(self, name: str) -> str:
        return f"assessment:{self.run}:{next(self._turn)}:{name}"

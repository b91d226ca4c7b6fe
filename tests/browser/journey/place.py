"""The installation that people use in these tests, and cases brought as far as a test needs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias
from uuid import UUID

from deploy.playing.client import Client
from deploy.playing.example import Example, id_of
from deploy.playing.walk import Walk
from services.intake.application.streams import report_id_for
from tests.installation.installation import Installation
from tests.installation.playing import walk_with

Point: TypeAlias = Literal[
    "reported",
    "triaged",
    "assessed",
    "proposed",
    "met",
    "ratified",
    "implemented",
    "claimed",
    "paid",
]


@dataclass(frozen=True)
class Case:
    """A case as far as it has come; the ids are there once there is something to name."""

    walk: Walk
    case_id: UUID
    number: str
    title: str
    meeting_id: UUID | None = None
    claim_id: UUID | None = None

    @property
    def report_id(self) -> UUID:
        """The report that has opened it."""
        return report_id_for(self.case_id)


@dataclass
class Place:
    """One process with the example register, and a client that plays the others' parts."""

    installation: Installation
    client: Client
    example: Example
    _runs: int = field(default=0, init=False)

    @property
    def address(self) -> str:
        return self.installation.settings.public_url

    def name(self, key: str) -> str:
        """The name of a person of the example."""
        name: str = self.example.person(key)["name"]
        return name

    def person(self, key: str) -> UUID:
        return id_of("person", key)

    def seat(self, key: str) -> UUID:
        return id_of("seat", key)

    def walk(self, title: str) -> Walk:
        """The example's case under another title; each call is another case."""
        self._runs += 1
        walk = walk_with(self.client, f"journey-{self._runs}")
        walk.case["title"] = title
        return walk

    def case(self, title: str, point: Point) -> Case:
        """A case played over the APIs up to this point, everybody doing their own part."""
        walk = self.walk(title)
        case_id, number = walk.report()
        meeting_id = claim_id = None

        def meet() -> None:
            nonlocal meeting_id
            meeting_id = walk.meet(case_id)

        def claim() -> None:
            nonlocal claim_id
            assert meeting_id is not None
            claim_id = walk.claim(meeting_id)

        def pay() -> None:
            assert claim_id is not None
            walk.pay(claim_id)

        steps: dict[Point, Callable[[], object]] = {
            "reported": lambda: None,
            "triaged": lambda: walk.triage(case_id),
            "assessed": lambda: walk.assess(case_id),
            "proposed": lambda: walk.propose(case_id),
            "met": meet,
            "ratified": lambda: walk.ratify(case_id),
            "implemented": lambda: walk.implement(case_id),
            "claimed": claim,
            "paid": pay,
        }
        for name, step in steps.items():
            step()
            if name == point:
                break
        return Case(walk, case_id, number, title, meeting_id, claim_id)

"""A helsefellesskap of a test's own, set up over the API."""

from dataclasses import dataclass, field
from typing import Any

from tests.governance.example import person
from tests.governance.installation import Installation

DAG = person("dag-drift")


@dataclass
class Area:
    """By name: organisations and bodies, with their ids."""

    installation: Installation
    id: str
    organisations: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)

    @classmethod
    def new(cls, installation: Installation, name: str) -> "Area":
        content = {"name": name, "case_number_format": "{year}/{running}"}
        made = installation.ask("/helsefellesskap", content, DAG)
        return cls(installation, made["helsefellesskap_id"])

    def organise(self, *names: str, kind: str = "municipality") -> None:
        for name in names:
            content = {"name": name, "kind": kind, "helsefellesskap": [self.id]}
            made = self.installation.ask("/organisations", content, DAG)
            self.organisations[name] = made["organisation_id"]

    def body(
        self,
        kind: str,
        name: str,
        parent: str | None = None,
        *,
        municipal: tuple[str, ...] = (),
        hospital: tuple[str, ...] = (),
        **more: Any,
    ) -> None:
        sides = [
            {"name": side, "parties": [self.organisations[each] for each in parties]}
            for side, parties in (("municipal", municipal), ("hospital", hospital))
            if parties
        ]
        content = {
            "helsefellesskap": self.id,
            "kind": kind,
            "name": name,
            "parent": self.bodies[parent] if parent else None,
            "sides": sides,
            "item_number_format": "{running:02}/{year}",
            "rules": {"deadlines": {"ratify": 30}},
        } | more
        made = self.installation.ask("/bodies", content, DAG)
        self.bodies[name] = made["body_id"]

    def seat(self, body: str, party: str, side: str | None, **more: Any) -> None:
        content = {
            "body_id": self.bodies[body],
            "party": self.organisations[party],
            "side": side,
            "represents": "party",
            "person_id": str(self.installation.new_person()),
            "function": "member",
            "rights": ["vote", "speech", "proposal", "attend"],
            "basis": "party",
            "active_clinician": True,
            "term_from": "2026-01-01",
            "term_to": "2029-12-31",
        } | more
        self.installation.ask("/seats", content, DAG)

    def whole(self) -> dict[str, dict[str, Any]]:
        """The bodies as they are told, by name."""
        told = self.installation.get(f"/helsefellesskap/{self.id}/structure", DAG)
        return {each["name"]: each for each in told["bodies"]}

    def findings(self, body: str | None = None) -> set[str]:
        """What is missing in all of it, or in this body."""
        told = self.installation.get(f"/helsefellesskap/{self.id}/health", DAG)
        return {
            each["what"]
            for each in told["findings"]
            if body is None or each["body"] == self.bodies[body]
        }

"""One whole case, from the clinician's form to the payroll file and the proof, over the real
APIs and through the real stream. Each step is made by the person whose step it is.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from deploy.playing.proving import Proof, prove
from deploy.playing.walk.meeting import Meeting
from deploy.playing.walk.paying import Paying
from deploy.playing.walk.solving import Solving


@dataclass(frozen=True, slots=True)
class Walked:
    """What came of it, in the form of `samhandling walk --json`."""

    case_number: str
    case_id: UUID
    events: list[dict[str, Any]]
    payroll: dict[str, Any]
    proof: Proof

    def as_json(self) -> dict[str, Any]:
        shown = ("service", "type", "time", "recordedtime", "actor", "sequence", "text")
        return {
            "case": self.case_number,
            "events": [{name: event[name] for name in shown} for event in self.events],
            "payroll": {
                name: self.payroll[name] for name in ("file", "sha256", "lines", "total_ore")
            },
            "proof": {
                "verified": self.proof.verified,
                "tree_size": self.proof.tree_size,
                "root": self.proof.root,
            },
        }


class Walk(Solving, Meeting, Paying):
    """All of it."""

    def play(self) -> Walked:
        """All steps, in order. Raises what the client raises."""
        case_id, number = self.report()
        self.triage(case_id)
        self.assess(case_id)
        self.propose(case_id)
        meeting_id = self.meet(case_id)
        self.ratify(case_id)
        self.implement(case_id)
        claim_id = self.claim(meeting_id)
        payroll = self.pay(claim_id)
        events, proof = self.prove(case_id)
        return Walked(number, case_id, events, payroll, proof)

    def prove(self, case_id: UUID) -> tuple[list[dict[str, Any]], Proof]:
        """The whole history, and the proof that nothing in it has been changed (R-1, R-4).

        Nobody may see all of it (P-4): the secretariat, the claimant and the payer read what is
        theirs, and together it is complete.
        """
        claim = self.case["claim"]
        keys = (self.case["triage"]["by"], claim["claimant"], claim["payroll_by"])
        readers = [self.person(key) for key in keys]

        def heard() -> list[dict[str, Any]] | None:
            found = {
                event["id"]: event
                for reader in readers
                for event in self.client.get("audit", f"/cases/{case_id}/history", reader)["events"]
            }
            types = {event["type"] for event in found.values()}
            complete = "compensation.batch-acknowledged.v2" in types
            return sorted(found.values(), key=_recorded) if complete else None

        events = self.client.until("hele historikken er hørt", heard)
        proof = prove(self.client, case_id, readers)
        self.said(
            f"{len(events)} hendelser, bevis {'kontrollert' if proof.verified else 'IKKE i orden'}"
        )
        return events, proof


def _recorded(event: dict[str, Any]) -> tuple[datetime, str, int]:
    return datetime.fromisoformat(event["recordedtime"]), event["service"], event["sequence"]

"""The self-employed representative's claim, and its way through payroll (C-4 to C-10)."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from deploy.playing.example import id_of
from deploy.playing.walk.player import Player, party


class Paying(Player):
    """The claim for the meeting."""

    def claim(self, meeting_id: UUID) -> UUID:
        """The self-employed representative claims the time; two others confirm (C-4 to C-7)."""
        claim = self.case["claim"]
        claimant = self.person(claim["claimant"])
        starts, _ = self.slot()
        shift = starts - datetime.fromisoformat(claim["lines"][0]["work_from"])
        drafted = self.client.until(
            "oppmøtet er kjent",
            lambda: self.client.ask(
                "compensation",
                "/claims",
                {
                    "agreement_id": str(id_of("agreement", claim["agreement"])),
                    "seat_id": str(id_of("seat", claim["seat"])),
                    "meeting_id": str(meeting_id),
                    "travel": [_period(line, shift) for line in _of(claim, "travel-time")],
                    "between": [
                        {**_period(line, shift), "purpose": line["what"]}
                        for line in _of(claim, "between")
                    ],
                },
                claimant,
                key=self.key("claim"),
            ),
        )
        claim_id = UUID(drafted["claim_id"])
        for step, person in (
            ("submit", claimant),
            ("attest", self.person(claim["attested_by"])),
            ("approve", self.person(claim["approved_by"])),
        ):
            self.client.until(
                f"kravet kan behandles ({step})",
                lambda step=step, person=person: self.client.ask(  # type: ignore[misc]
                    "compensation",
                    f"/claims/{claim_id}/{step}",
                    {},
                    person,
                    key=self.key(step),
                    of=f"/claims/{claim_id}",
                ),
            )
        self.said("Kravet er attestert og godkjent av to andre")
        return claim_id

    def pay(self, claim_id: UUID) -> dict[str, Any]:
        """Payroll locks the batch, takes the file and acknowledges it (C-9, C-10)."""
        claim = self.case["claim"]
        payroll = self.person(claim["payroll_by"])
        payer = party(claim["payer"])

        batch = self.client.until(
            "kravet kan utbetales",
            lambda: self.client.ask(
                "compensation",
                "/batches",
                {"payer": payer, "period": self.period(), "claims": [str(claim_id)]},
                payroll,
                key=self.key("batch"),
            ),
        )
        path = f"/batches/{batch['batch_id']}"
        exported = self.client.ask(
            "compensation", f"{path}/export", {}, payroll, key=self.key("export"), of=path
        )
        content = self.client.content("compensation", f"{path}/file", payroll)
        self.client.ask(
            "compensation",
            f"{path}/acknowledge",
            {"sha256": exported["sha256"]},
            payroll,
            key=self.key("acknowledge"),
            of=path,
        )
        self.said(f"Lønnsfil {exported['file']} er hentet og kvittert")
        return {
            "file": exported["file"],
            "sha256": exported["sha256"],
            "lines": exported["lines"],
            "total_ore": exported["total_ore"],
            "content": content.decode("utf-8"),
        }


def _of(claim: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [line for line in claim["lines"] if line["kind"] == kind]


def _period(line: dict[str, Any], shift: timedelta) -> dict[str, str]:
    return {
        name: (datetime.fromisoformat(line[name]) + shift).isoformat()
        for name in ("work_from", "work_to")
    }

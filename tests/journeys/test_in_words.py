"""The case in words: what each step does, and what the one who reported it sees of it."""

from typing import Any
from uuid import UUID

import pytest

from deploy.playing.client import Answered, Client
from deploy.playing.example import Example, id_of
from tests.installation.installation import Installation
from tests.installation.playing import walk_with


class Reporter:
    """Kari, a GP, who looks at her case in intake and nowhere else (I-11)."""

    def __init__(self, client: Client, case_id: UUID) -> None:
        self._client = client
        self._case_id = case_id
        self.person = id_of("person", Example.read().case["reporter"])

    def case(self) -> dict[str, Any]:
        case: dict[str, Any] = self._client.get("intake", f"/cases/{self._case_id}", self.person)
        return case

    def sees(self, stage: str) -> dict[str, Any]:
        """The case once it has come so far: another service has decided, and intake hears it."""

        def looked() -> dict[str, Any] | None:
            case = self.case()
            return case if case["stage"] == stage else None

        return self._client.until(f"melderen ser «{stage}»", looked)


def batched_once_more(
    client: Client, claim: dict[str, Any], period: str, claim_id: UUID
) -> Answered:
    """Payroll tries to lock the same claim in another batch; the refusal it gets."""
    with pytest.raises(Answered) as refused:
        client.ask(
            "compensation",
            "/batches",
            {
                "payer": str(id_of("organisation", claim["payer"])),
                "period": period,
                "claims": [str(claim_id)],
            },
            id_of("person", claim["payroll_by"]),
            key="in-words:once-more",
        )
    return refused.value


def test_a_clinician_follows_a_case_from_report_to_change_and_is_paid_for_taking_part(
    one: Installation,
) -> None:
    """I-11, A-13, G-5, G-6, G-14, G-15, C-7, C-9, R-4."""
    case = Example.read().case
    claim = case["claim"]
    with one.client() as client:
        walk = walk_with(client, "in-words")

        # A clinician tells of a problem, and gets a number at once.
        case_id, number = walk.report()
        reporter = Reporter(client, case_id)
        assert reporter.sees("waiting")["number"] == number

        # The secretariat finds that no patient can be recognised and lifts it.
        walk.triage(case_id)
        assert reporter.sees("lifted-to-assessment")["obstacle"] is None

        # It is assessed by six components and capacity, and the main obstacle is named.
        walk.assess(case_id)
        expected = case["assessment"]["expected"]
        assert reporter.sees("in-fs")["obstacle"] == expected["main_obstacle"]

        # The professional committee works out a proposal; the coordinating one now has the case.
        walk.propose(case_id)
        assert reporter.sees("proposed")["body"] == str(id_of("body", case["meeting"]["body"]))

        # The committee meets and agrees, side by side; then each party is asked.
        meeting_id = walk.meet(case_id)
        reporter.sees("ratification")

        # When all parties have adopted it, it is in force; when all have done it, it is done.
        walk.ratify(case_id)
        reporter.sees("in-force")
        walk.implement(case_id)
        reporter.sees("implemented")

        # The self-employed doctor who sat there claims the time; two others confirm it.
        claim_id = walk.claim(meeting_id)
        assert len({claim[who] for who in ("claimant", "attested_by", "approved_by")}) == 3

        # Payroll takes the file once and says so; the same lines are in no other file.
        paid = walk.pay(claim_id)
        assert paid["total_ore"] == claim["expected_total_ore"]
        assert batched_once_more(client, claim, walk.period(), claim_id).problem["rule"] == "C-9"

        # Everything that was decided on the way is on record and proved.
        events, proof = walk.prove(case_id)
        assert proof.verified
        assert proof.checked == len(events)

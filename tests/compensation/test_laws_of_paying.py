"""Whatever is asked, in whatever order, and however often it is interrupted: every approved line
is paid exactly once, and all sums agree to the øre (C-6 to C-9, C-13)."""

import copy
from collections import Counter
from contextlib import suppress
from itertools import count, pairwise
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from services.compensation.commands import CompensationCommand
from services.compensation.commands.batches import (
    AcknowledgeBatch,
    ExportBatch,
    FillBatch,
    LockBatch,
    RefuseLines,
)
from services.compensation.commands.claims import (
    ApproveClaim,
    AttestClaim,
    CorrectClaim,
    RecalculateClaim,
    SubmitClaim,
)
from services.compensation.decisions import claim as claims
from services.compensation.rules.batches import receipt_checksum
from services.compensation.rules.claimed_time import time_held
from services.compensation.rules.sharing import settled
from shared.contracts.compensation import (
    BatchAcknowledged,
    BatchExported,
    BatchLocked,
    Correction,
    ReceiptClaimed,
    RefusedLine,
    TimeClaimed,
    TimeReleased,
)
from shared.values.refusal import Refused
from tests.compensation.payroll_world import MEETINGS, TURNS, World
from tests.examples.compensation.terms import SHARED
from tests.examples.ids import APPROVER, ATTESTER, GP, SKIEN, id_of

PERIOD = "2026-11"
meetings = st.integers(0, MEETINGS - 1)


class Payroll(RuleBasedStateMachine):
    """The service as its streams; `crash` drops what had been decided but was not durable."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.numbers = count(1)

    def asks(self, command: CompensationCommand, by: UUID) -> None:
        with suppress(Refused):
            self.world.ask(command, by)

    def of(self, meeting: int) -> list[UUID]:
        return [claim for claim, of in self.world.claim_of.items() if of == meeting]

    @rule(meeting=meetings, prepared=st.integers(0, 90))
    def draft(self, meeting: int, prepared: int) -> None:
        claim_id = id_of(f"world-claim-{next(self.numbers)}")
        self.world.claim_of[claim_id] = meeting
        self.asks(self.world.draft_of(claim_id, prepared), GP)

    @rule(meeting=meetings, prepared=st.integers(0, 90))
    def edit(self, meeting: int, prepared: int) -> None:
        for claim_id in self.of(meeting):
            self.asks(self.world.draft_of(claim_id, prepared), GP)

    @rule(meeting=meetings)
    def pass_on(self, meeting: int) -> None:
        """As far as it goes: twice asked is once done."""
        for claim_id in self.of(meeting):
            for _ in range(2):
                self.asks(SubmitClaim(claim_id), GP)
                self.asks(AttestClaim(claim_id), ATTESTER)
            state = self.world.state(claim_id)
            if isinstance(state, claims.Attested):
                self.asks(ApproveClaim(claim_id, state.total_ore), APPROVER)

    @rule(meeting=meetings, how=st.sampled_from(sorted(TURNS)))
    def turn(self, meeting: int, how: str) -> None:
        for claim_id in self.of(meeting):
            self.asks(*TURNS[how](claim_id))

    @rule(meeting=meetings, minutes=st.integers(1, 180))
    def correct_register(self, meeting: int, minutes: int) -> None:
        self.world.attendance[meeting] = minutes
        for claim_id in self.of(meeting):
            self.asks(RecalculateClaim(claim_id, "attendance"), ATTESTER)

    @rule(meeting=meetings, choice=st.sampled_from(["reversal", "supplement", "again", "nothing"]))
    def correct(self, meeting: int, choice: Correction) -> None:
        for claim_id in self.of(meeting):
            correction = id_of(f"world-correction-{next(self.numbers)}")
            self.asks(CorrectClaim(claim_id, correction, choice, "other", "Rettet"), APPROVER)

    @rule(parts=st.integers(0, 2), stops=st.booleans())
    def lock(self, parts: int, stops: bool) -> None:
        """In parts of one claim each, sometimes stopped on the way and taken up again."""
        open_ones = [
            each for each in self.world.batch_ids if not self.world.told(each, BatchLocked)
        ]
        batch_id = open_ones[0] if open_ones else id_of(f"world-batch-{next(self.numbers)}")
        if not open_ones:
            self.world.batch_ids.append(batch_id)
        filled = len(self.world.streams.get(f"batch-{batch_id}", []))
        for number in range(filled + 1, filled + 1 + parts):
            ready = [each for each in self.world.batch_facts(batch_id).claims if each.lines]
            if ready:
                self.asks(
                    FillBatch(batch_id, SKIEN, PERIOD, number, (ready[0].claim_id,)), APPROVER
                )
        if not stops:
            self.asks(LockBatch(batch_id, SKIEN, PERIOD), APPROVER)

    @rule()
    def export(self) -> None:
        for number, batch_id in enumerate(self.world.batch_ids):
            if self.world.told(batch_id, BatchLocked):
                lines = sum(1 for _ in self.world.lines(batch_id))
                self.asks(
                    ExportBatch(batch_id, "visma-lonn", "fil.csv", f"{number:064x}", lines),
                    APPROVER,
                )

    @rule(data=st.data(), twice=st.booleans())
    @precondition(lambda self: bool(self.world.exported()))
    def answer(self, data: st.DataObject, twice: bool) -> None:
        batch_id = self.world.exported()[0]
        sha256 = f"{self.world.batch_ids.index(batch_id):064x}"
        lines = list(self.world.lines(batch_id))
        picked = data.draw(st.lists(st.sampled_from(lines), max_size=2, unique_by=id))
        refused = tuple(
            RefusedLine(claim_id=line.claim_id, line_id=line.line_id, reason="Sperret")
            for line in picked
        )
        receipt = receipt_checksum(refused) if refused else None
        for _ in range(1 + twice):
            if receipt is not None:
                self.asks(RefuseLines(batch_id, sha256, receipt, refused), APPROVER)
            self.asks(AcknowledgeBatch(batch_id, sha256, len(refused), receipt), APPROVER)

    @rule()
    def crash(self) -> None:
        """Nothing is known any more but what the streams hold."""
        before = self.world
        self.world = World(
            copy.deepcopy(before.streams),
            dict(before.attendance),
            dict(before.claim_of),
            list(before.batch_ids),
        )

    @invariant()
    def no_line_is_in_two_batches(self) -> None:
        told = Counter(
            line.line_id for batch_id in self.world.batch_ids for line in self.world.lines(batch_id)
        )
        assert all(times == 1 for times in told.values())
        assert told.keys() <= self.world.approved_lines().keys()

    @invariant()
    def no_time_is_held_twice(self) -> None:
        stream = [
            event
            for event in self.world.streams.get(f"time-{GP}", [])
            if isinstance(event, TimeClaimed | ReceiptClaimed | TimeReleased)
        ]
        held = sorted(time_held(stream), key=lambda time: time.work_from)
        assert all(one.work_to <= other.work_from for one, other in pairwise(held))

    @invariant()
    def totals_are_those_of_the_lines(self) -> None:
        for batch_id in self.world.batch_ids:
            for event in self.world.streams.get(f"batch-{batch_id}", []):
                if isinstance(event, BatchLocked):
                    lines = list(self.world.lines(batch_id))
                    assert event.line_count == len(lines)
                    assert event.total_ore == sum(line.amount_ore for line in lines)
                    assert event.total_ore == sum(each.amount_ore for each in event.totals)

    def teardown(self) -> None:
        """In the end all that is approved is paid once, and every sum is the same sum."""
        self.lock(0, stops=False)
        self.export()
        world = self.world
        refused = {line for line, _ in world.refused()}
        approved = world.approved_lines()
        wanted = {
            line_id: line.amount_ore
            for line_id, line in approved.items()
            if line.amount_ore and line_id not in refused
        }
        paid = world.paid()
        assert {line.line_id: line.amount_ore for line, _ in paid} == wanted
        by_claim = sum(line.amount_ore for line in approved.values() if line.line_id not in refused)
        rows = settled(SKIEN, [each for _, each in paid], [SHARED])
        assert sum(line.amount_ore for line, _ in paid) == by_claim
        assert sum(row.amount_ore for row in rows) == by_claim
        assert sum(share.amount_ore for row in rows for share in row.shares) == by_claim
        for batch_id in world.batch_ids:
            assert world.told(batch_id, BatchLocked) or not list(world.lines(batch_id))
            if world.told(batch_id, BatchAcknowledged):
                assert world.told(batch_id, BatchExported)


Payroll.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestEveryApprovedLineIsPaidOnce = Payroll.TestCase

"""The law of paying on a real store over the real handler, whose process may be dropped between
any two steps: every approved line is paid exactly once, and all sums agree to the øre (C-6 to
C-9, C-13)."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from services.compensation.commands import CompensationCommand
from services.compensation.commands.batches import (
    AcknowledgeBatch,
    FillBatch,
    LockBatch,
    RefuseLines,
)
from services.compensation.commands.claims import (
    ApproveClaim,
    AttestClaim,
    CorrectClaim,
    RefuseClaim,
    ReturnClaim,
    SubmitClaim,
    WithdrawClaim,
)
from services.compensation.commands.settlements import MakeSettlement
from services.compensation.decisions import claim as claims
from services.compensation.readmodels import pay_lines
from services.compensation.rules.batches import receipt_checksum
from shared.contracts.compensation import Correction, RefusedLine, SettlementMade
from shared.service.settings import Settings
from shared.values.refusal import Refused
from tests.compensation.governance_told import PAYROLL
from tests.compensation.stored_world import MEETINGS, PERIOD, StoredWorld, prepare
from tests.examples.ids import APPROVER, ATTESTER, GP, SKIEN, id_of

AMOUNT = 7
"""Where the amount stands in a line of Visma Lønn's file (C-10)."""
meetings = st.integers(0, MEETINGS - 1)
lost = st.booleans()


class Payroll(RuleBasedStateMachine):
    """The people around a service that may be gone at any moment, with what it has answered."""

    def __init__(self, world: StoredWorld) -> None:
        super().__init__()
        self.world = world
        self.numbers = count(1)

    def asks(self, command: CompensationCommand, by: UUID, lost: bool = False) -> None:
        with suppress(Refused):
            self.world.ask(command, by, lost=lost)

    def of(self, meeting: int) -> list[UUID]:
        return [claim for claim, of in self.world.claim_of.items() if of == meeting]

    @rule(meeting=meetings, prepared=st.integers(0, 90), lost=lost)
    def claim(self, meeting: int, prepared: int, lost: bool) -> None:
        """Drafted anew where it is a draft, or beside what there is; and passed on."""
        claim_id = id_of(f"stored-claim-{next(self.numbers)}")
        self.world.claim_of[claim_id] = meeting
        for each in self.of(meeting):
            self.asks(self.world.draft_of(each, prepared), GP, lost)

    @rule(meeting=meetings, lost=lost)
    def pass_on(self, meeting: int, lost: bool) -> None:
        """As far as it goes, by three different people."""
        for claim_id in self.of(meeting):
            self.asks(SubmitClaim(claim_id), GP, lost)
            self.asks(AttestClaim(claim_id), ATTESTER, lost)
            state = self.world.state(claim_id)
            if isinstance(state, claims.Attested):
                self.asks(ApproveClaim(claim_id, state.total_ore), APPROVER, lost)

    @rule(meeting=meetings, how=st.sampled_from(["submit", "return", "refuse", "withdraw"]))
    def turn(self, meeting: int, how: str) -> None:
        for claim_id in self.of(meeting):
            match how:
                case "submit":
                    self.asks(SubmitClaim(claim_id), GP)
                case "return":
                    self.asks(ReturnClaim(claim_id, "Feil"), ATTESTER)
                case "refuse":
                    self.asks(RefuseClaim(claim_id, "Nei"), APPROVER)
                case _:
                    self.asks(WithdrawClaim(claim_id), GP)

    @rule(meeting=meetings, minutes=st.integers(1, 180))
    def correct_register(self, meeting: int, minutes: int) -> None:
        """Governance tells the meeting anew; what follows of it is the reaction's to do."""
        self.world.tell(meeting, minutes)
        self.world.hear()

    @rule(
        meeting=meetings,
        choice=st.sampled_from(["reversal", "supplement", "again", "nothing"]),
        lost=lost,
    )
    def correct(self, meeting: int, choice: Correction, lost: bool) -> None:
        for claim_id in self.of(meeting):
            correction = id_of(f"stored-correction-{next(self.numbers)}")
            self.asks(CorrectClaim(claim_id, correction, choice, "other", "Rettet"), APPROVER, lost)

    @rule(part=st.booleans(), stops=st.sampled_from([False, False, True]), lost=lost)
    def lock(self, part: bool, stops: bool, lost: bool) -> None:
        """Sometimes filled with a claim first, and stopped on the way and taken up again; else
        its file is made."""
        known = [(each, self.world.records.batch(each)) for each in self.world.batch_ids]
        begun = [each for each, batch in known if batch is None or batch.locked is None]
        batch_id = begun[0] if begun else id_of(f"stored-batch-{next(self.numbers)}")
        if not begun:
            self.world.batch_ids.append(batch_id)
        if part:
            batch = self.world.records.batch(batch_id)
            number = len(batch.parts) + 1 if batch else 1
            for claim_id in self.world.claim_of:
                fill = FillBatch(batch_id, SKIEN, PERIOD, number, (claim_id,))
                with suppress(Refused):
                    self.world.ask(fill, PAYROLL, lost=lost)
                    break
        if not stops:
            self.asks(LockBatch(batch_id, SKIEN, PERIOD), PAYROLL, lost)
            self.export(lost)

    def export(self, lost: bool) -> None:
        """The file is durable before it is told of; made again it is the same file."""
        for batch_id in self.world.batch_ids:
            batch = self.world.records.batch(batch_id)
            if batch is not None and batch.locked is not None and batch.exported is None:
                self.asks(self.world.payroll.made(batch_id), PAYROLL, lost)

    @rule(data=st.data(), twice=st.booleans(), lost=lost)
    @precondition(lambda self: any(self.world.waiting()))
    def answer(self, data: st.DataObject, twice: bool, lost: bool) -> None:
        self.world.hear()
        batch_id = next(self.world.waiting())
        sha256 = self.world.payroll.kept(batch_id).sha256
        lines = [each.line for each in self.world.lines(batch_id)]
        picked = data.draw(st.lists(st.sampled_from(lines), max_size=2, unique_by=id))
        refused = tuple(
            RefusedLine(claim_id=line.claim_id, line_id=line.line_id, reason="Sperret")
            for line in picked
        )
        receipt = receipt_checksum(refused) if refused else None
        for _ in range(1 + twice):
            if receipt is not None:
                self.asks(RefuseLines(batch_id, sha256, receipt, refused), PAYROLL, lost)
            self.asks(AcknowledgeBatch(batch_id, sha256, len(refused), receipt), PAYROLL, lost)

    @rule()
    def crash(self) -> None:
        self.world.crash()

    @invariant()
    def no_line_is_in_two_batches(self) -> None:
        told = Counter(
            line.line_id
            for batch_id in self.world.batch_ids
            if (batch := self.world.records.batch(batch_id)) is not None
            for line in batch.lines
        )
        assert all(times == 1 for times in told.values())
        assert told.keys() <= self.world.approved_lines().keys()

    def teardown(self) -> None:
        """In the end all that is approved is paid once, and every sum is the same sum."""
        try:
            self.lock(part=False, stops=False, lost=True)
            self.world.hear()
            self.all_agrees()
        finally:
            self.world.stop()

    def all_agrees(self) -> None:
        world = self.world
        sent = [line for batch_id in world.batch_ids for line in world.lines(batch_id)]
        refused = {each.line.line_id for each in sent if each.status == "refused"}
        approved = world.approved_lines()
        wanted = {
            line_id: line.amount_ore
            for line_id, line in approved.items()
            if line.amount_ore and line_id not in refused
        }
        paid = {each.line.line_id: each.line.amount_ore for each in sent}
        assert {line: amount for line, amount in paid.items() if line not in refused} == wanted
        assert sum(self.in_files()) == sum(paid.values()), "the files say what the lines say"
        whole = sum(wanted.values())
        views = world.service.platform.views
        _, by_day = pay_lines.paid(views, SKIEN, PERIOD)
        assert sum(each.amount_ore for each in by_day) == whole
        if sent:
            settlement = MakeSettlement(id_of("stored-settlement"), SKIEN, PERIOD)
            (made,) = world.ask(settlement, PAYROLL).events
            assert isinstance(made, SettlementMade)
            assert made.total_ore == whole
            assert sum(share.amount_ore for row in made.rows for share in row.shares) == whole

    def in_files(self) -> Iterator[int]:
        """The amounts that stand in the payroll files."""
        for batch_id in self.world.batch_ids:
            batch = self.world.records.batch(batch_id)
            if batch is not None and batch.exported is not None:
                content = self.world.payroll.kept(batch_id).content.decode("ascii")
                for row in content.splitlines():
                    yield int(row.split(";")[AMOUNT].replace(".", ""))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that each sequence of steps begins with a copy of."""
    home = tmp_path_factory.mktemp("prepared") / "home"
    prepare(Settings(home=home))
    return home


def as_law(opened: Callable[[], StoredWorld], *, examples: int, steps: int) -> None:
    class Opened(Payroll):
        """Each sequence begins on a store of its own."""

        def __init__(self) -> None:
            super().__init__(opened())

    run_state_machine_as_test(
        Opened,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            # A store costs too much to look for a shorter sequence of steps.
            phases=[Phase.explicit, Phase.reuse, Phase.generate],
        ),
    )


@pytest.mark.parametrize(
    ("examples", "steps"),
    [(5, 15), pytest.param(150, 40, marks=[pytest.mark.long, pytest.mark.timeout(3_600)])],
)
def test_every_approved_line_is_paid_once_whenever_the_process_is_dropped_c_7_c_9(
    prepared: Path, tmp_path: Path, examples: int, steps: int
) -> None:
    homes = count()

    def opened() -> StoredWorld:
        home = tmp_path / f"home-{next(homes)}"
        shutil.copytree(prepared, home)
        return StoredWorld(Settings(home=home))

    as_law(opened, examples=examples, steps=steps)


@pytest.mark.long
@pytest.mark.timeout(3_600)
def test_the_same_holds_on_postgresql_c_7_c_9(
    tmp_path: Path, new_postgres_database: Callable[[], str]
) -> None:
    homes = count()

    def opened() -> StoredWorld:
        home = tmp_path / f"home-{next(homes)}"
        placed = Settings(home=home, database=new_postgres_database())
        prepare(placed)
        return StoredWorld(placed)

    as_law(opened, examples=15, steps=30)

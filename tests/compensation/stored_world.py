"""All that payroll rests on, in a real store and over the real handler, without any process.

What the leader of a running service does between commands is done here by hand: read models and
reactions hear both logs before anything is asked. A crash drops everything but the store.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid5

from deploy.migrating import migrate
from services.compensation.app import build
from services.compensation.application import Payroll, Records
from services.compensation.commands import CompensationCommand
from services.compensation.commands.agreements import DraftAgreement, SetSharingKey, SignAgreement
from services.compensation.commands.claims import (
    ApproveClaim,
    AttestClaim,
    BetweenMeetings,
    DraftClaim,
    SubmitClaim,
)
from services.compensation.commands.payers import SetWageTypes
from services.compensation.commands.rates import ConfirmRate, PublishRate
from services.compensation.decisions import claim as claims
from services.compensation.decisions.streams import batch_stream, claim_stream
from services.compensation.readmodels import pay_lines
from services.compensation.readmodels.pay_lines import InBatch
from shared.clock import new_id
from shared.contracts.compensation import BatchAcknowledged, Caps, ClaimLine, WageType, Weight
from shared.contracts.record import Event, Sealed, ServiceName, Who
from shared.eventlog.commands import Asked, Done
from shared.eventlog.documents import Documents
from shared.eventlog.heard import Consumer
from shared.eventlog.projections import Builder, LedgerHistory
from shared.service.assembly import projector_of, reactions_of
from shared.service.process import surroundings
from shared.service.settings import Settings
from tests.compensation.bodies import RATE, REGIME, WAGE_TYPES
from tests.compensation.governance_told import Governance, at, meeting_closed, the_day
from tests.examples.ids import (
    AGREEMENT,
    APPROVER,
    ATTESTER,
    GP,
    HOSPITAL,
    SEAT_GP,
    SKIEN,
    TELEMARK,
    id_of,
)

MEETINGS = 3
PERIOD = f"{the_day():%Y-%m}"
NAMES: tuple[ServiceName, ...] = ("compensation", "governance", "audit")


APPROVED_BEFORE = {id_of("stored-first"): 0, id_of("stored-second"): 1}
"""Claims that wait for payroll when a sequence of steps begins, and their meetings."""


def meeting_of(number: int) -> UUID:
    return id_of(f"stored-meeting-{number}")


@dataclass
class StoredWorld:
    """Compensation on the store of these settings. `claim_of` (the meeting of each claim) and
    `batch_ids` are what the people remember; the service remembers only what is stored."""

    settings: Settings
    claim_of: dict[UUID, int] = field(default_factory=lambda: dict(APPROVED_BEFORE))
    batch_ids: list[UUID] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """As a process starts: everything is opened anew, and read models that lag catch up."""
        self.around = surroundings(self.settings, ["compensation"])
        self.service = build(self.around)
        platform = self.service.platform
        self.projector = projector_of(self.service)
        # Governance's log is written by `prepare` and by `tell`; here the others are only read.
        self.others = {
            name: self.around.platform(name, ())
            for name in sorted(self.projector.hears - {"compensation"})
        }
        self.records = Records(platform.ledger, platform.codec)
        self.documents = Documents(self.settings.database, platform.seals)
        self.payroll = Payroll(self.records, platform.seals, self.documents)
        self.history = LedgerHistory(
            {each.name: each.ledger for each in (platform, *self.others.values())}, platform.codec
        )
        self.reactions = reactions_of(self.service)
        Builder(platform.models, platform.engine, platform.parking, self.history).prepare()

    def stop(self) -> None:
        """Nothing is known any more but what is stored."""
        self.documents.close()
        for other in self.others.values():
            other.close()
        self.service.platform.close()
        self.around.keys.store.close()

    def crash(self) -> None:
        self.stop()
        self.start()

    def hear(self) -> None:
        """Foreign facts before what is done about them, and that before what it has caused."""
        assert self.reactions is not None
        order: tuple[tuple[Consumer, ServiceName], ...] = (
            *((self.projector, name) for name in self.others),
            (self.projector, "compensation"),
            (self.reactions, "governance"),
            (self.projector, "compensation"),
        )
        for consumer, source in order:
            place = consumer.place(source)
            while page := self.history.page(source, place.position if place else 0):
                consumer.take(page)
                place = page[-1].place

    def ask(self, command: CompensationCommand, by: UUID, *, lost: bool = False) -> Done:
        """One command, in a case of its own. Where the answer is `lost` in a crash it is asked
        again, and has no second effect. Raises Refused."""
        self.hear()
        asked = Asked(command, new_id(), Who(by), self.around.clock.now(), "payroll")
        done = self.service.handler.handle(asked)
        if lost:
            self.crash()
            self.hear()
            again = self.service.handler.handle(asked)
            assert (again.version, again.events) == (done.version, done.events)
        return done

    def tell(self, meeting: int, minutes: int) -> None:
        """Governance closes a meeting, or corrects its register."""
        told = Governance(self.around, new=False)
        told.tell(f"register-{new_id()}", closed(meeting, minutes))
        told.service.platform.close()

    def draft_of(self, claim_id: UUID, prepared: int) -> DraftClaim:
        """A claim for its meeting, with some minutes of preparing the evening before."""
        meeting = self.claim_of[claim_id]
        begins = at(17, days=-meeting - 1)
        work = BetweenMeetings(begins, begins + timedelta(minutes=prepared), "Forberedelse")
        return DraftClaim(
            claim_id=claim_id,
            claimant=GP,
            agreement_id=AGREEMENT,
            seat_id=SEAT_GP,
            meeting_id=meeting_of(meeting),
            between=(work,) if prepared else (),
        )

    def state(self, claim_id: UUID) -> claims.Claim:
        decider = self.service.handler.decider_of(claim_stream(claim_id))
        assert decider is not None
        found: claims.Claim = self.service.handler.state(decider, claim_stream(claim_id)).state
        return found

    def lines(self, batch_id: UUID) -> list[InBatch]:
        """As the read model tells them."""
        return pay_lines.of_batch(self.service.platform.views, batch_id)

    def approved_lines(self) -> dict[UUID, ClaimLine]:
        """All lines that are to be paid: of approved claims, and those that correct them."""
        return {
            line.line_id: line
            for claim_id in self.claim_of
            if isinstance(state := self.state(claim_id), claims.Approved)
            for line in state.lines
        }

    def waiting(self) -> Iterator[UUID]:
        """Batches that have a file and no answer to it."""
        for batch_id in self.batch_ids:
            known = self.records.batch(batch_id)
            if known is not None and known.exported is not None and not self._answered(batch_id):
                yield batch_id

    def _answered(self, batch_id: UUID) -> bool:
        ledger, codec = self.service.platform.ledger, self.service.platform.codec
        stored = ledger.read_stream(batch_stream(batch_id))
        return any(isinstance(codec.decode(one.body)[1], BatchAcknowledged) for one in stored)


def closed(meeting: int, minutes: int) -> Event:
    begins = at(8, days=-meeting)
    return meeting_closed(meeting_of(meeting), begins, begins + timedelta(minutes=minutes))


def prepare(settings: Settings) -> None:
    """A store with the register, the meetings, and terms in force between a doctor and a payer
    who shares with another party; and two claims that are approved."""
    migrate(settings, NAMES)
    around = surroundings(settings, ["compensation"])
    governance = Governance(around)
    for meeting in range(MEETINGS):
        governance.tell(f"meeting-{meeting}", closed(meeting, 60))
    governance.service.platform.close()
    around.keys.store.close()
    world = StoredWorld(settings)
    for command, by in _terms():
        world.ask(command, by)
    for claim_id in APPROVED_BEFORE:
        world.ask(world.draft_of(claim_id, 30), GP)
        world.ask(SubmitClaim(claim_id), GP)
        world.ask(AttestClaim(claim_id), ATTESTER)
        state = world.state(claim_id)
        assert isinstance(state, claims.Attested)
        world.ask(ApproveClaim(claim_id, state.total_ore), APPROVER)
    world.stop()


def _terms() -> Iterator[tuple[CompensationCommand, UUID]]:
    for kind in ("meeting", "between"):
        rate = id_of(f"stored-rate-{kind}")
        told = {name: RATE[name] for name in ("regime", "unit", "amount_ore", "source")}
        day = the_day().replace(year=2024, month=1, day=1)
        yield (
            PublishRate(rate_id=rate, kind=kind, valid_from=day, valid_to=None, **told),
            APPROVER,
        )
        yield ConfirmRate(rate, "Brev"), APPROVER
    types = tuple(WageType(kind=kind, code=code) for kind, code in WAGE_TYPES.items())
    yield SetWageTypes(SKIEN, "visma-lonn", types), APPROVER
    first, last = the_day().replace(year=2024, day=1), the_day().replace(year=2099, day=1)
    number = Sealed(subject=f"person-{GP}", purpose="payroll", clear="90001")
    yield (
        DraftAgreement(
            agreement_id=AGREEMENT,
            helsefellesskap=TELEMARK,
            doctor=GP,
            payer=SKIEN,
            seats=(SEAT_GP,),
            covers=("meeting", "travel", "between"),
            regime=REGIME,
            km_regime=None,
            caps=Caps(),
            claim_deadline_months=None,
            channel="payroll",
            tax_assessment=None,
            valid_from=first,
            valid_to=last,
            employee_number=number,
        ),
        APPROVER,
    )
    yield SignAgreement(AGREEMENT, "doctor"), GP
    yield SignAgreement(AGREEMENT, "payer"), APPROVER
    weights = (Weight(party=SKIEN, weight="2"), Weight(party=HOSPITAL, weight="1"))
    key = uuid5(AGREEMENT, "key")
    yield (
        SetSharingKey(AGREEMENT, key, "per-capita", weights, "SSB", first, first, last),
        APPROVER,
    )

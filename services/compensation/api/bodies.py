"""What is sent over HTTP: unknown fields are refused by name, and no value is out of all bounds."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from services.compensation.rules.costs import MOST_COSTS
from services.compensation.rules.sharing import MOST_PARTIES
from services.compensation.rules.work import MOST_WORK
from services.compensation.rules.writing import TEXT_LENGTH
from shared.contracts.compensation import (
    Adapter,
    AgreementSide,
    Because,
    Channel,
    Correction,
    Cover,
    LineKind,
    OtherPayKind,
    RateKind,
    ShareKind,
    Template,
)
from shared.values.rates import Unit

EARLIEST, LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
MOST_ORE = 1_000_000_000
MOST_MINUTES = 60 * 24 * 31


def in_our_time(moment: datetime) -> datetime:
    if not EARLIEST <= moment < LATEST:
        raise PydanticCustomError("out_of_range", "a moment that nobody has worked at")
    return moment


def a_day_of_ours(day: date) -> date:
    if not EARLIEST.date() <= day < LATEST.date():
        raise PydanticCustomError("out_of_range", "a day that nothing is valid on")
    return day


Moment = Annotated[AwareDatetime, AfterValidator(in_our_time)]
Day = Annotated[date, AfterValidator(a_day_of_ours)]
Cap = Annotated[Decimal, Field(max_digits=8, decimal_places=2)]
Kilometres = Annotated[Decimal, Field(max_digits=10)]
Text = Annotated[str, Field(max_length=TEXT_LENGTH)]
Minutes = Annotated[int, Field(le=MOST_MINUTES)]


class Body(BaseModel):
    """A request's body."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class RoundingBody(Body):
    """Avrunding: til nærmeste `step_ore`, halve oppover eller alt nedover."""

    step_ore: int = Field(default=1, ge=1, le=100_000)
    mode: Literal["half-up", "down"] = "half-up"


class RateBody(Body):
    """En sats fra sin kilde (C-3)."""

    rate_id: UUID | None = Field(default=None, description="Egen id; ellers lages en.")
    regime: Text
    kind: RateKind
    unit: Unit
    amount_ore: int = Field(le=MOST_ORE)
    valid_from: Day
    valid_to: Day | None = None
    rounding: RoundingBody = RoundingBody()
    cap: Cap | None = Field(default=None, description="Høyst så mange enheter per dag.")
    source: Text


class ConfirmBody(Body):
    """Hva bekreftelsen bygger på (C-3)."""

    basis: Text = ""
    confirmed_on: Day | None = None


class WageTypesBody(Body):
    """Lønnsartene i betalerens eget lønnssystem (C-10)."""

    adapter: Adapter
    wage_types: dict[LineKind, str]
    template: Template | None = Field(default=None, description="Betalerens egen filform.")


class CapsBody(Body):
    """Tak i minutter; tomt er uten tak."""

    meeting_minutes_per_day: Minutes | None = None
    travel_minutes_per_day: Minutes | None = None
    between_minutes_per_month: Minutes | None = None


class TaxAssessmentBody(Body):
    """Hvorfor noe annet enn lønn er riktig (C-11)."""

    assessed_by: Text
    assessed_on: Day
    basis: Text


class AgreementBody(Body):
    """En avtale mellom lege og betaler (C-2)."""

    agreement_id: UUID | None = Field(default=None, description="Egen id; ellers lages en.")
    helsefellesskap: UUID
    doctor: UUID
    payer: UUID
    seats: list[UUID] = Field(default_factory=list, max_length=50)
    covers: list[Cover] = Field(default_factory=list, max_length=3)
    regime: Text = ""
    km_regime: Text | None = None
    caps: CapsBody = CapsBody()
    claim_deadline_months: int | None = Field(default=None, le=120)
    channel: Channel = "payroll"
    tax_assessment: TaxAssessmentBody | None = None
    valid_from: Day
    valid_to: Day
    employee_number: str = Field(default="", max_length=50)


class SignBody(Body):
    """En part signerer."""

    side: AgreementSide
    signed_on: Day | None = None


class EndBody(Body):
    """En part avslutter avtalen (C-2)."""

    reason: Text = ""
    ended_on: Day | None = Field(default=None, description="Siste dag avtalen betaler for.")


class WeightBody(Body):
    """Innbyggere, prosent, eller 1 der alle bærer likt."""

    party: UUID
    weight: Annotated[Decimal, Field(max_digits=12, decimal_places=4)]


class KeyBody(Body):
    """En fordelingsnøkkel for arbeid i en periode (C-8)."""

    key_id: UUID | None = Field(default=None, description="Egen id; ellers lages en.")
    kind: ShareKind
    weights: list[WeightBody] = Field(max_length=MOST_PARTIES)
    source: Text = ""
    figures_on: Day | None = Field(default=None, description="Dagen folketallet gjelder (SSB).")
    valid_from: Day
    valid_to: Day


class TravelBody(Body):
    """Reise til eller fra møtet."""

    work_from: Moment
    work_to: Moment
    purpose: Text | None = None
    km: Kilometres | None = None


class BetweenBody(Body):
    """Arbeid mellom møtene."""

    work_from: Moment
    work_to: Moment
    purpose: Text = ""


class UnrecordedBody(Body):
    """Møtetid uten registrert oppmøte, med et spørsmål til sekretariatet (C-5)."""

    work_from: Moment
    work_to: Moment
    question: Text = ""


class CostBody(Body):
    """Et utlegg, etter kvitteringen som er lastet opp (C-4)."""

    day: Day
    purpose: Text = ""
    amount_ore: int = Field(le=MOST_ORE)
    receipt: str = Field(max_length=64, description="Kontrollsummen til kvitteringen.")


class OtherPayBody(Body):
    """Det andre betaler for samme oppgave (C-6)."""

    kind: OtherPayKind
    purpose: Text = ""
    work_from: Moment
    work_to: Moment
    amount_ore: int = Field(default=0, le=MOST_ORE)


class WorkBody(Body):
    """Det legen selv fører; møtetiden kommer fra oppmøtet (C-5)."""

    travel: list[TravelBody] = Field(default_factory=list, max_length=MOST_WORK)
    between: list[BetweenBody] = Field(default_factory=list, max_length=MOST_WORK)
    pre_meeting: list[BetweenBody] = Field(default_factory=list, max_length=MOST_WORK)
    unrecorded: list[UnrecordedBody] = Field(default_factory=list, max_length=MOST_WORK)
    costs: list[CostBody] = Field(default_factory=list, max_length=MOST_COSTS)
    other_pay: list[OtherPayBody] = Field(default_factory=list, max_length=MOST_WORK)


class ClaimBody(WorkBody):
    """Et krav for et møte."""

    agreement_id: UUID
    seat_id: UUID
    meeting_id: UUID


class NothingBody(Body):
    """Ingenting mer enn kommandoen selv."""


class AttestBody(Body):
    """Hvem det attesteres for, og svaret der kravet spør om oppmøte (C-5, P-5)."""

    basis: Text | None = None
    on_behalf_of: UUID | None = None


class ApproveBody(Body):
    """Beløpet som godkjennes; tomt er det attesterte beløpet i versjonen det svares på."""

    on_behalf_of: UUID | None = None
    total_ore: int | None = Field(default=None, le=MOST_ORE)


class ReturnBody(Body):
    reason: Text = ""
    on_behalf_of: UUID | None = None


class ReasonBody(Body):
    reason: Text = ""


class RecalculateBody(Body):
    """Hvorfor kravet regnes om (C-13)."""

    because: Because = "attendance"


class CorrectBody(Body):
    """Hva som gjøres med låste linjer (C-13)."""

    choice: Correction
    because: Because = "other"
    reason: Text = ""
    lines: list[UUID] = Field(default_factory=list, max_length=200)

"""Canonical examples of rates and agreements: commands and events."""

from datetime import date

from services.compensation.commands.agreements import (
    DraftAgreement,
    EndAgreement,
    SetSharingKey,
    SignAgreement,
)
from services.compensation.commands.rates import ConfirmRate, PublishRate
from shared.contracts.compensation import (
    AgreementDrafted,
    AgreementEnded,
    AgreementInForce,
    AgreementSigned,
    Caps,
    RateConfirmed,
    RatePublished,
    SharingKeySet,
    Weight,
)
from shared.contracts.record import Event
from tests.examples.ids import (
    AGREEMENT,
    APPROVER,
    GP,
    HOSPITAL,
    RATE,
    SEAT_GP,
    SKIEN,
    TELEMARK,
    id_of,
    sealed,
)

KM_RATE = id_of("rate-km")
KM_TAX_FREE_RATE = id_of("rate-km-tax-free")
REGIME = "allmennlegeforeningen"
KM_REGIME = "statens-satser"
SOURCE = "https://www.legeforeningen.no/foreningsledd/lokal/hordaland/om-oss/skjema/"
KM_SOURCE = "https://www.skatteetaten.no/satser/bilgodtgjorelse-kilometergodtgjorelse/"
CONFIRMED_ON = date(2026, 1, 5)
SIGNED_ON = date(2025, 12, 15)
EMPLOYEE_NUMBER = sealed(f"person-{GP}", "payroll", "90001")
CAPS = Caps(meeting_minutes_per_day=480, travel_minutes_per_day=240, between_minutes_per_month=600)
PUBLISH = PublishRate(
    rate_id=RATE,
    regime=REGIME,
    kind="meeting",
    unit="hour",
    amount_ore=139_700,
    valid_from=date(2024, 1, 1),
    valid_to=None,
    source=SOURCE,
)
CONFIRM = ConfirmRate(
    rate_id=RATE, basis="Rundskriv om honorar av 20. desember.", confirmed_on=CONFIRMED_ON
)
DRAFT_AGREEMENT = DraftAgreement(
    agreement_id=AGREEMENT,
    helsefellesskap=TELEMARK,
    doctor=GP,
    payer=SKIEN,
    seats=(SEAT_GP,),
    covers=("meeting", "travel", "between"),
    regime=REGIME,
    km_regime=KM_REGIME,
    caps=CAPS,
    claim_deadline_months=3,
    channel="payroll",
    tax_assessment=None,
    valid_from=date(2026, 1, 1),
    valid_to=date(2027, 12, 31),
    employee_number=EMPLOYEE_NUMBER,
)
SIGN = SignAgreement(agreement_id=AGREEMENT, side="doctor", signed_on=SIGNED_ON)
END = EndAgreement(
    agreement_id=AGREEMENT, reason="Legen slutter i praksisen.", ended_on=date(2026, 12, 31)
)
WEIGHTS = (Weight(party=SKIEN, weight="56000"), Weight(party=HOSPITAL, weight="37000"))
SHARE = SetSharingKey(
    agreement_id=AGREEMENT,
    key_id=id_of("sharing-key"),
    kind="per-capita",
    weights=WEIGHTS,
    source="SSB, tabell 07459",
    figures_on=date(2026, 1, 1),
    valid_from=date(2026, 1, 1),
    valid_to=date(2026, 12, 31),
)
PUBLISHED = RatePublished(
    rate_id=RATE,
    regime=REGIME,
    kind="meeting",
    unit="hour",
    amount_ore=139_700,
    valid_from=date(2024, 1, 1),
    source=SOURCE,
)
CONFIRMED = RateConfirmed(
    rate_id=RATE, confirmed_by=APPROVER, confirmed_on=CONFIRMED_ON, basis=CONFIRM.basis
)
AGREED = AgreementDrafted(
    agreement_id=AGREEMENT,
    helsefellesskap=TELEMARK,
    doctor=GP,
    payer=SKIEN,
    seats=(SEAT_GP,),
    covers=("meeting", "travel", "between"),
    missing=(),
    regime=REGIME,
    km_regime=KM_REGIME,
    caps=CAPS,
    claim_deadline_months=3,
    channel="payroll",
    valid_from=date(2026, 1, 1),
    valid_to=date(2027, 12, 31),
    employee_number=EMPLOYEE_NUMBER,
)
SIGNED = AgreementSigned(agreement_id=AGREEMENT, side="doctor", person=GP, signed_on=SIGNED_ON)
IN_FORCE = AgreementInForce(
    agreement_id=AGREEMENT,
    doctor=GP,
    payer=SKIEN,
    seats=(SEAT_GP,),
    valid_from=date(2026, 1, 1),
    valid_to=date(2027, 12, 31),
)

ENDED = AgreementEnded(
    agreement_id=AGREEMENT,
    doctor=GP,
    ended_on=date(2026, 12, 31),
    ended_by=GP,
    reason=END.reason,
)
SHARED = SharingKeySet(
    agreement_id=AGREEMENT,
    key_id=SHARE.key_id,
    kind="per-capita",
    weights=WEIGHTS,
    source=SHARE.source,
    figures_on=SHARE.figures_on,
    valid_from=SHARE.valid_from,
    valid_to=SHARE.valid_to,
)

EVENTS: tuple[Event, ...] = (PUBLISHED, CONFIRMED, AGREED, SIGNED, IN_FORCE, ENDED, SHARED)

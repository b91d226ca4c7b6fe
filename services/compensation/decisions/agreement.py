"""`agreement-<id>`: who pays a doctor for what; in force when both have signed (C-2)."""

from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from services.compensation.commands.agreements import (
    AgreementCommand,
    DraftAgreement,
    EndAgreement,
    SetSharingKey,
    SignAgreement,
)
from services.compensation.rules import agreements
from services.compensation.rules.dates import not_ahead
from services.compensation.rules.sharing import key_makes_sense
from services.compensation.rules.writing import written
from shared.contracts.compensation import (
    AgreementDrafted,
    AgreementEnded,
    AgreementInForce,
    AgreementSide,
    AgreementSigned,
    SharingKeySet,
)
from shared.contracts.record import Facts
from shared.values.calendar import local_day
from shared.values.refusal import Refused

AgreementEvent: TypeAlias = (
    AgreementDrafted | AgreementSigned | AgreementInForce | AgreementEnded | SharingKeySet
)


@dataclass(frozen=True, slots=True)
class Unknown:
    """No agreement is drafted under this id."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """Nobody has signed; it can be drafted anew."""

    draft: AgreementDrafted


@dataclass(frozen=True, slots=True)
class SignedByOne:
    """One side has signed; its words stand."""

    draft: AgreementDrafted
    side: AgreementSide


@dataclass(frozen=True, slots=True)
class InForce:
    """Both sides have signed; `keys` are how the parties share what is paid (C-8)."""

    draft: AgreementDrafted
    keys: tuple[SharingKeySet, ...] = ()


@dataclass(frozen=True, slots=True)
class Ended:
    """It pays for nothing after the day it ended; what was done before is still shared."""

    draft: AgreementDrafted
    keys: tuple[SharingKeySet, ...]


Agreement: TypeAlias = Unknown | Drafted | SignedByOne | InForce | Ended


def decide(
    command: AgreementCommand, facts: Facts, agreement: Agreement
) -> tuple[AgreementEvent, ...]:
    match command:
        case DraftAgreement():
            return draft(command, agreement)
        case SignAgreement():
            return sign(command, facts, agreement)
        case EndAgreement():
            return end(command, facts, agreement)
        case SetSharingKey():
            return share(command, agreement)
        case _:
            assert_never(command)


def draft(command: DraftAgreement, agreement: Agreement) -> tuple[AgreementEvent, ...]:
    """C-2, C-11: an agreement may be incomplete while it is a draft, and says what it lacks."""
    match agreement:
        case SignedByOne() | InForce() | Ended():
            raise Refused("C-2", "compensation.agreement-signed", field="agreement_id")
        case Unknown() | Drafted():
            agreements.agreement_makes_sense(command)
            agreements.channel_is_founded(command)
            km_regime = command.km_regime
            return (
                AgreementDrafted(
                    agreement_id=command.agreement_id,
                    helsefellesskap=command.helsefellesskap,
                    doctor=command.doctor,
                    payer=command.payer,
                    seats=tuple(dict.fromkeys(command.seats)),
                    covers=tuple(dict.fromkeys(command.covers)),
                    missing=agreements.terms_missing(command.covers),
                    regime=written("C-2", "regime", command.regime),
                    km_regime=written("C-2", "km_regime", km_regime) if km_regime else None,
                    caps=command.caps,
                    claim_deadline_months=command.claim_deadline_months,
                    channel=command.channel,
                    tax_assessment=command.tax_assessment,
                    valid_from=command.valid_from,
                    valid_to=command.valid_to,
                    employee_number=command.employee_number,
                ),
            )
        case _:
            assert_never(agreement)


def sign(command: SignAgreement, facts: Facts, agreement: Agreement) -> tuple[AgreementEvent, ...]:
    """C-2: signed by the doctor and by somebody else for the payer; in force with the second."""
    match agreement:
        case Unknown():
            raise Refused("C-2", "compensation.agreement-unknown", field="agreement_id")
        case InForce() | Ended():
            return ()
        case Drafted(drafted):
            agreements.complete(drafted.missing)
            return (_signed(command, facts, drafted),)
        case SignedByOne(drafted, side):
            if side == command.side:
                return ()
            return (
                _signed(command, facts, drafted),
                AgreementInForce(
                    agreement_id=drafted.agreement_id,
                    doctor=drafted.doctor,
                    payer=drafted.payer,
                    seats=drafted.seats,
                    valid_from=drafted.valid_from,
                    valid_to=drafted.valid_to,
                ),
            )
        case _:
            assert_never(agreement)


def end(command: EndAgreement, facts: Facts, agreement: Agreement) -> tuple[AgreementEvent, ...]:
    """C-2: either side ends it, with a reason; once. A draft is not ended, only left."""
    match agreement:
        case Unknown():
            raise Refused("C-2", "compensation.agreement-unknown", field="agreement_id")
        case Drafted() | SignedByOne():
            raise Refused("C-2", "compensation.agreement-not-in-force", field="agreement_id")
        case Ended():
            raise Refused("C-2", "compensation.agreement-ended", field="agreement_id")
        case InForce(draft):
            ended_on = command.ended_on or local_day(facts.now)
            agreements.may_end(command, draft, ended_on)
            return (
                AgreementEnded(
                    agreement_id=command.agreement_id,
                    doctor=draft.doctor,
                    ended_on=ended_on,
                    ended_by=facts.by.person,
                    reason=written("C-2", "reason", command.reason),
                ),
            )
        case _:
            assert_never(agreement)


def share(command: SetSharingKey, agreement: Agreement) -> tuple[AgreementEvent, ...]:
    """C-8: keys are set for the periods of the work; the same key set anew replaces itself."""
    match agreement:
        case Unknown():
            raise Refused("C-8", "compensation.agreement-unknown", field="agreement_id")
        case Drafted() | SignedByOne():
            raise Refused("C-8", "compensation.agreement-not-in-force", field="agreement_id")
        case InForce(draft, keys) | Ended(draft, keys):
            key = key_makes_sense(command, draft.payer, keys)
            return () if key in keys else (key,)
        case _:
            assert_never(agreement)


def _signed(command: SignAgreement, facts: Facts, drafted: AgreementDrafted) -> AgreementSigned:
    agreements.may_sign(command, facts.by, drafted.doctor)
    return AgreementSigned(
        agreement_id=command.agreement_id,
        side=command.side,
        person=facts.by.person,
        signed_on=not_ahead("C-2", "signed_on", command.signed_on, facts),
    )


def evolve(agreement: Agreement, event: AgreementEvent) -> Agreement:
    match event:
        case AgreementDrafted():
            return Drafted(event)
        case AgreementSigned():
            # The second signature is followed by AgreementInForce in the same append.
            if isinstance(agreement, Drafted):
                return SignedByOne(agreement.draft, event.side)
            assert isinstance(agreement, SignedByOne)
            return agreement
        case AgreementInForce():
            assert isinstance(agreement, SignedByOne)
            return InForce(agreement.draft)
        case AgreementEnded():
            assert isinstance(agreement, InForce)
            return Ended(agreement.draft, agreement.keys)
        case SharingKeySet():
            assert isinstance(agreement, InForce | Ended)
            others = tuple(key for key in agreement.keys if key.key_id != event.key_id)
            return replace(agreement, keys=(*others, event))
        case _:
            assert_never(event)

"""`agreement-<id>`: who pays a doctor for what; in force when both have signed (C-2)."""

from dataclasses import dataclass
from typing import TypeAlias, assert_never

from services.compensation.commands.agreements import (
    AgreementCommand,
    DraftAgreement,
    SignAgreement,
)
from services.compensation.rules import agreements
from services.compensation.rules.dates import not_ahead
from services.compensation.rules.writing import written
from shared.contracts.compensation import (
    AgreementDrafted,
    AgreementInForce,
    AgreementSide,
    AgreementSigned,
)
from shared.contracts.record import Facts
from shared.values.refusal import Refused

AgreementEvent: TypeAlias = AgreementDrafted | AgreementSigned | AgreementInForce


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
    """Both sides have signed."""


Agreement: TypeAlias = Unknown | Drafted | SignedByOne | InForce


def decide(
    command: AgreementCommand, facts: Facts, agreement: Agreement
) -> tuple[AgreementEvent, ...]:
    match command:
        case DraftAgreement():
            return draft(command, agreement)
        case SignAgreement():
            return sign(command, facts, agreement)
        case _:
            assert_never(command)


def draft(command: DraftAgreement, agreement: Agreement) -> tuple[AgreementEvent, ...]:
    """C-2, C-11: an agreement may be incomplete while it is a draft, and says what it lacks."""
    match agreement:
        case SignedByOne() | InForce():
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
        case InForce():
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
            return InForce()
        case _:
            assert_never(event)

"""Agreements as their pages show them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.compensation.pages.presenters.claims import Presenter
from services.compensation.pages.presenters.rates import regime_name
from services.compensation.readmodels.agreements import Agreement
from shared.contracts.compensation import (
    AgreementDrafted,
    AgreementSide,
    Caps,
    Cover,
    SharingKeySet,
)
from shared.identity.actors import Actor
from shared.web.components import Tone
from shared.web.i18n import Words

SIDES: tuple[AgreementSide, ...] = ("doctor", "payer")
TONES: dict[str, Tone] = {
    "incomplete": "danger",
    "unsigned": "warning",
    "half-signed": "warning",
    "ahead": "info",
    "in-force": "success",
    "expired": "neutral",
    "ended": "neutral",
}


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement in a list."""

    agreement_id: UUID
    doctor: str
    payer: str
    period: str
    status: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class KeyRow:
    """How the parties share what is paid for the work of a period (C-8)."""

    kind: str
    period: str
    source: str
    weights: tuple[tuple[str, str], ...]
    now: bool


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """An agreement on its own page: its terms, the tax assessment where there is one (C-11), who
    has signed, how it is shared, and why it ended."""

    row: AgreementRow
    terms: tuple[tuple[str, str], ...]
    assessed: tuple[tuple[str, str], ...]
    missing: str | None
    signatures: tuple[tuple[str, str], ...]
    keys: tuple[KeyRow, ...]
    ended: str | None


def signs_for(actor: Actor, agreement: Agreement) -> AgreementSide | None:
    """The side that still waits for this actor's signature (C-2); None where there is none."""
    draft = agreement.draft
    if draft.missing:
        return None
    if draft.doctor == actor.person:
        return None if agreement.doctor_signed else "doctor"
    approves = any(held.role == "approver" and held.party == draft.payer for held in actor.holdings)
    return "payer" if approves and not agreement.payer_signed else None


def lifecycle(agreement: Agreement, today: date) -> str:
    """Where the agreement is in its life (C-2)."""
    draft = agreement.draft
    if agreement.ended_on is not None and agreement.ended_on < today:
        return "ended"
    if agreement.in_force:
        if today < draft.valid_from:
            return "ahead"
        return "expired" if draft.valid_to < today else "in-force"
    if draft.missing:
        return "incomplete"
    return "half-signed" if agreement.doctor_signed or agreement.payer_signed else "unsigned"


class TermsPresenter:
    """Joins agreements with the names of the register."""

    def __init__(self, names: Presenter, words: Words) -> None:
        self._names = names
        self._words = words

    def row(self, agreement: Agreement, today: date) -> AgreementRow:
        draft, words = agreement.draft, self._words
        status = lifecycle(agreement, today)
        return AgreementRow(
            agreement_id=draft.agreement_id,
            doctor=self._names.person(draft.doctor),
            payer=self._names.party(draft.payer),
            period=self._period(draft.valid_from, agreement.ended_on or draft.valid_to),
            status=words(f"compensation.life.{status}"),
            tone=TONES[status],
        )

    def page(self, agreement: Agreement, today: date) -> AgreementPage:
        draft, words = agreement.draft, self._words
        return AgreementPage(
            row=self.row(agreement, today),
            terms=tuple(self._terms(draft)),
            assessed=tuple(self._assessed(draft)),
            missing=self._covers(draft.missing) if draft.missing else None,
            signatures=tuple(
                (words(f"compensation.side.{side}"), self._signature(agreement, side))
                for side in SIDES
            ),
            keys=tuple(
                self._key(key, today)
                for key in sorted(agreement.keys, key=lambda key: key.valid_from, reverse=True)
            ),
            ended=words(
                "compensation.agreement.ended-on",
                day=agreement.ended_on,
                reason=agreement.end_reason or "",
            )
            if agreement.ended_on
            else None,
        )

    def _terms(self, draft: AgreementDrafted) -> Iterator[tuple[str, str]]:
        words = self._words
        months = draft.claim_deadline_months
        told = (
            ("covers", self._covers(draft.covers)),
            ("regime", regime_name(draft.regime, words)),
            ("km-regime", regime_name(draft.km_regime, words) if draft.km_regime else ""),
            ("caps", self._caps(draft)),
            ("deadline", words("compensation.agreement.months", count=months) if months else ""),
            ("channel", words(f"compensation.channel.{draft.channel}")),
        )
        for name, text in told:
            if text:
                yield words(f"compensation.agreement.{name}"), text

    def _assessed(self, draft: AgreementDrafted) -> Iterator[tuple[str, str]]:
        assessed, words = draft.tax_assessment, self._words
        if assessed is not None:
            yield words("compensation.agreement.assessed-by"), assessed.assessed_by
            yield (
                words("compensation.agreement.assessed-on"),
                words.formats.day(assessed.assessed_on),
            )
            yield words("compensation.agreement.assessed-basis"), assessed.basis

    def _key(self, key: SharingKeySet, today: date) -> KeyRow:
        source = key.source
        if key.figures_on is not None:
            source = self._words("compensation.key.figures", source=source, day=key.figures_on)
        unit = f"compensation.weight.{key.kind}"
        return KeyRow(
            kind=self._words(f"compensation.share.{key.kind}"),
            period=self._period(key.valid_from, key.valid_to),
            source=source,
            weights=tuple(
                (self._names.party(each.party), self._words(unit, weight=Decimal(each.weight)))
                for each in key.weights
            ),
            now=key.valid_from <= today <= key.valid_to,
        )

    def _period(self, valid_from: date, valid_to: date) -> str:
        return self._words(
            "compensation.agreement.from-to", valid_from=valid_from, valid_to=valid_to
        )

    def _covers(self, covers: tuple[Cover, ...]) -> str:
        return ", ".join(self._words(f"compensation.cover.{cover}") for cover in covers)

    def _caps(self, draft: AgreementDrafted) -> str:
        caps = draft.caps
        told = (
            ("meeting", caps.meeting_minutes_per_day),
            ("travel", caps.travel_minutes_per_day),
            ("between", caps.between_minutes_per_month),
        )
        return ", ".join(
            self._words(f"compensation.agreement.cap-{kind}", minutes=minutes)
            for kind, minutes in told
            if minutes is not None
        )

    def _signature(self, agreement: Agreement, side: AgreementSide) -> str:
        signed = agreement.signed_by(side)
        if signed is None:
            return self._words("compensation.agreement.unsigned")
        return self._words(
            "compensation.agreement.signed",
            name=self._names.person(signed.person),
            day=signed.signed_on,
        )


def typed_terms(draft: AgreementDrafted) -> dict[str, str | tuple[str, ...]]:
    """A draft as its form has it; the employee number is sealed, and typed anew."""
    caps = ((name, getattr(draft.caps, name)) for name in Caps.model_fields)
    assessed = draft.tax_assessment
    told: dict[str, object] = {
        "doctor": draft.doctor,
        "payer": draft.payer,
        "helsefellesskap": draft.helsefellesskap,
        "regime": draft.regime,
        "km_regime": draft.km_regime,
        **dict(caps),
        "claim_deadline_months": draft.claim_deadline_months,
        "channel": draft.channel,
        "valid_from": draft.valid_from,
        "valid_to": draft.valid_to,
        "assessed_by": assessed and assessed.assessed_by,
        "assessed_on": assessed and assessed.assessed_on,
        "assessed_basis": assessed and assessed.basis,
    }
    return {
        "seats": tuple(str(seat) for seat in draft.seats),
        "covers": tuple(draft.covers),
        **{name: str(value) for name, value in told.items() if value is not None},
    }

"""Agreements as their pages show them."""

from dataclasses import dataclass
from uuid import UUID

from services.compensation.pages.presenters.claims import Presenter
from services.compensation.readmodels.agreements import Agreement
from shared.contracts.compensation import AgreementDrafted, AgreementSide, Cover
from shared.identity.actors import Actor
from shared.web.components import Tone
from shared.web.i18n import Words


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
class AgreementPage:
    """An agreement on its own page: its terms, and who has signed."""

    row: AgreementRow
    terms: tuple[tuple[str, str], ...]
    missing: str | None
    signatures: tuple[tuple[str, str], ...]


def signs_for(actor: Actor, agreement: Agreement) -> AgreementSide | None:
    """The side that still waits for this actor's signature (C-2); None where there is none."""
    draft = agreement.draft
    if draft.missing:
        return None
    if draft.doctor == actor.person:
        return None if agreement.doctor_signed else "doctor"
    approves = any(held.role == "approver" and held.party == draft.payer for held in actor.holdings)
    return "payer" if approves and not agreement.payer_signed else None


class TermsPresenter:
    """Joins agreements with the names of the register."""

    def __init__(self, names: Presenter, words: Words) -> None:
        self._names = names
        self._words = words

    def row(self, agreement: Agreement) -> AgreementRow:
        draft, words = agreement.draft, self._words
        return AgreementRow(
            agreement_id=draft.agreement_id,
            doctor=self._names.person(draft.doctor),
            payer=self._names.party(draft.payer),
            period=words(
                "compensation.agreement.from-to",
                valid_from=draft.valid_from,
                valid_to=draft.valid_to,
            ),
            status=words("compensation.agreement.in-force")
            if agreement.in_force
            else words("compensation.agreement.waiting"),
            tone="success" if agreement.in_force else "warning",
        )

    def page(self, agreement: Agreement) -> AgreementPage:
        draft = agreement.draft
        sides: tuple[AgreementSide, ...] = ("doctor", "payer")
        return AgreementPage(
            row=self.row(agreement),
            terms=self._terms(draft),
            missing=self._covers(draft.missing) if draft.missing else None,
            signatures=tuple(
                (self._words(f"compensation.side.{side}"), self._signature(agreement, side))
                for side in sides
            ),
        )

    def _terms(self, draft: AgreementDrafted) -> tuple[tuple[str, str], ...]:
        words = self._words
        months = draft.claim_deadline_months
        told = (
            ("covers", self._covers(draft.covers)),
            ("regime", draft.regime),
            ("km-regime", draft.km_regime or ""),
            ("caps", self._caps(draft)),
            ("deadline", words("compensation.agreement.months", count=months) if months else ""),
        )
        return tuple((words(f"compensation.agreement.{name}"), text) for name, text in told if text)

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

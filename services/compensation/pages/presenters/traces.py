"""A pay line with all it rests on, as its page shows it (C-12)."""

from dataclasses import dataclass
from uuid import UUID

from services.compensation.application import Trace
from services.compensation.pages.presenters.claims import LINE_TONES, LineRow, Presenter, held_on
from services.compensation.pages.presenters.rates import RateRow, RatesPresenter
from services.compensation.readmodels.rates import Rate
from shared.contracts.compensation import SharingKeySet
from shared.web.components import Tone
from shared.web.i18n import Words
from shared.web.references import log_reference


@dataclass(frozen=True, slots=True)
class Decision:
    """What the meeting decided in a case, and where it stands in the log."""

    case_id: UUID
    outcome: str
    reference: str


@dataclass(frozen=True, slots=True)
class TracePage:
    """From the line in the file, by claim, meeting, seat, agreement and rate, to the decision."""

    what: str
    status: str
    tone: Tone
    reason: str | None
    batch_id: UUID
    period: str
    number: int
    wage_type: str
    quantity: str
    rate_ore: int
    amount_ore: int
    line: LineRow
    corrects: LineRow | None
    claim_id: UUID
    claim: str
    claimant: str
    attester: str | None
    basis: str | None
    body: str
    agreement_id: UUID
    payer: str
    rates: tuple[RateRow, ...]
    key: str | None
    decided: tuple[Decision, ...]


class TracesPresenter:
    """Joins a trace with the names of the register."""

    def __init__(self, names: Presenter, words: Words) -> None:
        self._names = names
        self._words = words
        self._rates = RatesPresenter(names, words)

    def page(self, trace: Trace) -> TracePage:
        paid, words = trace.paid, self._words
        line, names, attested = paid.line, self._names, trace.attested
        body = names.body(trace.meeting.body if trace.meeting else None)
        return TracePage(
            what=names.kind(trace.line.kind),
            status=words(f"compensation.pay-line.{paid.status}"),
            tone=LINE_TONES[paid.status],
            reason=paid.reason,
            batch_id=paid.batch_id,
            period=paid.period,
            number=paid.number,
            wage_type=line.wage_type,
            quantity=line.quantity.replace(".", ","),
            rate_ore=line.rate_ore,
            amount_ore=line.amount_ore,
            line=names.line(trace.line),
            corrects=names.line(trace.corrects) if trace.corrects else None,
            claim_id=trace.claim.claim_id,
            claim=words("compensation.claim.named", body=body, day=held_on(trace.claim.lines)),
            claimant=names.person(trace.claim.claimant),
            attester=names.person(attested.attester) if attested else None,
            basis=attested.basis if attested else None,
            body=body,
            agreement_id=trace.claim.agreement_id,
            payer=names.party(trace.claim.payer),
            rates=self._rates_of(trace.rate, trace.less_rate),
            key=self._key(trace.key),
            decided=tuple(
                Decision(
                    each.case_id,
                    words(f"compensation.outcome.{each.outcome}"),
                    log_reference(words, "governance", each.position),
                )
                for each in trace.decided
            ),
        )

    def _rates_of(self, *rates: Rate | None) -> tuple[RateRow, ...]:
        return tuple(self._rates.row(rate) for rate in rates if rate)

    def _key(self, key: SharingKeySet | None) -> str | None:
        if key is None:
            return None
        return self._words(
            "compensation.key.told",
            kind=self._words(f"compensation.share.{key.kind}"),
            valid_from=key.valid_from,
            valid_to=key.valid_to,
            source=key.source,
        )

"""Each pay line leads back to claim, meeting or work, seat, agreement, rate version and the
decision that the meeting made (C-12)."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.compensation.application.own_views import OwnViews
from services.compensation.application.records import Records
from services.compensation.readmodels import attended, pay_lines, rates
from services.compensation.readmodels.attended import Decided, Meeting
from services.compensation.readmodels.pay_lines import PAY_LINES, InBatch
from services.compensation.readmodels.rates import RATES, Rate
from services.compensation.rules.sharing import key_of
from shared.contracts.compensation import (
    AgreementDrafted,
    ClaimAttested,
    ClaimDrafted,
    ClaimLine,
    SharingKeySet,
)
from shared.eventlog.projections import Views
from shared.values.calendar import local_day
from shared.web.conditions import NotFound


@dataclass(frozen=True, slots=True)
class Trace:
    """All that a pay line rests on. `corrects` is the line of the claim that a later line
    corrects, `less_rate` the rate that was subtracted."""

    paid: InBatch
    line: ClaimLine
    corrects: ClaimLine | None
    claim: ClaimDrafted
    attested: ClaimAttested | None
    agreement: AgreementDrafted
    rate: Rate | None
    less_rate: Rate | None
    key: SharingKeySet | None
    meeting: Meeting | None
    decided: Sequence[Decided]


class Tracing:
    """Follows pay lines back."""

    def __init__(self, records: Records, own: OwnViews, views: Views) -> None:
        self._records = records
        self._own = own
        self._views = views

    def of(self, line_id: UUID) -> Trace:
        """Raises NotFound for a line that went to no payroll. The caller asks the policy."""
        self._own.catch_up(PAY_LINES)
        self._own.catch_up(RATES)
        paid = pay_lines.one(self._views, line_id)
        known = self._records.claim(paid.line.claim_id) if paid else None
        if paid is None or known is None:
            raise NotFound
        lines = {line.line_id: line for line in known.lines}
        line = lines[line_id]
        agreement = self._records.agreement(known.draft.agreement_id)
        assert agreement is not None
        day = local_day(line.work_from)
        return Trace(
            paid=paid,
            line=line,
            corrects=lines.get(line.of_line) if line.of_line else None,
            claim=known.draft,
            attested=known.attested,
            agreement=agreement.draft,
            rate=self._rate(line.rate_id),
            less_rate=self._rate(line.less_rate_id),
            key=key_of(agreement.keys, known.draft.agreement_id, day),
            meeting=attended.meeting(self._views, known.draft.meeting_id),
            decided=attended.decisions(self._views, known.draft.meeting_id),
        )

    def _rate(self, rate_id: UUID | None) -> Rate | None:
        return rates.one(self._views, rate_id) if rate_id else None

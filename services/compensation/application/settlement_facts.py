"""What a settlement is made of: what the payer's batches pay, and the keys (C-8)."""

from services.compensation.application.own_views import OwnViews
from services.compensation.application.records import Records
from services.compensation.commands.facts import SettlementFacts
from services.compensation.commands.settlements import MakeSettlement, SettlementCommand
from services.compensation.readmodels import pay_lines
from services.compensation.readmodels.pay_lines import PAY_LINES
from shared.contracts.record import Facts
from shared.eventlog.commands import Gathered
from shared.eventlog.projections import Views


class SettlementFactsOf:
    """Gathers the facts of one command; the rows are waited for, the keys are read from the
    agreements' own streams."""

    def __init__(self, records: Records, own: OwnViews, views: Views) -> None:
        self._records = records
        self._own = own
        self._views = views

    def __call__(self, command: SettlementCommand, base: Facts) -> Gathered[SettlementFacts]:
        plain = SettlementFacts(base.now, base.by, base.command_id)
        if not isinstance(command, MakeSettlement):
            return Gathered(plain)
        self._own.catch_up(PAY_LINES)
        batches, paid = pay_lines.paid(self._views, command.payer, command.period)
        agreements = dict.fromkeys(each.agreement_id for each in paid)
        known = [self._records.agreement(agreement) for agreement in agreements]
        return Gathered(
            SettlementFacts(
                base.now,
                base.by,
                base.command_id,
                batches=batches,
                paid=paid,
                keys=tuple(key for each in known if each is not None for key in each.keys),
            )
        )

"""What people and machines may ask of compensation: load, decide, append."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.compensation.application.access import Access
from services.compensation.application.batch_facts import BatchFactsOf
from services.compensation.application.own_views import OwnViews
from services.compensation.application.payroll import KeptFile, Payroll
from services.compensation.application.records import Records
from services.compensation.commands import CompensationCommand
from services.compensation.commands.claims import ApproveClaim
from services.compensation.decisions.streams import (
    agreement_stream,
    batch_stream,
    claim_stream,
    rate_stream,
)
from services.compensation.readmodels import agreements, attended, batches, claim_lists, rates
from services.compensation.readmodels.agreements import AGREEMENTS, Agreement
from services.compensation.readmodels.batches import BATCHES, Batch
from services.compensation.readmodels.claim_lists import Claim
from services.compensation.readmodels.claims import CLAIMS
from services.compensation.readmodels.rates import RATES, Rate
from services.compensation.rules.batches import Preview, preview
from shared.clock import Clock
from shared.contracts.record import NAMESPACE, Facts, Who
from shared.eventlog.commands import Done
from shared.eventlog.projections import Views
from shared.identity.actors import Actor
from shared.identity.policy import require
from shared.service.desk import Desk
from shared.web.conditions import NotFound


@dataclass(frozen=True, slots=True)
class Seen[T]:
    pass

"""Compensation, wired."""

from services.compensation import api
from services.compensation.application import (
    Access,
    BatchFactsOf,
    ClaimFactsOf,
    Compensation,
    FactsOf,
    OwnViews,
    Payers,
    Payroll,
    Records,
    deciders,
)
from services.compensation.decisions import RULES_VERSION
from services.compensation.pages import routes
from services.compensation.readmodels.agreements import AGREEMENTS
from services.compensation.readmodels.attended import ATTENDED
from services.compensation.readmodels.batches import BATCHES
from services.compensation.readmodels.claims import CLAIMS
from services.compensation.readmodels.rates import RATES
from shared.eventlog.documents import Documents
from shared.service.assembly import Service
from shared.service.desk import Desk
from shared.service.platform import Surroundings


def build(around: Surroundings) -> Service:
    platform = around.platform("compensation", (RATES, AGREEMENTS, ATTENDED, CLAIMS, BATCHES))
    views = platform.views
    records = Records(platform.ledger, platform.codec)
    own = OwnViews(platform.ledger, views, platform.settings.view_wait_seconds)
    batch_facts = BatchFactsOf(records, own, views, Payers(platform.register))
    facts = FactsOf(
        records, own, views, ClaimFactsOf(records, own, views, platform.register), batch_facts
    )
    handler = platform.handler(RULES_VERSION, deciders(facts))
    documents = Documents(platform.settings.database, platform.seals)
    compensation = Compensation(
        Desk(handler, platform.clock),
        Access(records, views),
        records,
        own,
        views,
        batch_facts,
        Payroll(records, platform.seals, documents),
        platform.clock,
    )
    return Service(
        platform,
        handler,
        routers=(
            api.router(compensation, around.words),
            routes.router(compensation, platform, around.words),
        ),
    )

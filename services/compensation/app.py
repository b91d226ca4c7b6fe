"""Compensation, wired."""

from services.compensation import api
from services.compensation.application import (
    Access,
    BatchFactsOf,
    Batching,
    ClaimFactsOf,
    Compensation,
    FactsOf,
    OwnViews,
    Payers,
    Payroll,
    Receipts,
    Records,
    SettlementFactsOf,
    Tracing,
    deciders,
)
from services.compensation.decisions import RULES_VERSION
from services.compensation.pages import routes
from services.compensation.reactions import REACTS_TO, reacting
from services.compensation.readmodels import claim_lists
from services.compensation.readmodels.agreements import AGREEMENTS
from services.compensation.readmodels.attended import ATTENDED
from services.compensation.readmodels.batches import BATCHES
from services.compensation.readmodels.claims import CLAIMS
from services.compensation.readmodels.pay_lines import PAY_LINES
from services.compensation.readmodels.rates import RATES
from services.compensation.readmodels.settlements import SETTLEMENTS
from services.compensation.rules.receipts import MOST_BYTES
from shared.eventlog.documents import Documents
from shared.service.assembly import Service
from shared.service.desk import Desk
from shared.service.platform import Surroundings

LARGER_BODIES = {
    # Above the most, so that the rule says no, and the page keeps what was typed (C-4).
    "/api/compensation/v1/receipts": MOST_BYTES + 100_000,
    "/godtgjoring": 2 * MOST_BYTES + 1_000_000,
}
"""Receipts come as photographs; a claim's form may carry a couple of them."""


def build(around: Surroundings) -> Service:
    platform = around.platform(
        "compensation", (RATES, AGREEMENTS, ATTENDED, CLAIMS, BATCHES, PAY_LINES, SETTLEMENTS)
    )
    views = platform.views
    records = Records(platform.ledger, platform.codec)
    own = OwnViews(platform.ledger, views, platform.settings.view_wait_seconds)
    batch_facts = BatchFactsOf(records, own, views, Payers(platform.register))
    documents = Documents(platform.settings.database, platform.seals)
    receipts = Receipts(documents)
    claim_facts = ClaimFactsOf(records, own, views, platform.register, receipts)
    facts = FactsOf(
        records, own, views, claim_facts, batch_facts, SettlementFactsOf(records, own, views)
    )
    handler = platform.handler(RULES_VERSION, deciders(facts))
    desk, access = Desk(handler, platform.clock), Access(records, views)
    compensation = Compensation(
        desk,
        access,
        records,
        own,
        views,
        Batching(desk, access, records, own, views, batch_facts, platform.clock),
        Payroll(records, platform.seals, documents),
        receipts,
        Tracing(records, own, views),
        claim_facts,
        platform.clock,
    )
    return Service(
        platform,
        handler,
        routers=(
            api.router(compensation, around.words),
            routes.router(compensation, platform, around.words),
        ),
        react=reacting(lambda meeting: claim_lists.of_meeting(views, meeting)),
        reacts_to=REACTS_TO,
        larger_bodies=LARGER_BODIES,
    )

"""Load, decide, append for compensation: who may ask what, and the facts for it."""

from services.compensation.application.access import Access
from services.compensation.application.asking import Compensation
from services.compensation.application.batch_facts import BatchFactsOf
from services.compensation.application.batching import Answer, Batching, Progress
from services.compensation.application.claim_facts import ClaimFactsOf
from services.compensation.application.deciders import FactsOf, deciders
from services.compensation.application.own_views import OwnViews
from services.compensation.application.payers import Payers
from services.compensation.application.payroll import KeptFile, Payroll
from services.compensation.application.receipts import Receipts
from services.compensation.application.records import Records
from services.compensation.application.settlement_facts import SettlementFactsOf
from services.compensation.application.tracing import Trace, Tracing

__all__ = [
    "Access",
    "Answer",
    "BatchFactsOf",
    "Batching",
    "ClaimFactsOf",
    "Compensation",
    "FactsOf",
    "KeptFile",
    "OwnViews",
    "Payers",
    "Payroll",
    "Progress",
    "Receipts",
    "Records",
    "SettlementFactsOf",
    "Trace",
    "Tracing",
    "deciders",
]

"""Load, decide, append for compensation: who may ask what, and the facts for it."""

from services.compensation.application.access import Access
from services.compensation.application.asking import Compensation
from services.compensation.application.batch_facts import BatchFactsOf
from services.compensation.application.claim_facts import ClaimFactsOf
from services.compensation.application.deciders import FactsOf, deciders
from services.compensation.application.own_views import OwnViews
from services.compensation.application.payers import Payers
from services.compensation.application.payroll import KeptFile, Payroll
from services.compensation.application.records import Records

__all__ = [
    "Access",
    "BatchFactsOf",
    "ClaimFactsOf",
    "Compensation",
    "FactsOf",
    "KeptFile",
    "OwnViews",
    "Payers",
    "Payroll",
    "Records",
    "deciders",
]

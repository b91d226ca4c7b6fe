"""Read models: named, versioned, built from the logs, switched in one transaction.

They are never migrated and may be thrown away at any time; what an author writes is described
in `read_model`.
"""

from shared.eventlog.parking import NotBuilt
from shared.eventlog.projections.building import Builder, NewerVersionActive, Progress
from shared.eventlog.projections.columns import UtcDateTime
from shared.eventlog.projections.folding import Fold, FoldingReader
from shared.eventlog.projections.history import History, LedgerHistory
from shared.eventlog.projections.places import FencedOut, Gap, OtherEpoch
from shared.eventlog.projections.projector import Projector
from shared.eventlog.projections.read_model import NewTable, ReadModel, put
from shared.eventlog.projections.schema import (
    ViewsNotMigrated,
    check_views,
    migrate_views,
    open_views,
)
from shared.eventlog.projections.views import Views

__all__ = [
    "Builder",
    "FencedOut",
    "Fold",
    "FoldingReader",
    "Gap",
    "History",
    "LedgerHistory",
    "NewTable",
    "NewerVersionActive",
    "NotBuilt",
    "OtherEpoch",
    "Progress",
    "Projector",
    "ReadModel",
    "UtcDateTime",
    "Views",
    "ViewsNotMigrated",
    "check_views",
    "migrate_views",
    "open_views",
    "put",
]

"""Prepares the databases once, before any service starts (`samhandling migrate`)."""

from collections.abc import Sequence

from services.audit.readmodels.logbook import migrate_logbook
from services.intake.application.import_store import ImportStore
from services.intake.application.notice_store import NoticeStore
from shared.clock import SystemClock
from shared.contracts.record import SERVICES, ServiceName
from shared.eventlog.documents import Documents
from shared.eventlog.projections import migrate_views, open_views
from shared.eventlog.recorders import open_ledger
from shared.identity.sessions import Sessions
from shared.service.drafts import Drafts
from shared.service.platform import Keys
from shared.service.settings import Settings


def migrate(settings: Settings, names: Sequence[ServiceName] = SERVICES) -> None:
    """Ledgers, read models' bookkeeping, keys, documents, drafts, imports, notices and sessions.

    Safe to run again, and twice at once. Raises what the stores raise: a database of a newer
    version, a wrong master key.
    """
    keys = Keys.open(settings, SystemClock())
    keys.store.migrate()
    documents = Documents(settings.database, keys.seals)
    documents.migrate()
    documents.close()
    drafts = Drafts(settings.database, keys.seals, SystemClock())
    drafts.migrate()
    drafts.close()
    imports = ImportStore(settings.database, keys.seals, SystemClock())
    imports.migrate()
    imports.close()
    notices = NoticeStore(settings.database)
    notices.migrate()
    notices.close()
    keys.store.close()
    sessions = Sessions(settings.database)
    sessions.migrate()
    sessions.close()
    for name in names:
        ledger = open_ledger(settings.database, name)
        ledger.migrate()
        ledger.close()
        engine = open_views(settings.database, name)
        migrate_views(engine)
        if name == "audit":
            migrate_logbook(engine)
        engine.dispose()

"""What tests run in processes of their own, started together."""

from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from uuid import UUID

from shared.eventlog.recorders import open_ledger

START_SECONDS = 60.0


def migrate_together(
    database: str, service: str, start: Barrier, results: "Queue[tuple[int, UUID]]"
) -> None:
    """Migrates at the same moment as the others, and tells what stands there afterwards."""
    ledger = open_ledger(database, service)
    try:
        start.wait(START_SECONDS)
        ledger.migrate()
        results.put((ledger.schema_version(), ledger.epoch))
    finally:
        ledger.close()

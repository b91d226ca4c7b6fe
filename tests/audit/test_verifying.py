"""A ledger is held against what audit has heard of it, and no further (R-4)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from services.audit.readmodels import logbook
from services.audit.readmodels.keeping import Logbook
from services.audit.readmodels.verifying import verify_ledger
from shared.eventlog.ledger import Append, Ledger, NewEvent
from shared.eventlog.projections import migrate_views, open_views
from shared.eventlog.recorders import open_ledger
from tests.audit.test_logbook import CLOCK, heard

EVENTS = 12
TYPE = "intake.something-new.v1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def engine(folder: Path) -> Iterator[Engine]:
    opened = open_views(f"sqlite:///{folder}", "audit")
    migrate_views(opened)
    logbook.migrate_logbook(opened)
    yield opened
    opened.dispose()


@pytest.fixture
def ledger(folder: Path, engine: Engine) -> Iterator[Ledger]:
    """A ledger of which audit has heard all."""
    opened = open_ledger(f"sqlite:///{folder}", "intake")
    opened.migrate()
    said = [heard(position, epoch=opened.epoch) for position in range(1, EVENTS + 1)]
    opened.append_all(
        [Append((NewEvent("case-1", each.position, TYPE, each.body),)) for each in said]
    )
    Logbook(engine, CLOCK).take(said)
    yield opened
    opened.close()


def test_an_untouched_ledger_is_sound(ledger: Ledger, engine: Engine) -> None:
    verdict = verify_ledger("intake", ledger, engine)
    assert (verdict.sound, verdict.events, verdict.size) == (True, EVENTS, EVENTS)


def test_a_logbook_that_was_changed_is_found_too(ledger: Ledger, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE logbook_entries SET leaf = :leaf WHERE position = 6"),
            {"leaf": b"\0" * 32},
        )
    assert verify_ledger("intake", ledger, engine).first_bad == 6


def test_what_audit_has_not_heard_yet_is_not_judged(ledger: Ledger, engine: Engine) -> None:
    late = heard(EVENTS + 1, epoch=ledger.epoch)
    ledger.append_all([Append((NewEvent("case-1", EVENTS + 1, TYPE, late.body),))])
    verdict = verify_ledger("intake", ledger, engine)
    assert (verdict.sound, verdict.events, verdict.size) == (True, EVENTS + 1, EVENTS)

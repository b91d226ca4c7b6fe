"""The read models' database is prepared once, and says so when it is not."""

import subprocess
import sys

import pytest
from sqlalchemy import update

from shared.eventlog.projections import (
    ViewsNotMigrated,
    check_views,
    migrate_views,
    open_views,
)
from shared.eventlog.projections.schema import SCHEMA_VERSION, schema_version, writing
from tests.eventlog.readers.world import SERVICE


def test_the_views_must_be_migrated_first(durable: str) -> None:
    engine = open_views(durable, SERVICE)
    with pytest.raises(ViewsNotMigrated, match="samhandling migrate"):
        check_views(engine)
    migrate_views(engine)
    migrate_views(engine)
    check_views(engine)
    with writing(engine) as connection:
        connection.execute(update(schema_version).values(version=SCHEMA_VERSION + 1))
    for refuses in (check_views, migrate_views):
        with pytest.raises(ViewsNotMigrated, match="nyere versjon"):
            refuses(engine)
    engine.dispose()


def test_two_processes_may_migrate_at_once(durable: str) -> None:
    """Concurrent table creation is a known trap of PostgreSQL (architecture section 7)."""
    program = (
        "import sys\n"
        "from shared.eventlog.projections import check_views, migrate_views, open_views\n"
        "engine = open_views(sys.argv[1], 'governance')\n"
        "print('ready', flush=True)\n"
        "sys.stdin.readline()\n"
        "migrate_views(engine)\n"
        "check_views(engine)\n"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", program, durable],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    answers = [process.communicate(timeout=60) for process in processes]
    assert [
        (process.returncode, error) for process, (_, error) in zip(processes, answers, strict=True)
    ] == [(0, "")] * 2


def test_a_database_of_an_unknown_kind_is_refused_without_naming_it() -> None:
    with pytest.raises(ValueError, match="must be") as refused:
        open_views("mysql://user:secret@host/x", SERVICE)
    assert "secret" not in str(refused.value)

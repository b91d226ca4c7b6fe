"""Key stores used by several processes at once, and what they leave on disk."""

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from shared.eventlog.keys import KeyDestroyed, KeyStore, MasterKey
from tests.eventlog.sealing.conftest import SetClock


def started(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.eventlog.sealing.other_process", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def outcome(process: subprocess.Popen[str], said: str = "") -> str:
    out, err = process.communicate(said, timeout=60)
    assert process.returncode == 0, err
    return out.strip()


def test_processes_that_make_the_same_keys_at_once_end_with_the_same(
    durable: str, master: MasterKey, master_text: str
) -> None:
    store = KeyStore(durable, master)
    store.migrate()
    makers = [started(durable, master_text, "make", "person", "contact") for _ in range(3)]
    for maker in makers:
        assert maker.stdout is not None
        assert maker.stdout.readline() == "ready\n"
    for maker in makers:
        assert maker.stdin is not None
        maker.stdin.write("go\n")
        maker.stdin.flush()
    ids = {outcome(maker) for maker in makers}
    assert len(ids) == 1
    assert ids == {" ".join(store.key_for(f"person-{n}", "contact").id for n in range(20))}
    store.close()


def test_processes_that_migrate_at_once_end_with_one_store(
    durable: str, master: MasterKey, master_text: str
) -> None:
    """Architecture 7: concurrent table creation at start."""
    for process in [started(durable, master_text, "migrate", "", "") for _ in range(3)]:
        outcome(process)
    store = KeyStore(durable, master)
    store.check()
    store.close()


def test_an_erasure_by_another_process_is_seen(
    durable: str, master: MasterKey, master_text: str, clock: SetClock
) -> None:
    """R-7: within five seconds, by the clock of the process that still knows the key."""
    store = KeyStore(durable, master, clock=clock)
    store.migrate()
    key = store.key_for("person-1", "contact")
    outcome(started(durable, master_text, "destroy", "person-1", "contact"))
    clock.pass_time(4.9)
    assert store.find_all([key.id]) == {key.id: None}
    with pytest.raises(KeyDestroyed):
        store.key_for("person-1", "contact")
    store.close()


def test_a_destroyed_key_is_not_left_in_the_file(tmp_path: Path, master: MasterKey) -> None:
    """R-7: not even its wrapped form, which a later leak of the master key would open."""
    store = KeyStore(f"sqlite:///{tmp_path}", master)
    store.migrate()
    store.key_for("person-1", "contact")
    file = tmp_path / "keys.sqlite"
    engine = sa.create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        wrapped = connection.scalar(
            sa.text("SELECT wrapped FROM data_keys WHERE subject = 'person-1'")
        )
    engine.dispose()
    assert wrapped is not None
    assert wrapped in file.read_bytes()
    store.destroy("person-1")
    store.close()
    left = b"".join(each.read_bytes() for each in tmp_path.iterdir())
    assert wrapped not in left


def test_the_file_is_for_its_owner_only(tmp_path: Path, master: MasterKey) -> None:
    store = KeyStore(f"sqlite:///{tmp_path}", master)
    store.migrate()
    store.close()
    assert (tmp_path / "keys.sqlite").stat().st_mode & 0o077 == 0

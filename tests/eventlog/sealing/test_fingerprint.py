"""The keyed fingerprint of a command (architecture 4, Commands: same id, other content is 422)."""

import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest

from shared.contracts.record import Sealed
from shared.eventlog.keys import KeyStore, MasterKey
from shared.eventlog.sealing import Seals


@dataclass(frozen=True, slots=True)
class Register:
    title: str
    reporter: Sealed
    rights: frozenset[str]
    at: datetime
    amount: Decimal
    by: UUID
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Amend(Register):
    """The same content, another command."""


COMMAND = Register(
    title="Epikriser kommer for sent – æøå",
    reporter=Sealed(subject="person-1", purpose="name", clear="Kari Eksempel-Lege"),
    rights=frozenset({"vote", "speech", "proposal", "attend"}),
    at=datetime(2026, 11, 23, 12, 0, tzinfo=UTC),
    amount=Decimal("1397.00"),
    by=UUID(int=7),
)


def test_the_same_command_has_the_same_fingerprint_however_often_sealed(seals: Seals) -> None:
    first, second = seals.seal(COMMAND), seals.seal(COMMAND)
    assert first != second
    assert len({seals.fingerprint(each) for each in (COMMAND, first, second)}) == 1


def test_the_same_instant_in_another_zone_is_the_same_command(seals: Seals) -> None:
    oslo = COMMAND.at.astimezone(timezone(timedelta(hours=1)))
    assert seals.fingerprint(replace(COMMAND, at=oslo)) == seals.fingerprint(COMMAND)


@pytest.mark.parametrize(
    "other",
    [
        replace(COMMAND, title="Epikriser kommer for sent"),
        replace(COMMAND, rights=frozenset({"vote"})),
        replace(COMMAND, at=COMMAND.at + timedelta(microseconds=1)),
        replace(COMMAND, amount=Decimal("1397.01")),
        replace(COMMAND, by=UUID(int=8)),
        replace(COMMAND, note="mer"),
        replace(COMMAND, reporter=COMMAND.reporter.model_copy(update={"clear": "Ola"})),
        replace(COMMAND, reporter=COMMAND.reporter.model_copy(update={"subject": "person-2"})),
        Amend(*(getattr(COMMAND, name) for name in Register.__slots__)),
    ],
)
def test_any_other_content_has_another_fingerprint(seals: Seals, other: Register) -> None:
    assert seals.fingerprint(other) != seals.fingerprint(COMMAND)


def test_a_fingerprint_is_keyed() -> None:
    """So that a short text can't be guessed from it."""
    prints = set()
    for secret in (bytes(32), bytes(range(32))):
        store = KeyStore("memory:", MasterKey.of(secret))
        store.migrate()
        prints.add(Seals(store).fingerprint(COMMAND))
        store.close()
    assert len(prints) == 2


def test_a_fingerprint_makes_no_key_and_outlives_rotation_and_erasure(
    keystore: KeyStore, master: MasterKey
) -> None:
    """A command repeated after the reporter is erased still finds its first answer."""
    seals = Seals(keystore)
    before = seals.fingerprint(COMMAND)
    assert keystore.retention("person-1") == {}
    seals.seal(COMMAND)
    keystore.destroy("person-1")
    keystore.rotate(master, MasterKey.of(bytes(32)))
    assert seals.fingerprint(COMMAND) == before


def test_a_fingerprint_is_the_same_in_every_process(tmp_path: Path) -> None:
    """Python orders sets differently in every process; the fingerprint must not."""
    store = KeyStore(f"sqlite:///{tmp_path}", MasterKey.of(bytes(32)))
    store.migrate()
    program = (
        "from shared.eventlog.keys import KeyStore, MasterKey\n"
        "from shared.eventlog.sealing import Seals\n"
        "from tests.eventlog.sealing.test_fingerprint import COMMAND\n"
        f"store = KeyStore('sqlite:///{tmp_path}', MasterKey.of(bytes(32)))\n"
        "print(Seals(store).fingerprint(COMMAND))\n"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout.strip()
        for seed in ("1", "2", "3")
    }
    assert found == {Seals(store).fingerprint(COMMAND)}
    store.close()

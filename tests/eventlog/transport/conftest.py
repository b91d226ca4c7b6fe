"""A fresh ledger, fresh keys and an empty Valkey for each test."""

from pathlib import Path

import pytest

from tests.eventlog.transport.scenery import World


@pytest.fixture
def world(valkey: str, tmp_path: Path) -> World:
    return World.made(valkey, tmp_path)

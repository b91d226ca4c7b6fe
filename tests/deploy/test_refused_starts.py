"""What a start refuses, with what to do: a Valkey that evicts, and in production what is there to
try things out with."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from deploy.migrating import migrate
from deploy.refusing import EXAMPLE
from shared.clock import new_id
from shared.eventlog.keys import MasterKey
from shared.eventlog.ledger import Append, NewEvent
from shared.eventlog.recorders import open_ledger
from shared.eventlog.signing import StreamKeys
from shared.service.settings import Settings, named
from tests.deploy.commands import Asking, samhandling


@pytest.fixture
def evicting(valkey: str) -> Iterator[str]:
    with redis.Redis.from_url(valkey) as client:
        client.config_set("maxmemory-policy", "allkeys-lru")
        yield valkey
        client.config_set("maxmemory-policy", "noeviction")


@pytest.mark.parametrize("given", [["up"], ["serve", "intake"]], ids=" ".join)
def test_a_valkey_that_evicts_is_refused(prepared: Path, evicting: str, given: list[str]) -> None:
    ran = samhandling(*given, home=prepared, SAMHANDLING_REDIS_URL=evicting)
    assert ran.code == 1, ran
    assert "Valkey kan kaste det den har tatt imot (maxmemory-policy allkeys-lru)" in ran.err
    assert "Sett maxmemory-policy til noeviction" in ran.err
    assert "Traceback" not in ran.err


def test_the_doctor_finds_a_valkey_that_evicts(
    asking: Asking, prepared: Path, evicting: str
) -> None:
    ran = asking("doctor", "--json", SAMHANDLING_REDIS_URL=evicting)
    broker = next(each for each in json.loads(ran.out) if each["part"] == "broker")
    assert not broker["ok"]
    assert "noeviction" in broker["what"]


@pytest.fixture
def production(tmp_path: Path, postgres: str, valkey: str) -> dict[str, str]:
    keys = tmp_path / "keys"
    StreamKeys.generate(keys)
    MasterKey.generate(keys / "master.key")
    given = {
        "environment": "production",
        "database": postgres,
        "redis_url": valkey,
        "public_url": "https://samhandling.example",
        "master_key_file": str(keys / "master.key"),
        "stream_keys": str(keys),
    }
    migrate(Settings.model_validate(given))
    return {named(name): value for name, value in given.items()}


def test_production_refuses_a_database_with_the_example_in_it(
    production: dict[str, str], postgres: str, home: Path
) -> None:
    ledger = open_ledger(postgres, "governance")
    body = json.dumps({"id": str(new_id())}).encode()
    event = NewEvent(EXAMPLE, 1, "governance.helsefellesskap-established.v1", body)
    ledger.append_all([Append((event,))])
    ledger.close()
    ran = samhandling("serve", "intake", home=home, **production)
    assert ran.code == 1, ran
    assert "Produksjon kan ikke ha eksempeldata i databasen" in ran.err
    assert not home.exists()


@pytest.mark.parametrize("given", ["up", "walk"])
def test_production_refuses_what_plays_with_made_up_people(
    asking: Asking, production: dict[str, str], home: Path, given: str
) -> None:
    ran = asking(given, **production)
    assert (ran.code, ran.out) == (1, "")
    assert f"Produksjon kan ikke ha samhandling {given}" in ran.err
    assert not home.exists()

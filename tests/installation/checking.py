"""What must hold of an installation whatever has happened to it (domain, section 8)."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import Engine, select, text

from deploy.assembled import Assembled, assembled
from services.audit.readmodels.logbook import ENTRIES, heads
from shared.contracts.record import SERVICES, ServiceName
from shared.eventlog.projections import Builder, LedgerHistory, ReadModel
from shared.service.assembly import Service
from tests.installation.installation import Installation
from tests.installation.waiting import eventually

Counts: TypeAlias = Counter[tuple[ServiceName, str]]
Rows: TypeAlias = dict[str, list[str]]


def told_since(installation: Installation, heads_before: Mapping[ServiceName, int]) -> Counts:
    """How many events of each type all services have recorded since these heads."""
    return Counter(
        (service, stored.type)
        for service in SERVICES
        for stored in installation.stored(service, after=heads_before[service])
    )


def assert_each_command_took_effect_once(installation: Installation) -> None:
    """The events of a command stand together, in one append, and nowhere else (Commands)."""
    for service in SERVICES:
        stored = installation.stored(service)
        assert [each.position for each in stored] == list(range(1, len(stored) + 1))
        positions: dict[str, list[int]] = {}
        ids: Counter[str] = Counter()
        for each in stored:
            envelope = json.loads(each.body)
            positions.setdefault(envelope["commandid"], []).append(each.position)
            ids[envelope["id"]] += 1
        for command, at in positions.items():
            together = list(range(at[0], at[0] + len(at)))
            assert at == together, f"{service}: command {command} has effects at {at}"
        assert set(ids.values()) <= {1}


def assert_nothing_is_set_aside(installation: Installation) -> None:
    """No reader has parked anything."""
    with assembled(installation.settings) as parts:
        found = [(service.name, reader, entry.error) for service, reader, entry in parts.parked()]
    assert found == []


def assert_the_logbook_equals_the_ledgers(installation: Installation) -> None:
    """Audit has heard every event of every ledger, byte for byte and in order (R-4)."""
    with assembled(installation.settings) as parts:
        engine = parts.services["audit"].platform.engine

        def all_heard() -> bool:
            sizes = {head.service: head.size for head in heads(engine)}
            return sizes == {name: head for name, head in installation.heads().items() if head}

        eventually("audit has heard all", all_heard)
        for service in SERVICES:
            epoch = installation.ledger(service).epoch
            ledger = [(each.position, each.body) for each in installation.stored(service)]
            assert _logbook(engine, service, epoch) == ledger, service


def assert_views_are_the_fold_of_the_log(installation: Installation) -> None:
    """Every read model holds what it would hold if it were built from the beginning now."""
    with assembled(installation.settings) as parts:
        ledgers = {name: service.platform.ledger for name, service in parts.services.items()}
        for service in parts.services.values():
            _caught_up(parts, service)
            platform = service.platform
            history = LedgerHistory(ledgers, platform.codec)
            builder = Builder(platform.models, platform.engine, platform.parking, history)
            for model in platform.models:
                kept = _rows(platform.engine, model)
                assert builder.rebuild(model.name)
                assert _rows(platform.engine, model) == kept, f"{service.name}/{model.name}"


def _logbook(engine: Engine, service: ServiceName, epoch: UUID) -> list[tuple[int, bytes]]:
    columns = ENTRIES.c
    query = (
        select(columns.position, columns.body)
        .where(columns.service == service, columns.epoch == epoch)
        .order_by(columns.position)
    )
    with engine.connect() as connection:
        return [(row.position, bytes(row.body)) for row in connection.execute(query)]


def _caught_up(parts: Assembled, service: Service) -> None:
    def caught_up() -> bool:
        return all(
            service.platform.views.position(source, model)
            == parts.services[source].platform.ledger.head()
            for model in service.platform.models
            for source in _single(model)
        )

    eventually(f"the views of {service.name} have caught up", caught_up)


def _single(model: ReadModel[Any]) -> list[ServiceName]:
    return sorted(model.hears)


def _rows(engine: Engine, model: ReadModel[Any]) -> Rows:
    """The rows of the generation in use, by table, in an order of their own."""
    with engine.connect() as connection:
        generation, names = connection.execute(
            text(
                "SELECT generation, table_names FROM read_models"
                " WHERE name = :name AND state = 'active'"
            ),
            {"name": model.name},
        ).one()
        return {
            name.removesuffix(f"_{generation}"): sorted(
                str(tuple(row)) for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"')
            )
            for name in json.loads(names)
        }

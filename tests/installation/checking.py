"""What must hold of an installation whatever has happened to it (domain, section 8)."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import Engine, Table, select

from deploy.assembled import Assembled, assembled
from services.audit.readmodels.logbook import ENTRIES, heads
from shared.contracts.record import SERVICES, ServiceName
from shared.eventlog.appender import Appender
from shared.eventlog.parking import ParkingLot
from shared.eventlog.projections import (
    Builder,
    LedgerHistory,
    ReadModel,
    Views,
    migrate_views,
    open_views,
)
from shared.eventlog.recorders import open_ledger
from shared.service.assembly import Service
from tests.installation.installation import Installation
from tests.installation.waiting import eventually

Counts: TypeAlias = Counter[tuple[ServiceName, str]]


def told_since(installation: Installation, heads_before: Mapping[ServiceName, int]) -> Counts:
    """How many events of each type all services have recorded since these heads."""
    return Counter(
        (service, stored.type)
        for service in SERVICES
        for stored in installation.stored(service, after=heads_before[service])
    )


def assert_all_holds(installation: Installation) -> None:
    """One effect a command, nothing set aside, all heard by audit, every view the fold."""
    assert_each_command_took_effect_once(installation)
    with assembled(installation.settings) as parts:
        assert_nothing_is_set_aside(parts)
        assert_the_logbook_equals_the_ledgers(installation, parts)
        for service in parts.services.values():
            assert_views_are_the_fold_of_the_log(parts, service)


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


def assert_nothing_is_set_aside(parts: Assembled) -> None:
    """No reader has parked anything."""
    parked = [(service.name, reader, entry.error) for service, reader, entry in parts.parked()]
    assert not parked, parked


def assert_the_logbook_equals_the_ledgers(installation: Installation, parts: Assembled) -> None:
    """Audit has heard every event of every ledger, byte for byte and in order (R-4)."""
    engine = parts.services["audit"].platform.engine

    def all_heard() -> bool:
        sizes = {head.service: head.size for head in heads(engine)}
        return sizes == {name: head for name, head in installation.heads().items() if head}

    eventually("audit has heard all", all_heard)
    for service in SERVICES:
        epoch = installation.ledger(service).epoch
        ledger = [(each.position, each.body) for each in installation.stored(service)]
        assert _logbook(engine, service, epoch) == ledger, service


def assert_views_are_the_fold_of_the_log(parts: Assembled, service: Service) -> None:
    """Every read model holds what one holds that is built from the beginning now."""
    _caught_up(parts, service)
    platform = service.platform
    ledgers = {name: each.platform.ledger for name, each in parts.services.items()}
    engine = open_views("memory:", service.name)
    spare = open_ledger("memory:", service.name)
    appender = Appender(spare)
    try:
        migrate_views(engine)
        lot = ParkingLot(service.name, spare, appender, platform.codec, platform.clock)
        history = LedgerHistory(ledgers, platform.codec)
        assert Builder(platform.models, engine, lot, history).prepare()
        built = Views(platform.models, engine)
        for model in platform.models:
            expected = _rows(built, model)
            assert _rows(platform.views, model) == expected, f"{service.name}/{model.name}"
        assert spare.head() == 0, "something can't be folded anew"
    finally:
        appender.close()
        spare.close()
        engine.dispose()


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
            for source in model.hears
        )

    eventually(f"the views of {service.name} have caught up", caught_up)


def _rows(views: Views, model: ReadModel[Any]) -> dict[str, list[str]]:
    """The rows in use, by table, in an order of their own."""
    with views.read(model) as (connection, found):
        tables = list(_tables(found))
        return {
            str(place): sorted(
                json.dumps(tuple(row), sort_keys=True, default=str)
                for row in connection.execute(select(table))
            )
            for place, table in enumerate(tables)
        }


def _tables(found: Any) -> Iterator[Table]:
    """A model's tables, also those it keeps together in a part of its own."""
    if isinstance(found, Table):
        yield found
        return
    for field in fields(found):
        yield from _tables(getattr(found, field.name))

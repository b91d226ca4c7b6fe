"""Services that are not tested here: their logs say what a test has them say."""

from dataclasses import dataclass

from sqlalchemy import Column, Connection, Table, Uuid

from shared.contracts.record import Event, Facts, ServiceName
from shared.eventlog.commands import Decider, Gathered
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, put
from shared.service.assembly import Service
from shared.service.platform import Surroundings


@dataclass(frozen=True, slots=True)
class Tell:
    """What another service's log is to say."""

    stream: str
    events: tuple[Event, ...]


class Spoken(ReadModel[Table]):
    """Each service follows its own log; these have nothing else to follow it for."""

    name = "spoken"
    version = 1

    def __init__(self, service: ServiceName) -> None:
        self.hears = frozenset({service})  # type: ignore[misc]

    def tables(self, new: NewTable) -> Table:
        return new("spoken", Column("id", Uuid, primary_key=True))

    def apply(self, connection: Connection, tables: Table, heard: Heard) -> None:
        put(connection, tables, id=heard.envelope.id)


def other_service(name: ServiceName, around: Surroundings) -> Service:
    """The log of a service that is not tested here, recorded and sent as any log is."""
    platform = around.platform(name, (Spoken(name),))
    told: Decider[Tell, Facts, None] = Decider(
        commands=(Tell,),
        stream=lambda tell: tell.stream,
        facts=lambda _tell, base: Gathered(base),
        initial=None,
        decide=lambda tell, _facts, _state: tell.events,
        evolve=lambda state, _event: state,
    )
    return Service(platform, platform.handler("1", [told]), routers=())

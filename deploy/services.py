"""The five services, by name: what every way of running them is made of."""

from importlib import import_module

from shared.contracts.record import ServiceName
from shared.service.assembly import Service
from shared.service.platform import Surroundings
from shared.service.process import Build


def built(name: ServiceName, around: Surroundings) -> Service:
    """The service, wired by its own `app.build`.

    Its code is read first now: a process of one service starts without the other four.
    """
    build: Build = import_module(f"services.{name}.app").build
    return build(around)

"""`samhandling replay`: a case, a body, an agreement or a list as it stood, by replay (R-2)."""

import json
import sys
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import datetime

from rich.table import Table

from deploy.advice import FAILED, misused
from deploy.assembled import Assembled, assembled
from deploy.consoles import out, told
from deploy.looking import model_named
from shared.clock import SystemClock
from shared.contracts.record import SERVICES
from shared.service.listing_then import ListThen, list_then
from shared.service.replaying import Replayed, replayed
from shared.service.settings import Settings


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which service, of which case, stream or list, and as of when; all that is left out asks
    for everything, until now."""

    service: str | None = None
    case: str | None = None
    stream: str | None = None
    listed: str | None = None
    as_of: str | None = None


def replay(settings: Settings, asked: Asked, *, as_json: bool) -> int:
    """State and history from the ledgers alone. Raises misused."""
    if asked.service is not None and asked.service not in SERVICES:
        raise misused(f"Ukjent tjeneste: {asked.service}. Velg en av {', '.join(SERVICES)}.")
    moment = None if asked.as_of is None else _moment(asked.as_of)
    with assembled(settings) as parts:
        if asked.listed is not None:
            return _listed(parts, asked.listed, moment, as_json=as_json)
        found = [
            replayed(parts.services[name], case=asked.case, as_of=moment, stream=asked.stream)
            for name in SERVICES
            if asked.service in (None, name)
        ]
    if (asked.case or asked.stream) and not any(each.steps for each in found):
        _nothing(asked, moment)
        return FAILED
    if as_json:
        print(json.dumps([each.as_json() for each in found], ensure_ascii=False, indent=1))
    else:
        _show(found)
    return 0


def _listed(parts: Assembled, named: str, moment: datetime | None, *, as_json: bool) -> int:
    platform, model = model_named(parts, named)
    ledgers = {each.name: each.platform.ledger for each in parts.services.values()}
    with redirect_stdout(sys.stderr):
        # What is said of the building is no part of the answer.
        found = list_then(platform, model, ledgers, moment)
    if as_json:
        print(json.dumps(found.as_json(), ensure_ascii=False, indent=1))
    else:
        _show_list(found)
    return 0


def _nothing(asked: Asked, moment: datetime | None) -> None:
    before = " før dette tidspunktet" if moment else ""
    if asked.case is not None:
        told.print(
            f"Ingen hendelser i saken {asked.case}{before}."
            " Bruk sakens id; den står i adressen til sakens side."
        )
    else:
        told.print(
            f"Ingen hendelser i strømmen {asked.stream}{before}."
            " Bruk slag og id, for eksempel body-<id> eller agreement-<id>."
        )


def _moment(as_of: str) -> datetime:
    """A moment that has been: what will be known tomorrow nobody can replay today."""
    try:
        moment = datetime.fromisoformat(as_of)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise misused(
            f"--as-of må være et tidspunkt med tidssone, 2026-11-23T12:00:00+01:00, ikke {as_of}."
        )
    if moment > SystemClock().now():
        raise misused(f"--as-of {as_of} har ikke vært ennå. Velg et tidspunkt som har vært.")
    return moment


def _show(found: list[Replayed]) -> None:
    table = Table(title="Historikk ved avspilling")
    for heading in ("når", "tjeneste", "nr.", "strøm", "type"):
        table.add_column(heading)
    steps = sorted((step for each in found for step in each.steps), key=lambda step: step.recorded)
    for step in steps:
        table.add_row(
            step.recorded.isoformat(), step.service, str(step.position), step.stream, step.type
        )
    out.print(table)
    for each in found:
        for stream, state in each.states.items():
            out.print(f"{each.service} {stream} (versjon {state.version}): {state.shown}")


def _show_list(found: ListThen) -> None:
    """A row a line: rows are wider than any screen."""
    read = ", ".join(f"{service} {position}" for service, position in found.positions.items())
    out.print(f"{found.service}/{found.name}, lest til og med {read}")
    for name, rows in found.tables.items():
        out.print(f"{name}: {len(rows)}")
        for row in rows:
            out.print(json.dumps(row, ensure_ascii=False), soft_wrap=True)

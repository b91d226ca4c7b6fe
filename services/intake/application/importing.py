"""Imports: a file is judged, then carried out row by row while the service leads (I-10).

The rows are the progress: each is marked as it is registered, so what is stopped goes on where it
was. A row that was registered just before a stop finds itself, and is told as registered.
"""

import asyncio
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from prometheus_client.core import GaugeMetricFamily

from services.intake.application import Intake
from services.intake.application.import_judging import (
    Judging,
    asked_for,
    refused,
    registered,
    reused,
)
from services.intake.application.import_store import Import, ImportStore, KeptRow
from services.intake.rules.imports import files
from services.intake.rules.imports.rows import Fault, Row, key_of
from shared.eventlog.commands import ReusedCommandId
from shared.eventlog.inbox.backoff import Backoff, pause
from shared.eventlog.parking import describe, is_infrastructure
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.policy import Forbidden, require, scope
from shared.service.platform import Platform
from shared.values.open_text import names_no_patient
from shared.values.refusal import Refused
from shared.web.conditions import NotFound

AT_A_TIME = 20
"""Rows between two marks."""
LOOKS_EVERY = 0.3
"""Seconds between two looks for something to carry out."""
READING_TAKES = timedelta(minutes=10)
"""What has not been read by then was cut short, and may be sent again."""
LONGEST_FILE_NAME = 200

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Importing:
    """What people and machines may ask of imports; each sees their own only."""

    intake: Intake
    platform: Platform
    store: ImportStore

    def receive(self, actor: Actor, import_id: UUID, content: bytes, file_name: str) -> Import:
        """Reads and judges a file, and registers nothing. The same again is what it was.

        Raises Forbidden, Refused for a file that is none, ReusedCommandId where the id was used
        for another file.
        """
        may_import(actor)
        sent = _Sent(file_name, hashlib.sha256(content).hexdigest())
        fingerprint = self.platform.seals.fingerprint(sent)
        known = self._known(import_id, fingerprint)
        if known is not None:
            return known
        _is_named_so(file_name)
        read = files.read(content)
        about = {
            "file_name": file_name,
            "kind": read.kind,
            "charset": read.charset,
            "delimiter": read.delimiter,
        }
        now = self.platform.clock.now()
        new = Import(import_id, actor.person, "judged", now, fingerprint, about)
        judging = Judging(self.intake, self.platform, actor)
        self.store.keep(new, (judging.row(number, given) for number, given in read.rows))
        return new

    def _known(self, import_id: UUID, fingerprint: str) -> Import | None:
        """The same file sent before. What was cut short while it was read is let go of."""
        known = self.store.one(import_id)
        if known is None:
            return None
        if known.fingerprint != fingerprint:
            raise ReusedCommandId(str(import_id))
        late = known.made_at < self.platform.clock.now() - READING_TAKES
        if known.state == "reading" and late:
            self.store.drop(import_id)
            return None
        return known

    def one(self, actor: Actor, import_id: UUID) -> Import:
        """Raises NotFound for what others have sent too."""
        found = self.store.one(import_id)
        if found is None or found.sender != actor.person:
            raise NotFound
        return found

    def carry_out(self, actor: Actor, import_id: UUID) -> Import:
        """Registers the good rows, from now on; asked again it changes nothing."""
        may_import(actor)
        found = self.one(actor, import_id)
        if found.state == "judged":
            self.store.move(import_id, "running")
        return self.one(actor, import_id)


@dataclass(frozen=True)
class _Sent:
    """What the fingerprint of an import is of."""

    file_name: str
    sha256: str


def _is_named_so(file_name: str) -> None:
    """I-4: a file's name names no patient either."""
    names_no_patient((("file_name", file_name),))
    if len(file_name) > LONGEST_FILE_NAME:
        longest = LONGEST_FILE_NAME
        raise Refused("I-10", "intake.text-too-long", field="file_name", longest=longest)


def may_import(actor: Actor) -> None:
    """Whether the actor may import anywhere; each row is asked about where it belongs (P-3)."""
    if not scope(actor, "intake.import").reaches:
        require(actor, "intake.import", Resource("report", person=actor.person))


@dataclass
class ImportWorker:
    """Carries out what has been asked for, a few rows of each file in turn: a duty of the leader.

    `actor_of` tells who the sender is today: what they may no longer do is refused row by row.
    """

    importing: Importing
    actor_of: Callable[[UUID], Actor]
    name: str = "imports"
    alarm: str | None = None

    def metrics(self) -> Iterable[GaugeMetricFamily]:
        """None: how far each import has come is told to its sender."""
        return ()

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`. What a store that is away keeps from being done is tried again; what is a
        fault of ours stops the imports alone, and is told."""
        backoff = Backoff()
        while not stop.is_set():
            try:
                worked = await asyncio.to_thread(self.work)
            except Exception as error:  # noqa: BLE001 - named in the alarm
                self.alarm = None if is_infrastructure(error) else describe(error)
                log.warning("imports wait", error=describe(error))
                await backoff.wait(stop)
            else:
                self.alarm = None
                backoff.reset()
                if not worked:
                    await pause(stop, LOOKS_EVERY)

    def work(self) -> bool:
        """Some rows of each import under way; whether there were any."""
        under_way = self.importing.store.running()
        for one in under_way:
            self._some_rows(one)
        return bool(under_way)

    def _some_rows(self, one: Import) -> None:
        store = self.importing.store
        ready = store.rows(one, state="ready", limit=AT_A_TIME)
        if not ready:
            store.move(one.import_id, "done")
            return
        try:
            actor: Actor | Forbidden = self.actor_of(one.sender)
        except Forbidden as no:
            actor = no
        store.settle(one, [self.registered(row, actor) for row in ready])

    def registered(self, row: KeptRow, actor: Actor | Forbidden) -> KeptRow:
        """What became of a row, which is not marked yet. Raises what the store's trouble raises."""
        reference: str = row.told.get("reference", "")
        if isinstance(actor, Forbidden):
            return refused(row.number, reference, _denied(actor))
        try:
            return self._asked(row, reference, actor)
        except Refused as no:
            return refused(row.number, reference, Fault.of(no))
        except ReusedCommandId:
            return refused(row.number, reference, reused())
        except Forbidden as no:
            return refused(row.number, reference, _denied(no))
        except Exception as error:
            if is_infrastructure(error):
                raise
            # One row that we can't deal with must not keep the others waiting.
            log.error("a row could not be registered", error=describe(error))
            return refused(
                row.number, reference, Fault("row", "I-10", "refused.intake.import.row.failed")
            )

    def _asked(self, row: KeptRow, reference: str, actor: Actor) -> KeptRow:
        told: Any = row.told
        sender = UUID(told["sender"])
        command = asked_for(Row.model_validate(told["row"]), sender, UUID(told["helsefellesskap"]))
        done = self.importing.intake.ask(actor, command, key=key_of(reference), owner=sender)
        return registered("accepted", row.number, reference, done, told["warnings"])


def _denied(no: Forbidden) -> Fault:
    return Fault("helsefellesskap", no.rule, f"denied.{no.reason}")

"""Blocking access and erasing: who may, what stands against it, and how it is carried out (R-7)."""

import asyncio
from collections.abc import Mapping
from datetime import date
from uuid import UUID, uuid5

import structlog
from prometheus_client.core import GaugeMetricFamily

from services.audit.application.histories import Audit
from services.audit.application.remembering import Remembered
from services.audit.commands import (
    BlockAccess,
    ConfirmErasure,
    ErasureCommand,
    ErasureFacts,
    LiftBlock,
    RecordErasure,
    RequestErasure,
    WithdrawErasure,
)
from services.audit.decisions.erasing import Open, Subject, decide, evolve
from services.audit.readmodels import subjects
from services.audit.readmodels.subjects import Blocked
from services.audit.rules import is_a_subject
from shared.contracts.record import NAMESPACE, Facts, Who, service_actor
from shared.eventlog.commands import Asked, Decider, Done, Gathered
from shared.eventlog.handling import Handler
from shared.eventlog.leader import rest
from shared.eventlog.parking import describe, is_infrastructure
from shared.eventlog.projections import NotBuilt
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.policy import Forbidden, require, scope
from shared.service.desk import Desk
from shared.service.platform import Platform
from shared.web.conditions import NotFound

log = structlog.get_logger(__name__)


def subject_stream(subject: str) -> str:
    """The stream of a subject."""
    return f"subject-{subject}"


def erasure_decider(platform: Platform) -> Decider[ErasureCommand, ErasureFacts, Subject]:
    """Of one subject; the duty to keep is read from its keys."""

    def facts(command: ErasureCommand, base: Facts) -> Gathered[ErasureFacts]:
        kept = platform.keys.store.retention(command.subject).values()
        until = max((each for each in kept if each is not None), default=None)
        return Gathered(ErasureFacts(base.now, base.by, base.command_id, until, platform.today()))

    return Decider(
        commands=(
            BlockAccess,
            LiftBlock,
            RequestErasure,
            WithdrawErasure,
            ConfirmErasure,
            RecordErasure,
        ),
        stream=lambda command: subject_stream(command.subject),
        facts=facts,
        initial=Open(),
        decide=decide,
        evolve=evolve,
        kind="subject",
    )


class Erasing:
    """What people may ask, and the duty to carry out what has been confirmed."""

    name = "erasures"

    def __init__(
        self, audit: Audit, desk: Desk, handler: Handler, platform: Platform, *, every: float = 5.0
    ) -> None:
        self.alarm: str | None = None
        self._audit = audit
        self._desk = desk
        self._handler = handler
        self._platform = platform
        self._every = every

    def ask(self, actor: Actor, command: ErasureCommand, *, key: str) -> Done:
        """Raises Forbidden, Refused, NotFound for a case that audit has not heard of."""
        area = self._allow(actor, command.subject)
        done = self._desk.ask(actor, command, key=key, case=command.subject, helsefellesskap=area)
        if isinstance(command, ConfirmErasure):
            self.carry_out(command.subject)
        return done

    def standing(self, actor: Actor, subject: str) -> Subject:
        """How it stands with a subject. Raises as `ask` does."""
        self._allow(actor, subject)
        return self._audit.subject(subject)

    def kept(self, actor: Actor, subject: str) -> Mapping[str, date | None]:
        """What is sealed under the subject's keys, by its purpose, and to which day it must be
        kept; nothing where the keys are destroyed. Raises as `ask` does."""
        self._allow(actor, subject)
        return self._platform.keys.store.retention(subject)

    def told(self, actor: Actor, subject: str) -> list[Remembered]:
        """What has been decided about the subject, the oldest first. Raises as `ask` does."""
        self._allow(actor, subject)
        return self._audit.about(subject)

    def listed(self, actor: Actor) -> list[Blocked]:
        """What is blocked or erased of what the actor decides about, the newest first (P-3).
        Raises Forbidden."""
        if scope(actor, "audit.erase").nothing:
            require(actor, "audit.erase", Resource("log"))
        found = subjects.decided(self._platform.views)
        return [each for each in found if self._decides(actor, each.subject)]

    def _decides(self, actor: Actor, subject: str) -> bool:
        try:
            self._allow(actor, subject)
        except (Forbidden, NotFound):
            return False
        return True

    def _allow(self, actor: Actor, subject: str) -> UUID | None:
        is_a_subject(subject)
        area = self._area(subject, actor)
        require(actor, "audit.erase", Resource("log", helsefellesskap=area))
        return area

    def carry_out(self, subject: str) -> None:
        """Destroys the keys of what has been confirmed, and says so. May be repeated; raises what
        the stores raise that are away."""
        keys = self._platform.keys.store.destroy(subject)
        self._handler.handle(
            Asked(
                command=RecordErasure(subject, keys),
                id=uuid5(NAMESPACE, f"erased:{subject}"),
                by=Who(service_actor("audit")),
                at=self._platform.clock.now(),
                case=subject,
            )
        )

    async def run(self, stop: asyncio.Event) -> None:
        """Carries out what was confirmed while the key store was away, until told to stop.

        At first all that was ever erased, once more: a key store that has been put back from a
        copy holds those keys again (R-7).
        """
        sure = False
        while not stop.is_set():
            try:
                sure = sure or await asyncio.to_thread(self._erase_again)
                await asyncio.to_thread(self._carry_out_all)
            except Exception as error:
                if not is_infrastructure(error):
                    raise
                self.alarm = describe(error)
                log.warning("an erasure waits for its store", error=self.alarm)
            else:
                self.alarm = None
            await rest(stop, self._every)

    def metrics(self) -> list[GaugeMetricFamily]:
        """None beside the alarm."""
        return []

    def _erase_again(self) -> bool:
        """Whether all that was erased is gone; not known while the rows are being built."""
        try:
            erased = subjects.erased(self._platform.views)
        except NotBuilt:
            return False
        back = sum(self._platform.keys.store.destroy(each) for each in erased)
        if back:
            log.warning("erased keys had come back, and are destroyed again", keys=back)
        return True

    def _carry_out_all(self) -> None:
        for subject in subjects.to_erase(self._platform.views):
            self.carry_out(subject)

    def _area(self, subject: str, actor: Actor) -> UUID | None:
        """Whose the subject is: a case's own helsefellesskap; a person is decided about by any
        secretariat, each on record as the one of its own."""
        kind, _, ident = subject.partition("-")
        if kind == "case":
            return self._audit.area_of(UUID(ident))
        held = sorted(
            each.helsefellesskap
            for each in actor.holdings
            if each.role == "secretariat" and each.helsefellesskap
        )
        return held[0] if held else None

"""A decision explained, and what was known then: asked of the service that decided (R-2, R-3)."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import httpx2

from services.audit.application.histories import Audit
from services.audit.application.remembering import Remembered
from services.audit.readmodels import logbook
from shared.contracts.record import ServiceName
from shared.eventlog.feed import FeedUnavailable
from shared.identity.actors import Actor
from shared.service.explaining import Explanation
from shared.service.platform import Platform
from shared.service.replays import MOST_STREAMS, States, StreamState
from shared.web.conditions import NotFound

TIMEOUT_SECONDS = 10.0


class Services:
    """The other services, and audit's own, asked over HTTP with a token of audit's."""

    def __init__(
        self, urls: Mapping[ServiceName, str], token: Callable[[ServiceName], str]
    ) -> None:
        self._urls = urls
        self._token = token

    def replay(self, service: ServiceName, position: int) -> Explanation:
        """Raises FeedUnavailable, and NotFound where the service has no such event."""
        return Explanation.model_validate_json(self._get(service, f"/replays/{position}", {}))

    def states(self, service: ServiceName, streams: list[str], until: int) -> list[StreamState]:
        """Raises FeedUnavailable."""
        found: list[StreamState] = []
        for start in range(0, len(streams), MOST_STREAMS):
            asked = {"stream": streams[start : start + MOST_STREAMS], "until": until}
            content = self._get(service, "/states", asked)
            found.extend(States.model_validate_json(content).states)
        return found

    def _get(self, service: ServiceName, path: str, params: Mapping[str, Any]) -> bytes:
        url = f"{self._urls[service].rstrip('/')}{path}"
        bearer = {"Authorization": f"Bearer {self._token(service)}"}
        try:
            answer = httpx2.get(url, params=params, headers=bearer, timeout=TIMEOUT_SECONDS)
        except httpx2.HTTPError as error:
            raise FeedUnavailable(f"{url}: {type(error).__name__}") from error
        if answer.status_code == httpx2.codes.NOT_FOUND:
            raise NotFound
        if answer.status_code != httpx2.codes.OK:
            raise FeedUnavailable(f"{url} answered {answer.status_code}")
        return answer.content


@dataclass(frozen=True, slots=True)
class Explained:
    """One event with the decision it came of: `caused_by` and `causes` are other events of the
    case that the actor may see; `explanation` is None where they may not read its content."""

    event: Remembered
    explanation: Explanation | None
    caused_by: Remembered | None
    causes: tuple[Remembered, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What a service's streams of a case held then; `until` is the last position that counts.

    Only streams of which the actor may read every event.
    """

    service: ServiceName
    until: int
    states: tuple[StreamState, ...]


class Explaining:
    """Explains what somebody may see."""

    def __init__(self, audit: Audit, services: Services, platform: Platform) -> None:
        self._audit = audit
        self._services = services
        self._platform = platform

    def of_event(
        self, actor: Actor, event_id: UUID, *, key: str, purpose: str | None = None
    ) -> Explained:
        """Raises NotFound, Forbidden, Refused, FeedUnavailable."""
        case = logbook.case_of(self._platform.engine, event_id)
        if case is None:
            raise NotFound
        found = self._audit.history(actor, case, key=key, purpose=purpose, how="explanation")
        by_id = {each.entry.event_id: each for each in found.shown}
        event = by_id.get(event_id)
        if event is None:
            raise NotFound
        explanation = None
        if event.whole:
            explanation = self._services.replay(event.entry.service, event.entry.position)
        cause = event.envelope.causationid
        return Explained(
            event,
            explanation,
            by_id.get(cause) if cause else None,
            tuple(each for each in found.shown if each.envelope.causationid == event_id),
        )

    def known(
        self,
        actor: Actor,
        case_id: UUID,
        *,
        key: str,
        purpose: str | None = None,
        as_of: datetime | None = None,
    ) -> tuple[Known, ...]:
        """What was known of a case at a moment, service by service (R-2). Raises as `of_event`."""
        found = self._audit.history(
            actor, case_id, key=key, purpose=purpose, as_of=as_of, how="explanation"
        )
        streams: dict[ServiceName, dict[str, int]] = defaultdict(dict)
        closed = set(found.closed)
        for each in found.shown:
            stream = each.envelope.subject
            if each.whole and stream not in closed:
                streams[each.entry.service][stream] = each.entry.position
            else:
                closed.add(stream)
        return tuple(
            self._known(service, [each for each in touched if each not in closed], as_of)
            for service, touched in streams.items()
        )

    def _known(self, service: ServiceName, streams: list[str], as_of: datetime | None) -> Known:
        until = logbook.last_until(self._platform.engine, service, as_of)
        states = self._services.states(service, streams, until) if streams else []
        return Known(service, until, tuple(states))

"""Somebody who looks at pages of audit, or of another service, without any script."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import httpx2

from shared.clock import SystemClock
from shared.contracts.record import ServiceName
from shared.identity.sessions import Sessions
from tests.governance.browsing import Browser
from tests.installation.installation import Installation
from tests.journeys.governance.path import person


@contextmanager
def looking(five: Installation, key: str, service: ServiceName = "audit") -> Iterator[Browser]:
    """The person of the example, logged in."""
    with closing(Sessions(five.settings.database)) as sessions:
        token, _ = sessions.start(person(key), SystemClock().now())
    with httpx2.Client(
        base_url=five.settings.service_urls[service], cookies={"samhandling": token}, timeout=30.0
    ) as http:
        yield Browser(http)

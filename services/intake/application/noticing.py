"""Notices by e-mail: something has happened in one's case (I-11).

Found in the same rows as the case page's timeline, kept until the mail server has taken them, and
sent without a word of the case: its number and where to read on. A server that is away keeps
notices waiting, and nothing else.
"""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from uuid import uuid5

import structlog
from prometheus_client.core import GaugeMetricFamily

from services.intake.application.notice_store import Notice, NoticeStore
from services.intake.application.streams import OwnStreams
from services.intake.readmodels import reports, steps
from shared.contracts.intake import Language
from shared.contracts.record import NAMESPACE, ServiceName
from shared.eventlog.inbox.backoff import Backoff, pause
from shared.eventlog.parking import describe, is_infrastructure
from shared.service.mail import Letter, MailServer, PostOffice, post_office
from shared.service.platform import Platform
from shared.web.i18n import Words

SOURCES: tuple[ServiceName, ...] = ("intake", "assessment", "governance")
LOOKS_EVERY = 0.5
"""Seconds between two looks for what has happened."""
AT_A_TIME = 200
"""Steps looked through between two marks."""
LETTERS = 20
"""Notices sent over one connection: few, so that a service that is to stop does not wait long."""
MOST_TRIES = 13
"""How often a notice is refused for good before that is believed: in some four days, for what
looks like an address that is gone may be a server that is set up wrongly."""
STALE = timedelta(days=7)
"""What is older when it is found is no news: notices were off, or the service was."""
PAGE = "/varsler"
PARTS = ("what", "link", "why")
"""Of the letter's text, in their order."""

log = structlog.get_logger(__name__)


@dataclass
class Noticing:
    """A duty of the leader: finds what reporters are to be told, and sends it."""

    platform: Platform
    store: NoticeStore
    server: MailServer
    words: Mapping[Language, Words]
    name: str = "notices"
    alarm: str | None = None
    trouble: str | None = None
    _started: datetime = field(init=False)
    _pause: Backoff = field(default_factory=lambda: Backoff(first=1.0, most=300.0))

    def __post_init__(self) -> None:
        self._started = self.platform.clock.now()

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`. Nothing here stops anything else."""
        async with asyncio.TaskGroup() as both:
            both.create_task(self._looks(stop))
            both.create_task(self._sends(stop))

    async def _looks(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                found = await asyncio.to_thread(self.look)
            except Exception as error:  # noqa: BLE001 - named in the alarm
                self.alarm = None if is_infrastructure(error) else describe(error)
                log.warning("notices are not looked for", error=describe(error))
                found = False
            else:
                self.alarm = None
            if not found:
                await pause(stop, LOOKS_EVERY)

    async def _sends(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                sent = await asyncio.to_thread(self.send)
            except Exception as error:  # noqa: BLE001 - told in the metrics
                self.trouble = describe(error)
                log.warning("notices wait for the mail server", error=self.trouble)
                await self._pause.wait(stop)
            else:
                self.trouble = None
                self._pause.reset()
                if not sent:
                    await pause(stop, LOOKS_EVERY)

    def metrics(self) -> Iterable[GaugeMetricFamily]:
        """How many wait and since when, how many are given up, whether the server is there."""
        counts, now = self.store.counts(), self.platform.clock.now()
        oldest = (now - counts.since).total_seconds() if counts.since else 0.0
        for name, meaning, value in (
            ("waiting", "notices by e-mail that are not sent yet", counts.waiting),
            ("oldest_seconds", "how long the oldest of them has waited", oldest),
            ("given_up", "notices that the mail server does not take", counts.given_up),
            ("mail_server_away", "whether the mail server could not be used", bool(self.trouble)),
        ):
            yield GaugeMetricFamily(f"samhandling_notices_{name}", meaning, value=float(value))

    def look(self) -> bool:
        """Finds what has happened since last time; whether there was anything."""
        found = [self._look_through(source) for source in SOURCES]
        return any(found)

    def _look_through(self, source: ServiceName) -> bool:
        views = self.platform.views
        place = self.store.place(source, self._started)
        found = steps.after(views, source, place.position, AT_A_TIME)
        if source == "intake":
            # Whose reports they are is known only as far as this has come.
            reached = views.position(source, reports.REPORTS)
            found = [each for each in found if each.position <= reached]
        if not found:
            return False
        now = self.platform.clock.now()
        news = [s for s in found if s.kind in steps.NEWS and s.at >= max(place.since, now - STALE)]
        notices = [notice for step in news for notice in self._notices(step, now)]
        self.store.found(source, place.position, found[-1].position, notices)
        return True

    def _notices(self, step: steps.CaseStep, now: datetime) -> Iterator[Notice]:
        """For those who have reported the case, apart from the one who did it."""
        told = (each.reporter for each in reports.of_case(self.platform.views, step.case_id))
        for person in dict.fromkeys(told):
            if person != step.actor:
                yield Notice(step.service, step.position, person, step.case_id, now)

    def send(self) -> bool:
        """Sends what is due, one letter for all that has happened to one person's case; whether
        there was anything. Raises OSError where the server is away."""
        due = self.store.due(self.platform.clock.now(), LETTERS)
        due.sort(key=_whose)
        groups = [list(group) for _, group in groupby(due, key=_whose)]
        letters = [(letter, group) for group in groups if (letter := self._written(group))]
        if letters:
            with post_office(self.server) as office:
                for letter, notices in letters:
                    self._post(office, letter, notices)
        return bool(due)

    def _written(self, notices: list[Notice]) -> Letter | None:
        """One that can't be written must not keep the others waiting."""
        try:
            letter = self.letter(notices[0])
        except Exception as error:
            if is_infrastructure(error):
                raise
            log.error("a notice could not be written", error=describe(error))
            self.store.put_off(notices, self.platform.clock.now(), timedelta(hours=1))
            return None
        if letter is None:
            self.store.settled(notices)
        return letter

    def _post(self, office: PostOffice, letter: Letter, notices: list[Notice]) -> None:
        match office.post(letter):
            case "sent":
                self.store.settled(notices)
            case "refused" if notices[0].tries >= MOST_TRIES:
                log.error("the mail server does not take a notice", letter=str(letter.ident))
                self.store.given_up(notices)
            case "refused":
                self.store.put_off(notices, self.platform.clock.now(), timedelta(days=1))
            case "later":
                self.store.put_off(notices, self.platform.clock.now(), timedelta(hours=1))

    def letter(self, first: Notice) -> Letter | None:
        """What is written, in the language of the report; None for those who have no address, have
        said no, or have taken their report back."""
        platform = self.platform
        own = OwnStreams(platform.ledger, platform.codec)
        address = platform.register.person_email(first.person)
        if address is None or not own.notices(first.person).by_email:
            return None
        held = reports.of_case(platform.views, first.case_id)
        report = next((each for each in held if each.reporter == first.person), None)
        if report is None:
            return None
        words = self.words["nn" if report.language == "nn" else "nb"]
        url = platform.settings.public_url
        told = {
            "number": report.number,
            "link": f"{url}/saker/{first.case_id}",
            "choice": f"{url}{PAGE}",
        }
        return Letter(
            ident=uuid5(NAMESPACE, f"notice:{first.source}:{first.position}:{first.person}"),
            to=address,
            subject=words("intake.notice.subject", number=report.number),
            text="\n\n".join(words(f"intake.notice.{part}", **told) for part in PARTS) + "\n",
            unsubscribe=told["choice"],
        )


def _whose(notice: Notice) -> tuple[str, str]:
    return str(notice.person), str(notice.case_id)

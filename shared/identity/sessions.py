"""Who is logged in, kept on the server under an opaque cookie (OWASP, session management).

The cookie carries a random token; the store has only its hash. A session ends after 30 minutes
without use, after 12 hours, or when the person logs out; it lives through restarts and is the
same in every process. Nothing of it is in Redis.
"""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from shared.identity.session_tables import ATTEMPTS, LOCK, METADATA, SCHEMA, SESSIONS
from shared.small_store import SmallStore, utc

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
TOUCH = timedelta(minutes=1)
"""How exact the last use is kept: not every page view needs a write."""
ATTEMPT = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Session:
    """A login that holds. `id` is what form tokens are bound to; it opens nothing by itself."""

    id: str
    person: UUID
    started: datetime


@dataclass(frozen=True, slots=True)
class Attempt:
    """A login under way: what must come back from the issuer, and where the person was going."""

    login: str
    nonce: str
    verifier: str
    next: str


def _random() -> str:
    return secrets.token_urlsafe(32)


class Sessions:
    """The sessions of all processes that use the same database."""

    def __init__(
        self,
        database: str,
        *,
        idle: timedelta = IDLE,
        absolute: timedelta = ABSOLUTE,
        random: Callable[[], str] = _random,
    ) -> None:
        self._database = SmallStore(database, SCHEMA, METADATA, lock=LOCK)
        self._idle = idle
        self._absolute = absolute
        self._random = random

    def migrate(self) -> None:
        """Prepares the tables; run by `samhandling migrate`."""
        self._database.migrate()

    def close(self) -> None:
        self._database.close()

    def start(self, person: UUID, now: datetime) -> tuple[str, Session]:
        """A new session and the token for its cookie, which is never kept here."""
        token = self._random()
        session = Session(self._random(), person, now)
        with self._database.transaction() as connection:
            connection.execute(self._past(now))
            connection.execute(
                SESSIONS.insert().values(
                    token_hash=_hash(token),
                    id=session.id,
                    person=person,
                    started=now,
                    seen=now,
                )
            )
        return token, session

    def find(self, token: str, now: datetime) -> Session | None:
        """The session of a cookie, and notes that it is in use; None when there is none now."""
        this = SESSIONS.c.token_hash == _hash(token)
        with self._database.transaction() as connection:
            row = connection.execute(sa.select(SESSIONS).where(this)).one_or_none()
            if row is None:
                return None
            started, seen = utc(row.started), utc(row.seen)
            if now - seen >= self._idle or now - started >= self._absolute:
                connection.execute(SESSIONS.delete().where(this))
                return None
            if now - seen >= TOUCH:
                connection.execute(SESSIONS.update().where(this).values(seen=now))
        return Session(row.id, row.person, started)

    def end(self, token: str) -> None:
        """Logs out: the cookie opens nothing any more, in any process."""
        with self._database.transaction() as connection:
            connection.execute(SESSIONS.delete().where(SESSIONS.c.token_hash == _hash(token)))

    def end_all(self, person: UUID) -> int:
        """Logs a person out everywhere; how many sessions that were."""
        with self._database.transaction() as connection:
            return connection.execute(SESSIONS.delete().where(SESSIONS.c.person == person)).rowcount

    def begin_login(self, attempt: Attempt, *, state: str, browser: str, now: datetime) -> None:
        """Remembers a login under way in this browser, for ten minutes."""
        with self._database.transaction() as connection:
            connection.execute(ATTEMPTS.delete().where(ATTEMPTS.c.expires <= now))
            connection.execute(
                ATTEMPTS.insert().values(
                    state_hash=_hash(state),
                    browser_hash=_hash(browser),
                    login=attempt.login,
                    nonce=attempt.nonce,
                    verifier=attempt.verifier,
                    next=attempt.next,
                    expires=now + ATTEMPT,
                )
            )

    def take_login(self, *, state: str, browser: str, now: datetime) -> Attempt | None:
        """The login that this browser began with this state: once, and only in time."""
        this = sa.and_(
            ATTEMPTS.c.state_hash == _hash(state), ATTEMPTS.c.browser_hash == _hash(browser)
        )
        with self._database.transaction() as connection:
            row = connection.execute(
                ATTEMPTS.delete().where(this).returning(ATTEMPTS)
            ).one_or_none()
        if row is None or utc(row.expires) <= now:
            return None
        return Attempt(row.login, row.nonce, row.verifier, row.next)

    def _past(self, now: datetime) -> sa.Delete:
        return SESSIONS.delete().where(
            sa.or_(SESSIONS.c.seen <= now - self._idle, SESSIONS.c.started <= now - self._absolute)
        )


def _hash(token: str) -> str:
    """A token of 256 random bits needs no salt and no slow hash."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()

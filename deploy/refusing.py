"""What a start refuses: a broker that throws away what it was given, and in production what is
there to try things out with."""

import redis

from deploy.playing.example import id_of
from shared.eventlog.recorders import open_ledger
from shared.service.settings import Settings

BROKER_SECONDS = 5.0
EXAMPLE = f"helsefellesskap-{id_of('helsefellesskap', 'telemark')}"


class EvictingBroker(Exception):  # noqa: N818 - named for what it says
    """The server may throw away what it has acknowledged; the text names its policy."""


class ForDevelopment(Exception):  # noqa: N818
    """Something that production must not have; the text says what."""


def check_broker(redis_url: str) -> None:
    """Raises EvictingBroker, and what redis-py raises where the server does not answer."""
    with redis.Redis.from_url(redis_url, socket_connect_timeout=BROKER_SECONDS) as client:
        policy = client.info("memory")["maxmemory_policy"]
    if policy != "noeviction":
        raise EvictingBroker(policy)


def check_broker_if_there(redis_url: str) -> None:
    """The same for one that may start later than we do: the relay waits for it, and looks again.

    Raises EvictingBroker, and AuthenticationError, for that does not pass by waiting.
    """
    try:
        check_broker(redis_url)
    except redis.AuthenticationError:
        raise
    except (redis.ConnectionError, redis.TimeoutError):
        return


def refuse_in_production(settings: Settings, what: str) -> None:
    """Raises ForDevelopment for a command that plays with made-up people."""
    if settings.environment == "production":
        raise ForDevelopment(what)


def check_example(settings: Settings) -> None:
    """Raises ForDevelopment where production would go on with the example's people and cases."""
    if settings.environment != "production":
        return
    ledger = open_ledger(settings.database, "governance")
    try:
        if ledger.read_stream(EXAMPLE):
            raise ForDevelopment("eksempeldata i databasen")
    finally:
        ledger.close()

"""The example loaded into an installation, and its case played there."""

from collections.abc import Callable

from deploy.playing.client import Client
from deploy.playing.example import Example
from deploy.playing.loading import Loading
from deploy.playing.walk import Walk, Walked
from shared.clock import SystemClock, new_id
from shared.service.platform import OSLO
from shared.service.settings import FIRST_OPERATOR
from tests.installation.installation import Installation

Said = Callable[[str], None]


def load_example(installation: Installation) -> None:
    """The register, rates, agreements and seats, over the APIs."""
    with installation.client() as client:
        Loading(client, Example.read(), lambda _what: None).load()


def establish(client: Client, *names: str) -> None:
    """Records a helsefellesskap of each name: one event of governance, heard by all."""
    for name in names:
        client.ask(
            "governance",
            "/helsefellesskap",
            {
                "helsefellesskap_id": str(new_id()),
                "name": name,
                "case_number_format": "{year}/{running}",
            },
            FIRST_OPERATOR,
            key=name,
        )


def walk_with(client: Client, run: str, said: Said = lambda _what: None) -> Walk:
    """The example's case, ready to be played; `run` makes it another case than the last one."""
    today = SystemClock().now().astimezone(OSLO).date()
    return Walk(client, Example.read(), run=run, today=today, said=said)


def play(installation: Installation, run: str, said: Said = lambda _what: None) -> Walked:
    """Plays it to the end. Raises what the client raises."""
    with installation.client() as client:
        return walk_with(client, run, said).play()

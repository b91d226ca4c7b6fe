"""Loads the example register into an installation, over the APIs, person by person.

What does not build on each other is asked at once: a service records and shows many commands
together in little more time than one.
"""

from collections.abc import Callable

from deploy.playing.client import Client
from deploy.playing.example import Example
from deploy.playing.loading.asking import Asking
from deploy.playing.loading.known_rules import KnownRules
from deploy.playing.loading.register import Register
from deploy.playing.loading.terms import Terms

Progress = Callable[[str], None]


class Loading:
    """Puts the example in place: first the register, then rates, agreements and seats, and what
    triage can refer to."""

    def __init__(self, client: Client, example: Example, progress: Progress) -> None:
        asking = Asking(client)
        self._register = Register(asking, example)
        self._terms = Terms(asking, example)
        self._known_rules = KnownRules(asking, example)
        self._progress = progress

    def load(self) -> None:
        """Everything, in an order in which each step finds what it builds on. Raises what the
        client raises."""
        register, terms = self._register, self._terms
        for what, load in (
            ("helsefellesskap og virksomheter", register.organisations),
            ("personer og roller", register.people),
            ("organer", register.bodies),
            ("satser", terms.rates),
            ("lønnsarter", terms.payers),
            ("avtaler", terms.agreements),
            ("plasser", register.seats),
            ("kjente regler", self._known_rules.all),
        ):
            self._progress(what)
            load()

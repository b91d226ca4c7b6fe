"""A case's route: where it has been, where it is now, and where it may go (G-5 to G-15)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.governance.application.case_file import CaseFile
from services.governance.decisions import case as a_case
from services.governance.decisions.case.states import Case, Closed, Unknown
from services.governance.pages.presenters.names import Names
from services.governance.pages.presenters.ways import Way, ways
from shared.web.components import Step


@dataclass(frozen=True, slots=True)
class Stop:
    """A place the case has come to: a body, what it did there, and since when."""

    body: UUID | None
    state: Case
    since: datetime


@dataclass(frozen=True, slots=True)
class Route:
    """The whole route; the last of `been` is where the case is, as long as it is open."""

    been: tuple[Step, ...]
    ways: tuple[Way, ...]

    @property
    def now(self) -> Step:
        return self.been[-1]


def route(file: CaseFile, names: Names) -> Route:
    found = list(stops(file))
    last = len(found) - 1
    over = isinstance(file.state, Closed)
    return Route(
        been=tuple(
            Step(
                _label(stop, names),
                "current" if place == last and not over else "done",
                names.words(
                    "governance.route.since", what=_what(stop.state, names), since=stop.since
                ),
            )
            for place, stop in enumerate(found)
        ),
        ways=ways(file, names),
    )


def stops(file: CaseFile) -> Iterator[Stop]:
    """Each time the case came to another body, or to another state there."""
    state: Case = Unknown()
    for said in file.said:
        after = a_case.evolve(state, said.event)  # type: ignore[arg-type] # its own stream's events
        if (type(after), _body(after)) != (type(state), _body(state)):
            yield Stop(_body(after), after, said.at)
        state = after


def _body(state: Case) -> UUID | None:
    return None if isinstance(state, Unknown | Closed) else state.body_id


def _label(stop: Stop, names: Names) -> str:
    return names.body(stop.body) if stop.body else names.words("governance.route.over")


def _what(state: Case, names: Names) -> str:
    if isinstance(state, Closed):
        return names.words(f"governance.stage.closed-{state.outcome}")
    return names.words(f"governance.route.state.{type(state).__name__}")

"""What the form of a proposal offers, and what it starts from (G-5)."""

from dataclasses import dataclass
from typing import Any, get_args
from uuid import UUID

from services.governance.application.case_file import CaseFile
from services.governance.pages.presenters.names import Names
from shared.contracts.governance import Adoption, OwnStepArena
from shared.identity.actors import Actor
from shared.web.components import Option
from shared.web.forms import Form, blank
from shared.web.i18n import Words


@dataclass(frozen=True, slots=True)
class Offered:
    """`lines` are the parties in whose lines a task may stand, the case's own first: `own` of
    them; `own_body` whether the body may treat the proposal itself."""

    lines: list[Option]
    own: int
    members: list[Option]
    adoptions: list[Option]
    arenas: list[Option]
    own_body: bool


class Proposing:
    """The proposal of one case."""

    def __init__(self, file: CaseFile, names: Names, words: Words) -> None:
        self._case = file.case
        self._names = names
        self._words = words

    def offered(self, members: list[Option]) -> Offered:
        body = self._names.the_body(self._case.body)
        return Offered(
            lines=self._lines(),
            own=len([line for line in self._lines() if self._is_of_case(line)]),
            members=members,
            adoptions=self._options("adoption", get_args(Adoption)),
            arenas=self._options("through", get_args(OwnStepArena)),
            own_body=body is not None and body.power == "decide" and len(body.sides) > 1,
        )

    def members(self, actor: Actor) -> list[Option]:
        """Those the secretariat may enter it for (P-5); nobody for a member."""
        case, names = self._case, self._names
        if any(
            seat.body == case.body and "proposal" in seat.rights for seat in actor.seats
        ) or not actor.has("secretariat", helsefellesskap=case.helsefellesskap):
            return []
        return [
            Option(
                str(seat.person_id), f"{names.person(seat.person_id)} ({names.party(seat.party)})"
            )
            for seat in names.seats(case.body)
            if "proposal" in seat.rights
        ]

    def filled(self) -> Form[Any]:
        """A case that has come back starts from the proposal it came back with."""
        proposal = self._case.proposal
        if proposal is None:
            return blank("governance.propose")
        tasks = {
            f"tasks.{row}.what": "\n".join(
                task.what for task in proposal.tasks if str(task.party) == line.value
            )
            for row, line in enumerate(self._lines())
        }
        return blank(
            "governance.propose",
            what=proposal.what,
            reasons=proposal.reasons,
            adoption=proposal.adoption,
            **proposal.consequences.model_dump(),
            **tasks,
        )

    def _lines(self) -> list[Option]:
        """The parties in whose lines a task may stand: those of the first body above with any
        (G-15), the case's own first."""
        for above in self._names.parents(self._case.body):
            body = self._names.the_body(above)
            if body is not None and body.sides:
                lines = [self._party(party) for side in body.sides for party in side.parties]
                return sorted(lines, key=lambda line: not self._is_of_case(line))
        return []

    def _is_of_case(self, line: Option) -> bool:
        return line.value in map(str, self._case.parties)

    def _party(self, party: UUID) -> Option:
        return Option(str(party), self._names.party(party))

    def _options(self, name: str, values: tuple[str, ...]) -> list[Option]:
        return [Option(each, self._words(f"governance.{name}.{each}")) for each in values]

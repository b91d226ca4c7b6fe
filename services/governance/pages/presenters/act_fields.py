"""The fields of each act's form, with the answers one can give (G-5 to G-15)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from pydantic.fields import FieldInfo

from services.governance.application.acts import Act
from services.governance.application.case_file import CaseFile
from services.governance.pages.acts import FORMS
from services.governance.pages.presenters.names import Names
from services.governance.readmodels import structure
from services.governance.rules.structure import BETWEEN_THE_PARTIES
from shared.eventlog.projections import Views
from shared.web.components import Option

Kind: TypeAlias = Literal["line", "text", "choice", "select", "check", "date", "fixed"]

CHOICES = ("result", "choice", "consequence", "answer", "decision")
"""Fields with a closed list of answers, each in the words."""
TEXTS = ("text", "reason", "statement", "wording", "reservation", "note")


THE_CHAIRS = ("return-or-lift", "after-ratification")
"""Acts that are the chair's own."""


@dataclass(frozen=True, slots=True)
class FormField:
    """A field as the page shows it; `value` is filled in beforehand."""

    name: str
    kind: Kind
    label: str
    options: tuple[Option, ...] = ()
    optional: bool = False
    value: str = ""


class FormFields:
    """Builds the fields of one act."""

    def __init__(
        self, file: CaseFile, names: Names, views: Views, *, members: list[Option]
    ) -> None:
        self._file = file
        self._names = names
        self._views = views
        self._members = members

    def of(self, act: Act) -> list[FormField]:
        found: list[FormField] = []
        if act.name == "nothing" and self._members:
            found.append(self._select(act, "on_behalf_of", tuple(self._members)))
        if act.name in THE_CHAIRS and self._members:
            found.append(self._select(act, "on_behalf_of", tuple(self._chairs())))
        for name, info in FORMS[act.name].model_fields.items():
            if name not in ("idempotency_key", "on_behalf_of"):
                found.extend(self._field(act, name, info))
        return found

    def _chairs(self) -> Iterator[Option]:
        """Those for whom the secretariat may enter the chair's choice (G-8, P-5)."""
        for seat in self._names.seats(self._file.case.body):
            if seat.function in ("chair", "vice"):
                yield Option(str(seat.person_id), self._names.person(seat.person_id))

    def _field(self, act: Act, name: str, info: FieldInfo) -> Iterator[FormField]:
        label = self._names.words(f"governance.act.{act.name}.{name}")
        if name in CHOICES:
            options = tuple(
                Option(value, self._names.words(f"governance.act.{act.name}.{name}.{value}"))
                for value in get_args(info.annotation)
            )
            yield FormField(name, "choice", label, options)
        elif name == "party":
            yield self._party(act, label)
        elif name == "due":
            tasks = self._file.work.tasks_of(act.parties[0]) if self._file.work else ()
            for task in tasks:
                yield FormField(
                    "due", "date", self._names.words("governance.act.due", task=task.what)
                )
        elif name == "task":
            yield from self._task(act, label)
        elif name in ("body_id", "seat_id", "item_id", "step"):
            yield self._select(act, name, tuple(self._options(act, name)))
        elif name == "touches_others":
            yield FormField(name, "check", label)
        else:
            kind: Kind = "text" if name in TEXTS else "line"
            yield FormField(name, kind, label, optional=not info.is_required())

    def _party(self, act: Act, label: str) -> FormField:
        options = tuple(Option(str(each), self._names.party(each)) for each in act.parties)
        if len(options) == 1:
            return FormField("party", "fixed", options[0].label, value=options[0].value)
        return FormField("party", "select", label, options)

    def _task(self, act: Act, label: str) -> Iterator[FormField]:
        """Which of the tasks, where one party has more than one."""
        work = self._file.work
        tasks = work.tasks_of(act.parties[0]) if work and len(act.parties) == 1 else ()
        if len(tasks) > 1:
            options = tuple(Option(str(place), task.what) for place, task in enumerate(tasks, 1))
            yield FormField("task", "select", label, options, optional=True)

    def _select(self, act: Act, name: str, options: tuple[Option, ...]) -> FormField:
        label = self._names.words(f"governance.act.{act.name}.{name}")
        return FormField(name, "select", label, options)

    def _options(self, act: Act, name: str) -> Iterator[Option]:
        file, names = self._file, self._names
        if name == "body_id":
            for body in structure.bodies(self._views, file.case.helsefellesskap):
                if body.kind not in BETWEEN_THE_PARTIES and body.parent is not None:
                    yield Option(str(body.body_id), body.name)
        elif name == "seat_id":
            for seat in names.seats(file.case.body):
                if seat.party == act.parties[0]:
                    yield Option(str(seat.seat_id), names.person(seat.person_id))
        elif name == "item_id":
            for each in file.case.disagreements:
                where = names.body(each.body_id)
                yield Option(str(each.item_id), f"{where}: {each.wording[:80]}")
        else:
            work = file.work
            for place, step in enumerate(work.own_steps if work else (), start=1):
                if work and place not in work.answered:
                    yield Option(str(place), f"{step.group}: {step.what}")

"""What the pages of the named ways out show (G-10, G-16 to G-18)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from fastapi import Request
from fastapi.responses import HTMLResponse

from services.governance.api.cases import seen as seen_case
from services.governance.pages import exit_steps
from services.governance.pages.exit_steps import (
    CHANGES,
    SIGN,
    Step,
    body_that_asks,
    can,
)
from services.governance.pages.presenters import exits as presenters
from services.governance.pages.presenters.exit_fields import FieldsOf
from services.governance.pages.presenters.exit_prefill import as_typed, rows_of
from services.governance.pages.presenters.fields import Field
from services.governance.pages.presenters.names import Names
from services.governance.readmodels import cases, exits, meetings
from services.governance.readmodels.exits import Exit, Kind
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.service.platform import Platform
from shared.web.components import Option
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb
from shared.web.pages import Pages

PREFIX = "governance.exit.field"
DAYS = (
    "answered_on",
    "applied_on",
    "granted_on",
    "refused_on",
    "started_on",
    "ended_on",
    "copy_sent_on",
    "stated_on",
)
KINDS: tuple[Kind, ...] = ("clarification", "trial", "dispute")


class Screens:
    """What the routes show."""

    def __init__(self, platform: Platform, words: Words) -> None:
        self._platform = platform
        self.words = words

    def _names(self, actor: Actor) -> Names:
        return Names(self._platform, actor, self.words)

    def of_case(self, request: Request, actor: Actor, pages: Pages, case_id: UUID) -> HTMLResponse:
        """The ways out that have been taken, and those that stand open."""
        case = seen_case(self._platform, actor, case_id).case
        names = self._names(actor)
        found = exits.listed(self._platform.views, actor, case_id=case_id)
        asking = self.asking(actor, case_id)
        body = names.the_body(asking)
        there = asking == case.body and body is not None and body.kind == "partnership"
        return pages.render(
            request,
            "governance/exits.html",
            breadcrumbs=(
                self._to_case(case_id, case.number)[0],
                Crumb(self.words("governance.exit.title")),
            ),
            case_id=case_id,
            body=names.body(asking),
            rows=[presenters.row(each, names) for each in found],
            there=there,
            begin=[
                (
                    f"/styring/saker/{case_id}/utveier/{kind}/ny",
                    self.words(f"governance.exit.begin.{kind}"),
                )
                for kind in KINDS
                if there and self._may_begin(actor, kind, case.helsefellesskap, asking)
            ],
        )

    def asking(self, actor: Actor, case_id: UUID) -> UUID:
        """The body that takes ways out for the case. Raises NotFound, Forbidden."""
        case = seen_case(self._platform, actor, case_id).case
        return body_that_asks(case.body, self._names(actor).parents(case.body))

    @staticmethod
    def _may_begin(actor: Actor, kind: Kind, area: UUID, body: UUID) -> bool:
        resource = Resource("clarification", helsefellesskap=area, body=body)
        if kind == "clarification":
            return can(actor, "governance.ask-clarification", resource)
        return can(actor, "governance.take-exit", replace(resource, kind="case"))

    def new(
        self,
        request: Request,
        actor: Actor,
        pages: Pages,
        case_id: UUID,
        kind: Kind,
        form: Form[Any],
        status: int = 200,
    ) -> HTMLResponse:
        """The form in which a way out begins."""
        case = seen_case(self._platform, actor, case_id).case
        title = self.words(f"governance.exit.begin.{kind}")
        return pages.render(
            request,
            "governance/step.html",
            status=status,
            breadcrumbs=(*self._to_case(case_id, case.number), Crumb(title)),
            title=title,
            lead=self.words(f"governance.exit.lead.{kind}"),
            action=f"/styring/saker/{case_id}/utveier/{kind}/ny",
            form=form,
            fields=self.new_fields(actor, kind, case_id),
        )

    def new_fields(self, actor: Actor, kind: Kind, case_id: UUID) -> list[Field]:
        return self._of_kind(kind, self._fields_of(actor, self.asking(actor, case_id), case_id))

    def _of_kind(self, kind: Kind, of: FieldsOf, rows: int = 1) -> list[Field]:
        match kind:
            case "clarification":
                return of.clarification(rows)
            case "trial":
                return of.trial(rows)
            case "dispute":
                return of.dispute()

    def _fields_of(self, actor: Actor, body_id: UUID, case_id: UUID) -> FieldsOf:
        names = self._names(actor)
        body = names.the_body(body_id)
        sides = body.sides if body else ()
        case = cases.one(self._platform.views, case_id)
        own = set(case.parties) if case else set()
        parties = [party for side in sides for party in side.parties]
        parties.sort(key=lambda party: party not in own)
        return FieldsOf(names, parties, len(own & set(parties)))

    def one(self, request: Request, actor: Actor, pages: Pages, found: Exit) -> HTMLResponse:
        """A way out as it stands, and the steps this person may take."""
        names = self._names(actor)
        shown = presenters.page(found, names)
        return pages.render(
            request,
            "governance/exit.html",
            breadcrumbs=(
                *self._to_case(found.case_id, found.case_number, actor=actor),
                Crumb(shown.row.title),
            ),
            exit=shown,
            may_read_case=self._reads_case(actor, found),
            steps=[
                (
                    f"{shown.row.address}/{step.slug}",
                    self.words(f"governance.exit.step.{step.name}"),
                )
                for step in self.steps(actor, found)
            ],
        )

    def _reads_case(self, actor: Actor, found: Exit) -> bool:
        return can(actor, "governance.read-case", replace(found.resource, kind="case"))

    def steps(self, actor: Actor, found: Exit) -> tuple[Step, ...]:
        """Signing is offered once nothing is missing."""
        names = self._names(actor)
        seats = exit_steps.seats_to_sign_in(actor, names.seats(found.body))
        lacking = presenters.lacking(found, names)
        return tuple(
            step
            for step in exit_steps.open_steps(actor, found, seats)
            if not (lacking and step is SIGN)
        )

    def step(
        self,
        request: Request,
        actor: Actor,
        pages: Pages,
        found: Exit,
        step: Step,
        form: Form[Any] | None = None,
        status: int = 200,
    ) -> HTMLResponse:
        """The form of one step."""
        names = self._names(actor)
        shown = presenters.row(found, names)
        title = self.words(f"governance.exit.step.{step.name}")
        return pages.render(
            request,
            "governance/step.html",
            status=status,
            breadcrumbs=(
                *self._to_case(found.case_id, found.case_number, actor=actor),
                Crumb(shown.title, shown.address),
                Crumb(title),
            ),
            title=title,
            lead=shown.about,
            action=f"{shown.address}/{step.slug}",
            form=form or blank(PREFIX, **self._typed(actor, found, step)),
            fields=self.fields(actor, found, step),
        )

    def fields(self, actor: Actor, found: Exit, step: Step) -> list[Field]:
        if step in CHANGES:
            of = self._fields_of(actor, found.body, found.case_id)
            return self._of_kind(found.kind, of, rows_of(found))
        of = self._fields_of(actor, found.body, found.case_id)
        fields = of.step(step.name, self._seats(actor, found), self._meetings(actor, found))
        if step.name == "answer" and not actor.has("helsedirektoratet"):
            return [*fields, of.one("signatory", "text", about=True)]
        return fields

    def _seats(self, actor: Actor, found: Exit) -> list[Option]:
        names = self._names(actor)
        seats = exit_steps.seats_to_sign_in(actor, names.seats(found.body))
        return [
            Option(str(seat.seat_id), f"{names.party(seat.party)} ({names.body(seat.body_id)})")
            for seat in seats
        ]

    def _meetings(self, actor: Actor, found: Exit) -> list[Option]:
        """SSU's meetings that have begun, the latest first."""
        names = self._names(actor)
        held = meetings.listed(self._platform.views, actor, "governance.run-meeting")
        return [
            Option(str(each.meeting_id), f"{names.body(each.body)} {self._day(each.starts_at)}")
            for each in held
            if each.helsefellesskap == found.helsefellesskap
            and each.state in ("started", "closed")
            and _is_ssu(names, each.body)
        ]

    def _day(self, at: Any) -> str:
        return self.words.formats.day(at)

    def _typed(self, actor: Actor, found: Exit, step: Step) -> dict[str, str]:
        """A change starts from what there is; a day is most often today."""
        if step in CHANGES:
            parties = self._fields_of(actor, found.body, found.case_id).parties
            return as_typed(found, parties, self._platform.seals.open)
        return dict.fromkeys(DAYS, self._platform.today().isoformat())

    def _to_case(
        self, case_id: UUID, number: str, *, actor: Actor | None = None
    ) -> Sequence[Crumb]:
        """Helsedirektoratet comes from its own page: it does not read open cases (P-4)."""
        if actor is not None and actor.has("helsedirektoratet"):
            return (Crumb(self.words("governance.exit.requests"), "/helsedirektoratet"),)
        return (
            Crumb(self.words("governance.case.title", number=number), f"/styring/saker/{case_id}"),
            Crumb(self.words("governance.exit.title"), f"/styring/saker/{case_id}/utveier"),
        )


def _is_ssu(names: Names, body_id: UUID) -> bool:
    body = names.the_body(body_id)
    return body is not None and body.kind == "ssu"

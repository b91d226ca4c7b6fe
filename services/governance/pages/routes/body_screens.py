"""What the pages of a body show (G-1, G-12, G-20)."""

from datetime import date
from typing import Any, get_args
from uuid import UUID

from fastapi.responses import HTMLResponse

from services.governance.pages.presenters import structure as presenters
from services.governance.pages.presenters.names import Names
from services.governance.pages.routes.areas import Areas
from services.governance.readmodels import health, open_cases, structure
from services.governance.readmodels.terms import terms
from services.governance.rules.structure import BETWEEN_THE_PARTIES
from shared.contracts.governance import (
    BodyEstablished,
    BodyKind,
    LateCases,
    MixedPolicy,
    Power,
    Purpose,
    Silence,
)
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.policy import require
from shared.service.platform import Platform
from shared.service.sending import Visit, may
from shared.web.components import Option
from shared.web.conditions import NotFound
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb

PREFIX = "governance.body"
STEPS = ("propose", "treat", "choose", "ratify", "acknowledge")
MORE_DELEGATIONS = 2
"""Empty rows to fill in, beside those that are there."""


def body_address(body_id: UUID) -> str:
    return f"/styring/organer/{body_id}"


def new_body() -> Form[Any]:
    """With the rules that most bodies have."""
    usual = {
        "power": "decide",
        "purpose": "general",
        "item_number_format": "{running:02}/{year:02}",
        "mixed_disagreement": "professional-first",
        "silence": "never-support",
        "written_stance_counts": "true",
        "late_cases": "chair-decides",
        "deadlines.ratify": "30",
        "deadlines.acknowledge": "20",
        "follow_up_months": "6",
    }
    return blank(PREFIX, **usual)


def filled_in(body: BodyEstablished, today: date) -> Form[Any]:
    """The body's own configuration, to be changed from today."""
    rules = body.rules
    sides = {side.name: tuple(str(party) for party in side.parties) for side in body.sides}
    values: dict[str, str | tuple[str, ...]] = {
        "level": str(body.level),
        "name": body.name,
        "name_nn": body.name_nn or "",
        "parent": str(body.parent or ""),
        "power": body.power,
        "purpose": body.purpose,
        "municipal": sides.get("municipal", ()),
        "hospital": sides.get("hospital", ()),
        "item_number_format": body.item_number_format,
        "quorum": "" if rules.quorum is None else str(rules.quorum),
        "mixed_disagreement": rules.mixed_disagreement,
        "silence": rules.silence,
        "written_stance_counts": "true" if rules.written_stance_counts else "",
        "late_cases": rules.late_cases,
        "rhythm": rules.rhythm,
        "follow_up_months": str(rules.follow_up_months),
        "valid_from": today.isoformat(),
    }
    for step in STEPS:
        days = getattr(rules.deadlines, step)
        values[f"deadlines.{step}"] = "" if days is None else str(days)
    for row, each in enumerate(rules.delegations):
        told = each.model_dump(mode="json")
        values |= {f"delegations.{row}.{name}": str(told[name] or "") for name in told}
    return blank(PREFIX, **values)


class BodyScreens:
    """What the routes show."""

    def __init__(self, platform: Platform, words: Words) -> None:
        self._platform = platform
        self._words = words
        self.areas = Areas(platform, words)

    def seen(self, visit: Visit, body_id: UUID) -> BodyEstablished:
        """The body. Raises Forbidden, NotFound."""
        found = structure.body(self._platform.views, body_id)
        if found is None:
            raise NotFound
        resource = Resource("structure", helsefellesskap=found.helsefellesskap)
        require(visit.actor, "governance.read-structure", resource)
        return found

    def names(self, actor: Actor) -> Names:
        return Names(self._platform, actor, self._words)

    def crumbs(self, visit: Visit, body: BodyEstablished, *more: Crumb) -> tuple[Crumb, ...]:
        area = self.areas.seen(visit, body.helsefellesskap)
        here = Crumb(body.name, body_address(body.body_id) if more else None)
        return self.areas.crumbs(area, here, *more)

    def one(self, visit: Visit, body_id: UUID) -> HTMLResponse:
        """The body's place, what it goes by, and who sits in it."""
        body, platform, names = self.seen(visit, body_id), self._platform, self.names(visit.actor)
        seats = structure.seats(platform.views, [body_id])
        on = terms(platform.views, platform.register, seats, platform.today())
        dissolved = structure.dissolution(platform.views, body_id)
        bodies = structure.bodies(platform.views, body.helsefellesskap)
        found = health.findings(
            platform.views, platform.register, body.helsefellesskap, platform.today()
        )
        # Notes stand in the health check; here is what should be put right.
        own = [each for each in found if each.body == body_id and each.severity != "note"]
        return visit.pages.render(
            visit.request,
            "governance/structure/body.html",
            breadcrumbs=self.crumbs(visit, body),
            body=body,
            kind=self._words(f"governance.body-kind.{body.kind}"),
            dissolved=dissolved,
            tree=presenters.picture(bodies, self._words, body_id),
            parent=names.body(body.parent) if body.parent else "",
            rules=presenters.rules_told(body, names, platform.today().year),
            sides=[
                (
                    self._words(f"governance.side.{side.name}"),
                    ", ".join(map(names.party, side.parties)),
                )
                for side in body.sides
            ],
            seats=[presenters.seat_row(each, on, names) for each in seats],
            findings=presenters.finding_rows(own, self._words),
            earlier=len(structure.configurations(platform.views, body_id)) - 1,
            may_change=dissolved is None
            and may(visit.actor, "governance.configure", body.helsefellesskap),
        )

    def earlier(self, visit: Visit, body_id: UUID) -> HTMLResponse:
        """G-20: everything the body has been configured as."""
        body, names = self.seen(visit, body_id), self.names(visit.actor)
        title = self._words("governance.body.earlier")
        return visit.pages.render(
            visit.request,
            "governance/structure/earlier.html",
            breadcrumbs=self.crumbs(visit, body, Crumb(title)),
            body=body,
            configurations=[
                (each, presenters.rules_told(each.body, names, each.at.year))
                for each in structure.configurations(self._platform.views, body_id)
            ],
        )

    def new(self, visit: Visit, area_id: UUID, form: Form[Any], status: int = 200) -> HTMLResponse:
        area = self.areas.seen(visit, area_id)
        self._require_change(visit, area_id)
        title = self._words("governance.body.new")
        return visit.pages.render(
            visit.request,
            "governance/structure/body_form.html",
            status=status,
            breadcrumbs=self.areas.crumbs(area, Crumb(title)),
            title=title,
            address=f"/styring/helsefellesskap/{area_id}/organer/nytt",
            body=None,
            form=form,
            **self._choices(area_id, form),
        )

    def change(
        self, visit: Visit, body_id: UUID, form: Form[Any], status: int = 200
    ) -> HTMLResponse:
        body = self.seen(visit, body_id)
        self._require_change(visit, body.helsefellesskap)
        title = self._words("governance.body.change")
        return visit.pages.render(
            visit.request,
            "governance/structure/body_form.html",
            status=status,
            breadcrumbs=self.crumbs(visit, body, Crumb(title)),
            title=f"{title}: {body.name}",
            address=f"{body_address(body_id)}/endre",
            body=body,
            form=form,
            **self._choices(body.helsefellesskap, form, without=body_id),
        )

    def end(self, visit: Visit, body_id: UUID, form: Form[Any], status: int = 200) -> HTMLResponse:
        """G-12: with each open case, and the bodies that may take it over."""
        body = self.seen(visit, body_id)
        self._require_change(visit, body.helsefellesskap)
        title = self._words("governance.body.dissolve")
        bodies = structure.bodies(self._platform.views, body.helsefellesskap)
        return visit.pages.render(
            visit.request,
            "governance/structure/dissolve.html",
            status=status,
            breadcrumbs=self.crumbs(visit, body, Crumb(title)),
            body=body,
            form=form,
            below=[each.name for each in structure.below(self._platform.views, body_id)],
            cases=self._receiving(visit, body_id),
            receivers=[
                Option(str(each.body_id), each.name)
                for each in bodies
                if each.body_id != body_id
                and (each.kind in BETWEEN_THE_PARTIES) == (body.kind in BETWEEN_THE_PARTIES)
            ],
        )

    def _receiving(self, visit: Visit, body_id: UUID) -> list[Option]:
        """The cases that need a receiver, by what they are called."""
        cases, names = open_cases.of_body(self._platform.views, body_id), self.names(visit.actor)
        names.look_up(each.case_id for each in cases)
        return [Option(str(each.case_id), names.case(each.case_id, each.number)) for each in cases]

    def _require_change(self, visit: Visit, area_id: UUID) -> None:
        require(visit.actor, "governance.configure", Resource("structure", helsefellesskap=area_id))

    def _choices(
        self, area_id: UUID, form: Form[Any], without: UUID | None = None
    ) -> dict[str, object]:
        """What can be chosen in a body's form."""
        words, platform = self._words, self._platform
        rows = {name.split(".")[1] for name in form.typed if name.startswith("delegations.")}
        parties = [
            Option(str(each.id), each.name) for each in platform.register.organisations(area_id)
        ]
        return {
            "kinds": presenters.options("body-kind", get_args(BodyKind), words),
            "levels": presenters.level_options(words),
            "powers": presenters.options("power", get_args(Power), words),
            "purposes": presenters.options("purpose", get_args(Purpose), words),
            "mixed": presenters.options("mixed-disagreement", get_args(MixedPolicy), words),
            "silences": presenters.options("silence", get_args(Silence), words),
            "late": presenters.options("late-cases", get_args(LateCases), words),
            "parties": parties,
            "parents": [
                Option(str(each.body_id), each.name)
                for each in structure.bodies(platform.views, area_id)
                if each.body_id != without
            ],
            "steps": STEPS,
            "delegations": range(len(rows) + MORE_DELEGATIONS),
        }

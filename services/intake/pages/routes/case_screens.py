"""A case on the screen: for those who reported it, and for those who triage it (I-5, I-11)."""

from typing import Any
from uuid import UUID

from fastapi.responses import HTMLResponse

from services.intake.api.answering import seen
from services.intake.api.reading import readable
from services.intake.api.similar import Looking
from services.intake.api.triaging import WORKING_DAYS
from services.intake.application.acts import Possible, possible
from services.intake.application.streams import OwnStreams
from services.intake.pages.presenters import cases as presenters
from services.intake.pages.presenters import triage as triaging
from services.intake.pages.presenters.reporting import known, party_rows
from services.intake.readmodels import cases, counts, known_rules, reports, steps
from services.intake.readmodels.case_changes import ASKED
from shared.identity.policy import Allowed, allowed, require
from shared.service.platform import Platform
from shared.service.sending import Visit
from shared.web.components import Option
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb

PREFIX = "intake.case"
TRIAGE = "intake.triage"


class CaseScreens:
    """What the routes show."""

    def __init__(self, platform: Platform, looking: Looking, words: Words) -> None:
        self._platform = platform
        self._looking = looking
        self._words = words

    def possible(self, visit: Visit, case: cases.Case) -> Possible:
        own = OwnStreams(self._platform.ledger, self._platform.codec)
        return possible(own, visit.actor, case)

    def case(
        self, visit: Visit, case_id: UUID, form: Form[Any] | None = None, status: int = 200
    ) -> HTMLResponse:
        """Where it is, what happens now, and what this person can do (I-11)."""
        platform, actor = self._platform, visit.actor
        case = seen(platform, actor, case_id)
        can = self.possible(visit, case)
        shown = presenters.page(
            case,
            steps.of_case(platform.views, case_id),
            platform.register,
            platform.seals,
            self._words,
            self._reporter(visit, case),
            actor,
        )
        own = [e for e in readable(platform, actor, case_id) if e.report_id in can.own]
        return visit.pages.render(
            visit.request,
            "intake/case.html",
            status=status,
            breadcrumbs=self._crumbs(case),
            case=shown,
            now=presenters.now(case, platform.register, self._words),
            told=presenters.outcome(case, platform.register, self._words),
            elsewhere=self._elsewhere(visit, case),
            acts=can.acts,
            own=[(each.report_id, each.number) for each in own],
            own_options=[Option(str(each.report_id), each.number) for each in own],
            question=case.question if case.triage == ASKED else None,
            joins=self._joins(visit, case),
            form=form or blank(PREFIX),
        )

    def triage(
        self, visit: Visit, case_id: UUID, form: Form[Any] | None = None, status: int = 200
    ) -> HTMLResponse:
        """All that triage needs on one page: the report, what is alike, what can be cited. For
        those who triage and the liaisons who may answer first. Raises NotFound, Forbidden."""
        platform, actor, words = self._platform, visit.actor, self._words
        case = seen(platform, actor, case_id)
        can = self.possible(visit, case)
        if "answer-first" not in can.acts:
            require(actor, "intake.triage", case.resource)
        title = platform.seals.open(case.title) or ""
        text = platform.seals.open(case.what_happens) or ""
        alike = {
            kind: self._looking.of_kind(
                kind, actor, case.helsefellesskap, title, text, besides=[case_id], limit=8
            )
            for kind in ("case", "routine", "rule")
        }
        rules = known_rules.listed(platform.views, actor, on=platform.today(), limit=200)
        shown = form or blank(TRIAGE, working_days=str(WORKING_DAYS))
        return visit.pages.render(
            visit.request,
            "intake/triage.html",
            status=status,
            breadcrumbs=(*self._crumbs(case, linked=True), Crumb(words("intake.triage.title"))),
            case=presenters.row(case, platform.register, platform.seals, words),
            case_id=case_id,
            what_happens=text or words("intake.erased"),
            workaround=presenters.opened(case.workaround, platform.seals),
            risk=presenters.opened(case.workaround_risk, platform.seals),
            parties=", ".join(party.name for party in case.parties),
            unregistered=[p.name for p in case.parties if not p.organisation_id],
            reporter=self._reporter(visit, case),
            can=can,
            question=case.question if case.triage == ASKED else None,
            deadline=case.deadline,
            alike=[known(each, words) for each in alike["case"]],
            met=self._met(visit, case),
            cases=triaging.joinable_options(alike["case"], words),
            routines=triaging.routine_options(alike["routine"]),
            rules=triaging.rule_options(rules, alike["rule"], words),
            lines=triaging.lines(case),
            outcomes=triaging.outcomes(words),
            reports=triaging.report_options(readable(platform, actor, case_id), words),
            rows=party_rows(shown, "split_parties"),
            organisations=[p.name for p in case.parties],
            form=shown,
        )

    def _crumbs(self, case: cases.Case, *, linked: bool = False) -> tuple[Crumb, ...]:
        address = f"/saker/{case.case_id}" if linked else None
        return (Crumb(self._words("intake.home.title"), "/"), Crumb(case.number, address))

    def _reporter(self, visit: Visit, case: cases.Case) -> str | None:
        reads = allowed(visit.actor, "intake.read-reporter", case.resource)
        known_by = self._platform.register.person_name(case.reporter)
        return known_by if isinstance(reads, Allowed) else None

    def _elsewhere(self, visit: Visit, case: cases.Case) -> tuple[str, str] | None:
        """The case that has the reports now, or this reporter's own after a split (I-0): what is
        said of it, and where it may be read."""
        told = "elsewhere" if case.moved_to else "split-off"
        moved = case.moved_to or self._split_off(visit.actor.person, case)
        into = cases.one(self._platform.views, moved) if moved else None
        if into is None:
            return None
        reads = isinstance(allowed(visit.actor, "intake.read-case", into.resource), Allowed)
        sentence = self._words(f"intake.now.{told}", number=into.number)
        return sentence, f"/saker/{into.case_id}" if reads else ""

    def _split_off(self, person: UUID, case: cases.Case) -> UUID | None:
        """The case that a reporter's report was split off to; None while they have one here."""
        views = self._platform.views

        def reported(case_id: UUID) -> bool:
            return any(each.reporter == person for each in reports.of_case(views, case_id))

        parts = cases.split_off(views, case.case_id)
        if not parts or reported(case.case_id):
            return None
        return next(filter(reported, parts), None)

    def _joins(self, visit: Visit, case: cases.Case) -> str | None:
        """I-7: how many have met the same, for those who may find similar cases."""
        counted = self._counted(visit, case)
        return presenters.joined(counted, self._words) if counted else None

    def _met(self, visit: Visit, case: cases.Case) -> list[tuple[str, str]]:
        """I-7: the same by organisation."""
        counted = self._counted(visit, case)
        number = self._words.formats.number
        met = counted.organisations if counted else ()
        return [(each.name, number(each.reports)) for each in met]

    def _counted(self, visit: Visit, case: cases.Case) -> counts.Joins | None:
        if not isinstance(allowed(visit.actor, "intake.find-similar", case.resource), Allowed):
            return None
        held = reports.of_case(self._platform.views, case.case_id)
        return counts.joins(held, self._platform.register.organisations())

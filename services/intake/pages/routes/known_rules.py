"""The register of known rules and answers, in all their versions (I-5)."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from services.intake.api.answering import new_id
from services.intake.api.known_rules import may_read
from services.intake.application import Intake
from services.intake.commands import CorrectRule, RegisterRule
from services.intake.pages.forms import CorrectionForm, NewRuleForm
from services.intake.readmodels import known_rules
from services.intake.readmodels.known_rules import KnownRule
from shared.identity.conditions import Resource
from shared.identity.policy import require
from shared.service.platform import Platform
from shared.service.sending import Sending, Sent, TheVisit, Visit, may
from shared.web.components import Option
from shared.web.conditions import NotFound
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb

PREFIX = "intake.rule"


class RuleScreens:
    """What the routes show."""

    def __init__(self, platform: Platform, words: Words) -> None:
        self._platform = platform
        self._words = words

    def listed(self, visit: Visit, q: str) -> HTMLResponse:
        found = known_rules.listed(self._platform.views, visit.actor, words=q, limit=200)
        return visit.pages.render(
            visit.request,
            "intake/rules.html",
            breadcrumbs=self._crumbs(),
            q=q,
            rules=[(each, self._where(each), self._holds(each)) for each in found],
            may_keep=bool(self._homes(visit)),
        )

    def one(
        self, visit: Visit, rule_id: UUID, form: Form[Any] | None = None, status: int = 200
    ) -> HTMLResponse:
        """The rule as it reads now, the earlier versions, and the form that corrects it."""
        versions = known_rules.versions(self._platform.views, rule_id)
        if not versions:
            raise NotFound
        rule = versions[0]
        may_read(visit.actor, rule)
        return visit.pages.render(
            visit.request,
            "intake/rule.html",
            status=status,
            breadcrumbs=self._crumbs(rule.title),
            rule=rule,
            where=self._where(rule),
            holds=self._holds(rule),
            earlier=versions[1:],
            may_keep=may(visit.actor, "intake.keep-rules", rule.helsefellesskap),
            form=form or prefilled(rule),
        )

    def new(self, visit: Visit, form: Form[Any], status: int = 200) -> HTMLResponse:
        homes = self._homes(visit)
        if not homes:
            require(visit.actor, "intake.keep-rules", Resource("structure"))
        return visit.pages.render(
            visit.request,
            "intake/rule_new.html",
            status=status,
            breadcrumbs=self._crumbs(self._words("intake.rule.new")),
            homes=homes,
            form=form,
        )

    def _homes(self, visit: Visit) -> list[Option]:
        """Where this person may keep rules; nothing stands for the whole country."""
        own = [
            Option(str(home.id), home.name)
            for home in self._platform.register.all_helsefellesskap()
            if may(visit.actor, "intake.keep-rules", home.id)
        ]
        national = may(visit.actor, "intake.keep-rules", None)
        return [*([Option("", self._words("intake.rule.national"))] if national else []), *own]

    def _crumbs(self, *here: str) -> tuple[Crumb, ...]:
        title = self._words("intake.rule.title")
        return (
            Crumb(self._words("intake.home.title"), "/"),
            Crumb(title, "/regler" if here else None),
            *(Crumb(each) for each in here),
        )

    def _where(self, rule: KnownRule) -> str:
        if rule.helsefellesskap is None:
            return self._words("intake.rule.national")
        home = self._platform.register.helsefellesskap(rule.helsefellesskap)
        return home.name if home else self._words("intake.report.helsefellesskap")

    def _holds(self, rule: KnownRule) -> str:
        """From when until when, and whether that is now."""
        today = self._platform.today()
        if rule.valid_to is not None and rule.valid_to < today:
            return self._words("intake.rule.held", since=rule.valid_from, until=rule.valid_to)
        if rule.valid_from > today:
            return self._words("intake.rule.will-hold", since=rule.valid_from)
        if rule.valid_to is None:
            return self._words("intake.rule.holds", since=rule.valid_from)
        return self._words("intake.rule.holds-until", since=rule.valid_from, until=rule.valid_to)


def prefilled(rule: KnownRule) -> Form[Any]:
    """A correction begins with what is written."""
    return blank(
        PREFIX,
        title=rule.title,
        text=rule.text,
        source=rule.source,
        valid_from=rule.valid_from.isoformat(),
        valid_to=rule.valid_to.isoformat() if rule.valid_to else "",
    )


def router(intake: Intake, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(prefix="/regler", default_response_class=HTMLResponse)
    screens, sending = RuleScreens(platform, words), Sending(intake, platform, words)

    @routes.get("")
    def listed(visit: TheVisit, q: Annotated[str, Query(max_length=200)] = "") -> HTMLResponse:
        return screens.listed(visit, q)

    @routes.get("/ny")
    def new(visit: TheVisit) -> HTMLResponse:
        return screens.new(visit, blank(PREFIX))

    @routes.post("/ny")
    async def register(request: Request, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, NewRuleForm, prefix=PREFIX)
        return await platform.in_thread(registered, visit, form)

    def registered(visit: Visit, form: Form[NewRuleForm]) -> Response:
        rule_id = new_id(visit.actor, form.text("idempotency_key"), "rule")
        sent = Sent[NewRuleForm](
            lambda typed: RegisterRule(rule_id, typed.helsefellesskap, typed.content),
            lambda _typed: f"/regler/{rule_id}",
            "intake.rule.registered",
        )
        return sending.take(
            visit, form, sent, lambda shown, status: screens.new(visit, shown, status)
        )

    @routes.get("/{rule_id}")
    def one(rule_id: UUID, visit: TheVisit) -> HTMLResponse:
        return screens.one(visit, rule_id)

    @routes.post("/{rule_id}")
    async def correct(request: Request, rule_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, CorrectionForm, prefix=PREFIX)
        return await platform.in_thread(corrected, visit, rule_id, form)

    def corrected(visit: Visit, rule_id: UUID, form: Form[CorrectionForm]) -> Response:
        sent = Sent[CorrectionForm](
            lambda typed: CorrectRule(rule_id, typed.content, typed.reason),
            lambda _typed: f"/regler/{rule_id}",
            "intake.rule.corrected",
        )
        return sending.take(
            visit, form, sent, lambda shown, status: screens.one(visit, rule_id, shown, status)
        )

    return routes

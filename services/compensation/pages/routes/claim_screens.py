"""A claim's own page, and a page for each act that asks for more than a click (C-7, C-13)."""

from contextlib import suppress
from typing import Any, get_args
from uuid import UUID

from fastapi.responses import HTMLResponse

from services.compensation.application import Compensation
from services.compensation.commands.claims import CorrectClaim
from services.compensation.pages.acts import Act, acts_of, answers, asks, may
from services.compensation.pages.presenters.claims import Presenter
from services.compensation.pages.presenters.correcting import Choice, choices
from services.compensation.pages.routes.home import HOME
from services.compensation.readmodels import claim_lists, pay_lines
from services.compensation.readmodels.claim_lists import Claim
from services.compensation.readmodels.pay_lines import PAY_LINES
from shared.contracts.compensation import Because, ClaimLine, Correction
from shared.contracts.governance import RoleName
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.service.onward import onward
from shared.service.platform import Platform
from shared.service.sending import Visit
from shared.values.refusal import Refused
from shared.web.components import Onward, Option
from shared.web.conditions import NotFound
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb

PREFIX = "compensation.act"


class ClaimScreens:
    """What the routes of a claim show."""

    def __init__(self, compensation: Compensation, platform: Platform, words: Words) -> None:
        self._compensation = compensation
        self._platform = platform
        self._words = words
        self._presenter = Presenter(platform.register, words)

    def claim(
        self, visit: Visit, claim_id: UUID, form: Form[Any] | None = None, status: int = 200
    ) -> HTMLResponse:
        """The lines explained, the way of the claim, and what this actor may do with it."""
        actor, views = visit.actor, self._platform.views
        claim, version = self._compensation.claim(actor, claim_id)
        self._compensation.own.freshen(PAY_LINES)
        steps = claim_lists.steps(views, claim_id)
        known = self._compensation.records.claim(claim_id)
        acts = acts_of(actor, claim, steps)
        return visit.pages.render(
            visit.request,
            "compensation/claim.html",
            status=status,
            breadcrumbs=(
                Crumb(self._words("compensation.home.title"), HOME),
                Crumb(self._words("compensation.claim.crumb")),
            ),
            claim=self._presenter.page(
                claim,
                steps,
                known.corrections if known else (),
                pay_lines.of_claim(views, claim_id),
            ),
            version=version,
            form=form or blank(PREFIX),
            acts=[act for act in acts if act.plain],
            further=[act for act in acts if not act.plain],
            stands_in=[act for act in acts if act.plain and self._deputised(actor, claim, act)],
            may_change=any(act.name == "send" for act in acts),
            asks=asks(claim),
            only_secretariat=asks(claim)
            and claim.status == "submitted"
            and may(actor, "compensation.attest", claim)
            and not answers(actor, claim),
            onward=_onward(actor, claim, self._words),
            because="rate" if claim.look == "rate" else "attendance",
            reads_agreement=may(actor, "compensation.read-agreement", claim),
            reads_batch=claim.batch_id is not None and may(actor, "compensation.read-batch", claim),
        )

    def offered(self, visit: Visit, claim_id: UUID, act: Act) -> HTMLResponse:
        """The page of an act. Raises NotFound where it does not stand open to this person now."""
        claim, _ = self._compensation.claim(visit.actor, claim_id)
        if act not in acts_of(
            visit.actor, claim, claim_lists.steps(self._platform.views, claim_id)
        ):
            raise NotFound
        usual = {"because": _because(claim)} if act.name == "correct" else {}
        return self._act(visit, claim_id, act, blank(PREFIX, **usual))

    def again(
        self, visit: Visit, claim_id: UUID, act: Act, form: Form[Any], status: int
    ) -> HTMLResponse:
        """What was typed, with what is wrong: where it was typed."""
        if act.plain and not form.text("on_behalf_of"):
            return self.claim(visit, claim_id, form, status)
        return self._act(visit, claim_id, act, form, status)

    def _act(
        self, visit: Visit, claim_id: UUID, act: Act, form: Form[Any], status: int = 200
    ) -> HTMLResponse:
        claim, version = self._compensation.claim(visit.actor, claim_id)
        row = self._presenter.row(claim)
        correcting = act.name == "correct"
        return visit.pages.render(
            visit.request,
            "compensation/act.html",
            status=status,
            breadcrumbs=(
                Crumb(self._words("compensation.home.title"), HOME),
                Crumb(self._words("compensation.claim.crumb"), f"{HOME}/krav/{claim_id}"),
                Crumb(self._words(f"compensation.act.{act.name}")),
            ),
            act=act,
            claim=row,
            payer=self._presenter.party(claim.draft.payer),
            version=version,
            form=form,
            asks=asks(claim),
            others=self._deputised(visit.actor, claim, act),
            choices=self._choices(visit.actor, claim) if correcting else (),
            because=[
                Option(each, self._words(f"compensation.because.{each}"))
                for each in get_args(Because)
            ],
            lines=self._lines(claim_id) if correcting else (),
        )

    def _choices(self, actor: Actor, claim: Claim) -> list[Choice]:
        """What each correction would come to; those the rules refuse now are not offered."""
        proposed: dict[Correction, tuple[ClaimLine, ...]] = {}
        for choice in get_args(Correction):
            command = CorrectClaim(claim.claim_id, claim.claim_id, choice, "other", "…")
            with suppress(Refused):
                proposed[choice] = self._compensation.proposed(actor, command).lines
        return choices(proposed, self._presenter, self._words)

    def _lines(self, claim_id: UUID) -> list[Option]:
        """The lines that can be picked: those that went to payroll."""
        formats = self._words.formats
        return [
            Option(
                str(each.line.line_id),
                f"{self._presenter.kind(each.line.kind)}, {formats.kroner(each.line.amount_ore)}",
                self._words(f"compensation.pay-line.{each.status}"),
            )
            for each in pay_lines.of_claim(self._platform.views, claim_id)
        ]

    def _deputised(self, actor: Actor, claim: Claim, act: Act) -> list[Option]:
        """Whom one may stand in for: others who could do the same (P-5)."""
        role = _ROLE.get(act.name)
        if role is None:
            return []
        area, payer = claim.draft.helsefellesskap, claim.draft.payer
        register, now = self._platform.register, self._platform.clock.now()
        left_out = {actor.person, claim.draft.claimant, claim.attester}
        if not any((held.role, held.party) == (role, payer) for held in actor.holdings):
            return []
        return [
            Option(str(person), self._presenter.person(person))
            for person in register.holders(role, area)
            if person not in left_out
            and any(
                (held.role, held.party) == (role, payer)
                for held in register.actor(person, now).holdings
            )
        ]


_ROLE: dict[str, RoleName] = {"attest": "attester", "approve": "approver", "refuse": "approver"}
"""By act the role at the payer in which people stand in for each other."""


def _because(claim: Claim) -> Because:
    """What most likely is the reason for a correction now."""
    match claim.look:
        case "rate":
            return "rate"
        case None:
            return "payroll-refused" if claim.status == "payroll-refused" else "other"
        case _:
            return "attendance"


def _onward(actor: Actor, claim: Claim, words: Words) -> tuple[Onward, ...]:
    """To the meeting's first case, which holds the claim's history too."""
    if not claim.draft.cases:
        return ()
    first = claim.draft.cases[0]
    case = Resource("case", helsefellesskap=claim.draft.helsefellesskap, case=first, lifted=True)
    return onward(first, case, actor, words, ("case", "history"))

"""The one access policy (P-3, P-4): pure, the same answer on the page and in every list.

`allowed` decides about one resource, `scope` about a list; for every actor, action and resource
`allowed(...)` is Allowed exactly when `scope(actor, action).admits(resource)`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from shared.identity.actions import ACTIONS, Action
from shared.identity.actors import Actor
from shared.identity.conditions import (
    Kind,
    Reach,
    Reason,
    Resource,
    Scope,
    reason_against,
)
from shared.identity.grants import GRANTS, BySeat
from shared.identity.reaching import reaches

__all__ = [
    "ACTIONS",
    "RULES",
    "Action",
    "Allowed",
    "Denied",
    "Forbidden",
    "Kind",
    "Reason",
    "Resource",
    "Scope",
    "allowed",
    "require",
    "scope",
]

RULES: Mapping[Reason, str] = MappingProxyType(
    {
        "no-role": "P-3",
        "payer-gives-authority": "C-7",
        "seat-without-right": "G-2",
        "directorate-reads-no-report-text": "P-4",
        "directorate-reads-no-claims": "P-4",
        "directorate-reads-no-hearings": "P-4",
        "directorate-writes-only-answers": "P-4",
        "operator-reads-no-cases": "P-4",
        "other-helsefellesskap": "P-4",
        "other-body": "G-2",
        "other-case": "G-5",
        "other-party": "P-4",
        "not-among-parties": "P-4",
        "not-own": "P-4",
        "kind-not-open": "P-4",
        "not-locked": "P-4",
        "not-lifted": "P-4",
        "reporter-not-named": "P-4",
        "own-claim": "C-7",
        "attested-by-yourself": "C-7",
        "other-organisation": "I-4",
        "unknown-person": "P-2",
        "case-blocked": "R-7",
    }
)
"""The rule each reason rests on. The Norwegian sentence is `denied.<reason>` in the catalogue."""


THOUGH_BLOCKED: frozenset[Action] = frozenset({"audit.erase", "audit.query"})
"""What may be done to a case though it is blocked: to decide about the block itself (R-7), and to
be one of many in figures, which tell nothing of it (R-5)."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """Go on. `logged`: only with a purpose, and the reading is logged (R-6)."""

    logged: bool = False


@dataclass(frozen=True, slots=True)
class Denied:
    """No, by this rule and for this reason."""

    rule: str
    reason: Reason


class Forbidden(Exception):  # noqa: N818 - named for what it says
    """The actor may not do this; `denied.<reason>` is the Norwegian sentence.

    `rule` is the rule's number (`P-4`), `values` what the sentence needs to be filled in.
    """

    def __init__(self, rule: str, reason: Reason, **values: object) -> None:
        super().__init__(f"{rule}: {reason}")
        self.rule = rule
        self.reason = reason
        self.values = values


def scope(actor: Actor, action: Action) -> Scope:
    """All that the actor may do this on: what may be listed, counted, searched, exported."""
    found = (reach for grant in GRANTS[action] for reach in reaches(grant, actor))
    return Scope.of(found, frozenset() if action in THOUGH_BLOCKED else actor.blocked)


def allowed(actor: Actor, action: Action, resource: Resource) -> Allowed | Denied:
    """Whether the actor may do this to the resource, and if not, why."""
    within = scope(actor, action)
    admitting = [reach for reach in within.reaches if reach.admits(resource)]
    if admitting and resource.case in within.blocked:
        # told to those alone who could have read it
        return _denied("case-blocked")
    if admitting:
        return Allowed(logged=all(reach.logged for reach in admitting))
    return _denied(_why_not(actor, action, resource, within))


def require(actor: Actor, action: Action, resource: Resource) -> Allowed:
    """Goes on only where the policy allows it. Raises Forbidden."""
    answer = allowed(actor, action, resource)
    if isinstance(answer, Denied):
        raise Forbidden(answer.rule, answer.reason, action=action)
    return answer


def _denied(reason: Reason) -> Denied:
    return Denied(RULES[reason], reason)


def _why_not(actor: Actor, action: Action, resource: Resource, within: Scope) -> Reason:
    """The hindrance of the reach that came closest; of equals the first in the table."""
    if all(_own_only(reach) for reach in within.reaches) and (
        special := _limits_of_role(actor, action)
    ):
        return special
    closest: tuple[int, Reason] | None = None
    for reach in within.reaches:
        hindrance = reach.hindrance(resource)
        assert hindrance is not None
        place, condition = hindrance
        if closest is None or place > closest[0]:
            closest = (place, reason_against(condition))
    if closest is None:
        return _no_reach(actor, action)
    if action == "intake.read-external-reference":
        return "other-organisation"
    return closest[1]


def _own_only(reach: Reach) -> bool:
    return reason_against(reach.conditions[0]) == "not-own" if reach.conditions else False


def _limits_of_role(actor: Actor, action: Action) -> Reason | None:
    """Why Helsedirektoratet and the operator, who hold no more than that, are kept out."""
    roles = {held.role for held in actor.holdings}
    if actor.seats or actor.deputises or not roles:
        return None
    if roles == {"helsedirektoratet"}:
        return _limit_of_directorate(action)
    if roles == {"operator"}:
        return "operator-reads-no-cases"
    return None


def _limit_of_directorate(action: Action) -> Reason:
    if action == "governance.read-hearing":
        return "directorate-reads-no-hearings"
    if action.startswith("intake.") and ("read" in action or "find" in action):
        return "directorate-reads-no-report-text"
    if action.startswith("compensation."):
        return "directorate-reads-no-claims"
    return "directorate-writes-only-answers"


def _no_reach(actor: Actor, action: Action) -> Reason:
    if action == "governance.give-authority":
        return "payer-gives-authority"
    seats_could = any(isinstance(grant, BySeat) for grant in GRANTS[action])
    sits = actor.seats or actor.deputises
    return "seat-without-right" if sits and seats_could else "no-role"

"""What must hold for an exemption or a trial (G-17).

Forsøksloven is lov 26. juni 1992 nr. 87: § 3 third paragraph gives the longest time, § 4 what no
trial may depart from.
"""

from datetime import date, timedelta

from services.governance.rules.writing import NAME_LENGTH, optional, written
from shared.contracts.governance.trials import Deviation, Limit, TrialBasis, TrialPlan
from shared.values.refusal import Refused

FIRST_YEARS = 4
MORE_YEARS = 2
"""Forsøksloven § 3: up to four years, prolonged by up to two."""

_CASE_HANDLING_LAWS = ("forvaltningslov", "fvl")


def last_day(first: date, years: int) -> date:
    """The last day of a time of so many years that begins on `first`."""
    try:
        after = first.replace(year=first.year + years)
    except ValueError:
        after = date(first.year + years, 3, 1)
    return after - timedelta(days=1)


def plan_is_whole(plan: TrialPlan) -> TrialPlan:
    """G-17: what, from which provisions and how, when, undone how, evaluated how; and the limits
    of the basis it rests on. Gives the plan with its texts trimmed."""
    days_are_in_order(plan.starts_on, plan.ends_on)
    if not plan.deviations:
        raise Refused("G-17", "governance.trial-without-deviation", field="deviations")
    whole = plan.model_copy(
        update={
            "basis_provision": _basis_provision(plan),
            "measure": written("G-17", "measure", plan.measure),
            "deviations": tuple(map(_deviation, plan.deviations)),
            "duration": optional("G-17", "duration", plan.duration),
            "case_handling": _limit("case_handling", plan.case_handling),
            "individuals": _limit("individuals", plan.individuals),
            "reversible": written("G-17", "reversible", plan.reversible),
            "evaluation": written("G-17", "evaluation", plan.evaluation),
        }
    )
    if whole.basis == "forsoksloven":
        _within_forsoksloven(whole)
    else:
        _questions_are_answered(whole)
    return whole


def days_are_in_order(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise Refused("G-17", "governance.trial-backwards", field="ends_on")


def _basis_provision(plan: TrialPlan) -> str | None:
    """The clause of the sector law, or the regulation; forsøksloven is named by itself."""
    given = optional("G-17", "basis_provision", plan.basis_provision, longest=NAME_LENGTH)
    if given is None and plan.basis != "forsoksloven":
        raise Refused("G-17", "governance.basis-provision-missing", field="basis_provision")
    return given


def _deviation(told: Deviation) -> Deviation:
    return Deviation(
        law=written("G-17", "deviations", told.law, longest=NAME_LENGTH),
        section=written("G-17", "deviations", told.section, longest=NAME_LENGTH),
        how=written("G-17", "deviations", told.how),
    )


def _limit(field: str, told: Limit) -> Limit:
    return Limit(departs=told.departs, told=optional("G-17", field, told.told))


def _within_forsoksloven(plan: TrialPlan) -> None:
    """G-17: forsøksloven § 3 (time) and § 4 (case handling, individuals)."""
    within_first_years(plan.basis, plan.starts_on, plan.ends_on)
    if plan.case_handling.departs:
        raise Refused("G-17", "governance.trial-case-handling", field="case_handling")
    if any(each.law.casefold().startswith(_CASE_HANDLING_LAWS) for each in plan.deviations):
        raise Refused("G-17", "governance.trial-case-handling", field="deviations")
    if plan.individuals.departs:
        raise Refused("G-17", "governance.trial-individuals", field="individuals")


def within_first_years(basis: TrialBasis, starts_on: date, ends_on: date) -> None:
    """G-17: forsøksloven § 3, at most four years to begin with."""
    latest = last_day(starts_on, FIRST_YEARS)
    if basis == "forsoksloven" and ends_on > latest:
        raise Refused("G-17", "governance.trial-too-long", field="ends_on", latest=latest)


def _questions_are_answered(plan: TrialPlan) -> None:
    """G-17: elsewhere the same limits are questions, each with its answer in words."""
    if plan.duration is None:
        raise Refused("G-17", "governance.trial-question-open", field="duration")
    if plan.case_handling.told is None:
        raise Refused("G-17", "governance.trial-question-open", field="case_handling")
    if plan.individuals.told is None:
        raise Refused("G-17", "governance.trial-question-open", field="individuals")


def may_be_prolonged(
    basis: TrialBasis, starts_on: date, first_end: date, now_until: date, ends_on: date
) -> None:
    """G-17: to a later day; on forsøksloven by at most two years beyond what was first granted,
    so never beyond six (§ 3)."""
    if ends_on <= now_until:
        raise Refused("G-17", "governance.trial-not-longer", field="ends_on", until=now_until)
    latest = min(
        last_day(first_end + timedelta(days=1), MORE_YEARS),
        last_day(starts_on, FIRST_YEARS + MORE_YEARS),
    )
    if basis == "forsoksloven" and ends_on > latest:
        raise Refused("G-17", "governance.trial-prolonged-too-long", field="ends_on", latest=latest)

"""A trial is planned, applied for, and granted or refused (G-17)."""

from services.governance.commands.exits import (
    ApplyForTrial,
    DraftTrial,
    ExitFacts,
    GrantTrial,
    RedraftTrial,
    RefuseTrial,
)
from services.governance.decisions.exits.trial.states import (
    Applied,
    Drafted,
    Trial,
    TrialEvent,
    Unknown,
    not_so_far,
)
from services.governance.rules import trials as rules
from services.governance.rules.exits import (
    day_has_come,
    lies_at_partnership,
    no_patient_is_recognised,
)
from services.governance.rules.writing import NAME_LENGTH, optional, written
from shared.contracts.governance.trials import (
    TrialApplied,
    TrialDrafted,
    TrialGranted,
    TrialRefused,
)
from shared.values.refusal import Refused


def draft(command: DraftTrial, facts: ExitFacts, trial: Trial) -> tuple[TrialEvent, ...]:
    """G-17: for a case that lies at partnerskapsmøtet."""
    if not isinstance(trial, Unknown):
        raise Refused("G-17", "governance.trial-exists", field="trial_id")
    body = lies_at_partnership(facts)
    return (
        TrialDrafted(
            trial_id=command.trial_id,
            case_id=command.case_id,
            case_number=facts.number,
            body_id=body.body_id,
            helsefellesskap=body.helsefellesskap,
            plan=rules.plan_is_whole(command.plan),
        ),
    )


def redraft(command: RedraftTrial, trial: Trial) -> tuple[TrialEvent, ...]:
    """G-17: another plan, while nobody has been asked."""
    if not isinstance(trial, Drafted):
        raise not_so_far(trial)
    plan = rules.plan_is_whole(command.plan)
    return (trial.drafted.model_copy(update={"plan": plan}),)


def may_be_applied_for(facts: ExitFacts, trial: Trial, anonymous: bool) -> TrialDrafted:
    """G-17, G-10, I-3: what is planned, for a case that still lies at partnerskapsmøtet; it goes
    to somebody outside, by whom no patient may be recognised."""
    if not isinstance(trial, Drafted):
        raise not_so_far(trial)
    lies_at_partnership(facts)
    no_patient_is_recognised(anonymous)
    return trial.drafted


def apply(command: ApplyForTrial, facts: ExitFacts, trial: Trial) -> tuple[TrialEvent, ...]:
    """G-17, G-10: the case waits from here on."""
    drafted = may_be_applied_for(facts, trial, command.anonymous)
    return (
        TrialApplied(
            trial_id=command.trial_id,
            case_id=drafted.case_id,
            body_id=drafted.body_id,
            measure=drafted.plan.measure,
            applied_on=day_has_come("G-17", "applied_on", command.applied_on, facts.now),
            authority=written("G-17", "authority", command.authority, longest=NAME_LENGTH),
            reference=optional("G-17", "reference", command.reference, longest=NAME_LENGTH),
            document=command.document,
        ),
    )


def grant(command: GrantTrial, facts: ExitFacts, applied: Applied) -> tuple[TrialEvent, ...]:
    """G-17: for days that the basis allows."""
    rules.days_are_in_order(command.starts_on, command.ends_on)
    rules.within_first_years(applied.drafted.plan.basis, command.starts_on, command.ends_on)
    return (
        TrialGranted(
            trial_id=command.trial_id,
            granted_on=day_has_come("G-17", "granted_on", command.granted_on, facts.now),
            reference=written("G-17", "reference", command.reference, longest=NAME_LENGTH),
            starts_on=command.starts_on,
            ends_on=command.ends_on,
            conditions=optional("G-17", "conditions", command.conditions),
        ),
    )


def refuse(command: RefuseTrial, facts: ExitFacts, applied: Applied) -> tuple[TrialEvent, ...]:
    """G-17: the case goes back to the body that asked, with the authority's reason."""
    return (
        TrialRefused(
            trial_id=command.trial_id,
            case_id=applied.drafted.case_id,
            body_id=applied.drafted.body_id,
            refused_on=day_has_come("G-17", "refused_on", command.refused_on, facts.now),
            reference=written("G-17", "reference", command.reference, longest=NAME_LENGTH),
            reason=written("G-17", "reason", command.reason),
        ),
    )

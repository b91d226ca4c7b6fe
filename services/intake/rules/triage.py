"""What must hold for triage (I-2, I-3, I-5, I-6). Pure."""

from uuid import UUID

from services.intake.commands import AnswerFirst, IntakeFacts, RequestInformation, TriageCase
from services.intake.rules.reports import is_told
from shared.contracts.intake import PartyNamed
from shared.values.open_text import names_no_patient
from shared.values.refusal import Refused

LEAVES_INTAKE = frozenset({"lifted-to-assessment", "lifted-to-system-level", "routed-to-line"})
LONGEST_WAIT = 60
"""The most working days that a reporter may be given to answer."""


def triage_gives_a_reason(triage: TriageCase) -> None:
    """I-5: one outcome, with a reason; I-3: confirmed that no patient can be recognised."""
    is_told(triage.reason, "reason", "I-5")
    names_no_patient((("reference", triage.reference or ""),))
    confirmed(triage.outcome not in LEAVES_INTAKE or triage.no_patient_recognisable)


def confirmed(no_patient_recognisable: bool) -> None:
    """I-3: somebody says, by name, that no patient can be recognised."""
    if not no_patient_recognisable:
        raise Refused("I-3", "intake.no-patient-unconfirmed", field="no_patient_recognisable")


def refers_to_what_there_is(triage: TriageCase | AnswerFirst, facts: IntakeFacts) -> None:
    """I-5, G-21: what is referred to in a register stands there, and holds today."""
    if triage.rule is not None and facts.rule is None:
        raise Refused("I-5", "intake.rule-not-in-force", field="rule")
    if triage.routine is not None and facts.routine is None:
        raise Refused("I-5", "intake.routine-not-in-force", field="routine")


def organisations(parties: tuple[PartyNamed, ...]) -> tuple[UUID, ...]:
    """The parties that the register knows, each once."""
    known = (party.organisation_id for party in parties)
    return tuple(dict.fromkeys(each for each in known if each is not None))


def concerns_one_only(
    parties: tuple[PartyNamed, ...], reporters: tuple[UUID | None, ...]
) -> UUID | None:
    """I-2: the organisation that a problem concerns alone; None where it concerns others too.

    A reporter from another organisation than the one that is named makes them two.
    """
    named = {party.organisation_id or party.name for party in parties}
    involved = named | {each for each in reporters if each is not None}
    only = organisations(parties)
    return only[0] if len(involved) == len(only) == 1 else None


def own_line(triage: TriageCase, parties: tuple[PartyNamed, ...]) -> UUID | None:
    """I-2: in whose own line it belongs. Where several parties are named, triage says which."""
    if triage.outcome != "routed-to-line":
        if triage.line is not None:
            raise Refused("I-2", "intake.line-without-routing", field="line")
        return None
    known = organisations(parties)
    if triage.line is None and len(known) > 1:
        raise Refused("I-2", "intake.line-missing", field="line")
    if triage.line is not None and triage.line not in known:
        raise Refused("I-2", "intake.line-not-a-party", field="line")
    return triage.line or (known[0] if known else None)


def somebody_else_triages(not_by: frozenset[UUID], facts: IntakeFacts) -> None:
    """I-6: what did not solve it is looked at anew by another in the secretariat; by the chair of
    SSU where there is no other."""
    if not not_by:
        return
    person = facts.by.person
    others = set(facts.secretariat) - not_by
    if person in not_by:
        raise Refused("I-6", f"intake.same-triager-{'others' if others else 'alone'}")
    if person in facts.secretariat:
        return
    if others:
        raise Refused("I-6", "intake.secretariat-has-another")
    if person not in facts.chairs:
        raise Refused("I-6", "intake.chair-triages")


def entrusted(not_by: frozenset[UUID], facts: IntakeFacts) -> tuple[UUID, ...]:
    """I-6: the chairs of SSU, where the secretariat has nobody else."""
    return () if set(facts.secretariat) - not_by else facts.chairs


def asks_within_reason(asked: RequestInformation) -> None:
    """I-5: what is asked, and a deadline that somebody can keep."""
    is_told(asked.question, "question", "I-5")
    if not 1 <= asked.working_days <= LONGEST_WAIT:
        raise Refused("I-5", "intake.deadline-length", field="working_days", longest=LONGEST_WAIT)

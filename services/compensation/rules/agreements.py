"""What an agreement must hold, and who may sign it (C-2, C-11)."""

import re
from datetime import date
from uuid import UUID

from services.compensation.commands.agreements import DraftAgreement, EndAgreement, SignAgreement
from services.compensation.rules.dates import period_runs_forward
from services.compensation.rules.writing import written
from shared.contracts.compensation import AgreementDrafted, Cover
from shared.contracts.record import Who
from shared.values.refusal import Refused

COVERS: tuple[Cover, ...] = ("meeting", "travel", "between")
"""An agreement without terms for all three is incomplete (C-2)."""

_EMPLOYEE_NUMBER = re.compile(r"\d{1,12}", re.ASCII)


def terms_missing(covers: tuple[Cover, ...]) -> tuple[Cover, ...]:
    """C-2: what the agreement lacks, of meeting time, travel time and time between meetings."""
    return tuple(cover for cover in COVERS if cover not in covers)


def agreement_makes_sense(command: DraftAgreement) -> None:
    """C-2: seats, a period, caps that are amounts of time, and a number payroll can use."""
    if not command.seats:
        raise Refused("C-2", "compensation.seats-missing", field="seats")
    period_runs_forward("C-2", command.valid_from, command.valid_to)
    caps = command.caps
    for field, minutes in (
        ("meeting_minutes_per_day", caps.meeting_minutes_per_day),
        ("travel_minutes_per_day", caps.travel_minutes_per_day),
        ("between_minutes_per_month", caps.between_minutes_per_month),
    ):
        if minutes is not None and minutes <= 0:
            raise Refused("C-2", "compensation.cap-not-positive", field=field)
    if command.claim_deadline_months is not None and command.claim_deadline_months <= 0:
        raise Refused("C-2", "compensation.deadline-not-positive", field="claim_deadline_months")
    if not _EMPLOYEE_NUMBER.fullmatch(command.employee_number.clear or ""):
        raise Refused("C-10", "compensation.employee-number", field="employee_number")


def channel_is_founded(command: DraftAgreement) -> None:
    """C-11: payroll is the rule; anything else rests on a recorded tax assessment."""
    assessed = command.tax_assessment
    if assessed is None:
        if command.channel != "payroll":
            raise Refused("C-11", "compensation.tax-assessment-missing", field="tax_assessment")
        return
    written("C-11", "tax_assessment.assessed_by", assessed.assessed_by)
    written("C-11", "tax_assessment.basis", assessed.basis)


def complete(missing: tuple[Cover, ...]) -> None:
    """C-2: an incomplete agreement says what it lacks, and can't be signed."""
    match missing[:1]:
        case ("meeting",):
            raise Refused("C-2", "compensation.no-terms-for-meeting", field="covers")
        case ("travel",):
            raise Refused("C-2", "compensation.no-terms-for-travel", field="covers")
        case ("between",):
            raise Refused("C-2", "compensation.no-terms-for-between", field="covers")
        case _:
            return


def may_sign(command: SignAgreement, by: Who, doctor: UUID) -> None:
    """C-2: the doctor signs in person; for the payer somebody else does."""
    match command.side:
        case "doctor":
            if by.person != doctor:
                raise Refused("C-2", "compensation.only-the-doctor-signs", field="side")
        case "payer":
            if doctor in {by.person, by.on_behalf_of}:
                raise Refused("C-2", "compensation.two-people-sign", field="side")


def may_end(command: EndAgreement, draft: AgreementDrafted, ended_on: date) -> None:
    """C-2: an agreement ends on a day within its period: what lies before is still paid for."""
    if not draft.valid_from <= ended_on <= draft.valid_to:
        raise Refused(
            "C-2",
            "compensation.ends-outside-the-period",
            field="ended_on",
            valid_from=draft.valid_from,
            valid_to=draft.valid_to,
        )
    written("C-2", "reason", command.reason)

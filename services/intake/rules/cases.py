"""What must hold where cases meet or part, and where one is started (I-0, I-8, I-13). Pure."""

from uuid import UUID

from services.intake.commands import SplitCase, StartCase
from services.intake.commands.facts import OtherCase
from services.intake.rules.reports import is_told, names_a_party, names_the_problem, text_of
from services.intake.rules.triage import confirmed
from shared.contracts.intake import ReportHeld
from shared.values.open_text import names_no_patient
from shared.values.refusal import Refused


def may_be_joined(
    other: OtherCase | None, case_id: UUID, helsefellesskap: UUID, *, closed: bool, field: str
) -> OtherCase:
    """I-0: another case of the same helsefellesskap that has not come to its end."""
    if other is None:
        raise Refused("I-0", "intake.case-unknown", field=field)
    if other.case_id == case_id:
        raise Refused("I-0", "intake.same-case", field=field)
    if other.helsefellesskap != helsefellesskap:
        raise Refused("I-0", "intake.other-helsefellesskap", field=field)
    if other.standing == "ended" or closed:
        raise Refused("I-0", "intake.case-ended", field=field, number=other.number)
    return other


def older_number_stays(opened_at: int, other: OtherCase) -> None:
    """I-0: the younger case goes into the older."""
    if other.opened_at > opened_at:
        raise Refused("I-0", "intake.older-number-stays", field="into", number=other.number)


def some_go_and_some_stay(
    split: SplitCase, reports: tuple[ReportHeld, ...]
) -> tuple[ReportHeld, ...]:
    """I-0: the reports that go; neither of the two cases is left without one."""
    held = {each.report_id: each for each in reports}
    if not set(split.reports) <= held.keys():
        raise Refused("I-0", "intake.report-not-in-case", field="reports")
    going = tuple(held[each] for each in dict.fromkeys(split.reports))
    if not going or len(going) == len(reports):
        raise Refused("I-0", "intake.split-leaves-one", field="reports")
    return going


def split_is_told(split: SplitCase) -> None:
    """I-0, I-3: the new case has a name, a description and its parties, and there is a reason."""
    names_the_problem(split.title, split.what_happens, "I-0")
    names_a_party(split.parties, "I-0")
    is_told(split.reason, "reason", "I-0")
    _no_patient(split)


def start_is_told(start: StartCase) -> None:
    """I-13, I-3: what is planned or adjusted, by whom, and for whom."""
    names_the_problem(start.title, start.what_happens, "I-13")
    names_a_party(start.parties, "I-13")
    starter = {
        "body": start.body_id,
        "party": start.party,
        "project": (start.project or "").strip(),
    }[start.starter]
    if not starter:
        field = "body_id" if start.starter == "body" else start.starter
        raise Refused("I-13", f"intake.starter-{start.starter}-missing", field=field)
    names_no_patient((("project", start.project or ""),))
    _no_patient(start)
    confirmed(start.no_patient_recognisable)


def _no_patient(told: SplitCase | StartCase) -> None:
    names_no_patient(
        (
            ("title", text_of(told.title)),
            ("what_happens", text_of(told.what_happens)),
            *(("parties", name) for name in told.parties),
        )
    )


def recurs(times: int, often: int, *, raised: bool) -> bool:
    """I-8: joined or answered so often that it raises itself, once."""
    return times >= often and not raised

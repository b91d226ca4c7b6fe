"""The state machine of a case is drawn from the code, and its page is current."""

from typing import get_args

from services.governance.decisions.case import Case
from services.governance.decisions.case.events import CaseEvent
from services.governance.decisions.case.states import Closed, Unknown
from services.governance.decisions.case.transitions import STAYS, TRANSITIONS
from tests.architecture import case_page


def test_the_page_of_the_case_is_current() -> None:
    page = case_page.PATH.read_text(encoding="utf-8")
    assert page == case_page.case_page(), "run `python -m tests.architecture.generate`"


def test_every_state_and_every_event_of_a_case_stands_in_the_table() -> None:
    assert set(TRANSITIONS) == set(get_args(Case))
    happened = {kind for leads in TRANSITIONS.values() for kind in leads} | set(STAYS)
    assert happened == set(get_args(CaseEvent))


def test_every_state_but_the_last_leads_to_another_and_every_state_is_led_to() -> None:
    for state, leads in TRANSITIONS.items():
        on = {target for found in leads.values() for target in found} - {state}
        assert on or state is Closed, state
    reached = {
        target for leads in TRANSITIONS.values() for found in leads.values() for target in found
    }
    assert reached == set(TRANSITIONS) - {Unknown}


def test_every_state_can_come_to_its_end() -> None:
    ends = {Closed}
    while True:
        more = {
            state
            for state, leads in TRANSITIONS.items()
            if any(target in ends for found in leads.values() for target in found)
        }
        if more <= ends:
            break
        ends |= more
    assert ends == set(TRANSITIONS)

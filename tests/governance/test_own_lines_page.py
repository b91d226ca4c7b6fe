"""What the case's page says of a party that has not answered in time (G-14)."""

from dataclasses import replace

from services.governance.application.case_file import case_file
from services.governance.decisions.case.states import Ratifying
from services.governance.pages.presenters.names import Names
from services.governance.pages.presenters.own_lines import answered
from shared.identity.actors import Actor
from tests.governance.example import SIV, party
from tests.governance.installation import Installation


def test_an_answer_that_is_overdue_is_a_warning_with_whom_to_ask_g_14(
    installation: Installation,
) -> None:
    case_id, _ = installation.agreed()
    platform = installation.governance.platform
    names = Names(platform, Actor(SIV), installation.process.around.words)
    file = case_file(platform.ledger, platform.codec, platform.views, case_id)
    skien = party("skien")
    waiting = answered(file, skien, names)
    assert (waiting.tone, waiting.state, waiting.told) == ("info", "Ikke svart", "")
    assert isinstance(file.state, Ratifying)
    late = replace(file, state=replace(file.state, table=replace(file.state.table, overdue=True)))
    over = answered(late, skien, names)
    assert (over.tone, over.state) == ("warning", "Ikke svart: fristen er ute")
    assert over.told == "Svarer for parten: Anne Eksempel-Medlem"

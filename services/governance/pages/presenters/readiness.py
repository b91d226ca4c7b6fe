"""When each party of a case is ready, as assessment concluded it (A-8, G-15)."""

from datetime import date

from services.governance.pages.presenters.names import Names
from shared.contracts.assessment import Readiness
from shared.web.readiness import ReadinessSaid, Ready, said


def readiness_said(found: Readiness, today: date, names: Names) -> ReadinessSaid | None:
    """Each party with the last day of all that it needs; None where nothing is told."""
    rows = [
        Ready(
            party=names.party(each.party),
            what=", ".join(each.what),
            ready_on=each.ready_on,
            holds=each.party in found.held_by,
        )
        for each in found.parties
    ]
    return said(rows, found.gain_from, today, names.words)

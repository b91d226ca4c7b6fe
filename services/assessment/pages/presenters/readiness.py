"""Readiness as the long form tells it: each system of each party (A-8)."""

from datetime import date

from services.assessment.pages.presenters.fields import answer
from services.assessment.pages.presenters.names import Names
from services.assessment.readmodels.preview import Preview
from shared.contracts.assessment.details import PartySystem
from shared.web.readiness import ReadinessSaid, Ready, said


def readiness_said(so_far: Preview, today: date, names: Names) -> ReadinessSaid | None:
    """From when there is any gain, and which party holds it; None where nothing is told."""
    found = so_far.readiness
    last = {each.party: each.ready_on for each in found.parties}

    def holds(system: PartySystem) -> bool:
        late = system.party in found.held_by and system.needed
        return late and system.ready_on == last[system.party]

    rows = [
        Ready(
            party=names.party(system.party),
            what=system.system,
            ready_on=system.ready_on,
            holds=holds(system),
            needed=system.needed,
            can=", ".join(answer("can", each, names.words).lower() for each in system.can),
        )
        for system in so_far.inputs.systems
    ]
    return said(rows, found.gain_from, today, names.words)

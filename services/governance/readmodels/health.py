"""How does a helsefellesskap's structure stand on a day? (G-4)"""

from datetime import date
from uuid import UUID

from services.governance.readmodels import structure
from services.governance.readmodels.terms import terms
from services.governance.rules.health import Finding, Party, Structure, examine
from shared.eventlog.projections import Views
from shared.identity.register import Register


def findings(
    views: Views, register: Register, helsefellesskap: UUID, day: date
) -> tuple[Finding, ...]:
    """What is missing in it, the most serious first."""
    bodies = tuple(structure.bodies(views, helsefellesskap))
    seats = tuple(structure.seats(views, [each.body_id for each in bodies]))
    parties = tuple(
        Party(each.id, each.name, each.kind, each.succeeded_on)
        for each in register.organisations(helsefellesskap)
    )
    return examine(Structure(bodies, seats, parties, terms(views, register, seats, day)))

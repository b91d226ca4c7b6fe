"""Governance, wired."""

from pathlib import Path

from services.governance import api
from services.governance.application import Governance
from services.governance.application.awaiting import Awaiting
from services.governance.application.deciders import deciders
from services.governance.application.gathering import Gathering
from services.governance.application.minutes import MinutesKept
from services.governance.application.papers import Papers
from services.governance.decisions import RULES_VERSION
from services.governance.pages import routes
from services.governance.reactions import REACTS_TO, fires, react, timers_of
from services.governance.readmodels.agreements import AGREEMENTS
from services.governance.readmodels.cases import CASES
from services.governance.readmodels.deadlines import DEADLINES
from services.governance.readmodels.exits import EXITS
from services.governance.readmodels.hearings import HEARINGS
from services.governance.readmodels.meetings import MEETINGS
from services.governance.readmodels.readiness import READINESS
from services.governance.readmodels.routines import ROUTINES
from services.governance.readmodels.shifts import SHIFTS
from services.governance.readmodels.structure import STRUCTURE
from services.governance.readmodels.titles import TITLES
from shared.eventlog.documents import Documents
from shared.service.assembly import Service
from shared.service.desk import Desk
from shared.service.platform import Surroundings
from shared.typesetting import Language
from shared.web.formats import Formats
from shared.web.i18n import Words

MODELS = (
    STRUCTURE,
    CASES,
    DEADLINES,
    MEETINGS,
    AGREEMENTS,
    EXITS,
    HEARINGS,
    ROUTINES,
    SHIFTS,
    READINESS,
    TITLES,
)
NYNORSK = Path(__file__).parent / "words" / "nn.po"
"""The words of what is put on paper in nynorsk."""


def build(around: Surroundings) -> Service:
    platform = around.platform("governance", MODELS)
    documents = Documents(platform.settings.database, platform.seals)
    written: dict[Language, Words] = {
        "nb": around.words,
        "nn": Words([NYNORSK], formats=Formats("nn")),
    }
    minutes = MinutesKept(platform.views, platform.register, documents, written)
    gathering = Gathering(
        platform.ledger,
        platform.codec,
        platform.views,
        platform.settings.view_wait_seconds,
        minutes,
    )
    handler = platform.handler(RULES_VERSION, deciders(gathering))
    governance = Governance(Desk(handler, platform.clock), gathering, platform.views)
    awaiting = Awaiting(platform.ledger, platform.codec, platform.views, platform.clock)
    papers = Papers(
        platform.ledger,
        platform.codec,
        gathering,
        platform.register,
        documents,
        platform.seals.open,
        platform.clock,
        written,
    )
    return Service(
        platform,
        handler,
        routers=(
            api.router(governance, platform, papers, minutes, around.words, awaiting),
            routes.router(governance, platform, papers, minutes, around.words, awaiting),
        ),
        react=react,
        reacts_to=REACTS_TO,
        timers_of=timers_of,
        fire=fires(handler, platform.views),
    )

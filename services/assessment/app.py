"""Assessment, wired."""

from services.assessment import api
from services.assessment.application import Assessment, decider
from services.assessment.decisions import RULES_VERSION
from services.assessment.pages import routes
from services.assessment.reactions import REACTS_TO, react
from services.assessment.readmodels.assessments import ASSESSMENTS
from services.assessment.readmodels.hindrances import HINDRANCES
from services.assessment.readmodels.revisions import REVISIONS
from shared.service.assembly import Service
from shared.service.desk import Desk
from shared.service.platform import Surroundings


def build(around: Surroundings) -> Service:
    platform = around.platform("assessment", (ASSESSMENTS, REVISIONS, HINDRANCES))
    handler = platform.handler(
        RULES_VERSION,
        [decider(platform.ledger, platform.codec, platform.register, platform.views)],
    )
    assessment = Assessment(Desk(handler, platform.clock), platform.views)
    return Service(
        platform,
        handler,
        routers=(
            api.commands(assessment),
            api.queries(platform),
            routes.router(assessment, platform, around.words),
        ),
        react=react,
        reacts_to=REACTS_TO,
    )

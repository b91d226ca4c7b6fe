"""Intake, wired."""

from services.intake import api
from services.intake.application import Intake, decider
from services.intake.decisions import RULES_VERSION
from services.intake.pages import routes
from services.intake.readmodels.cases import CASES
from services.intake.readmodels.similar import SimilarCases
from services.intake.readmodels.steps import STEPS
from shared.service.assembly import Service
from shared.service.desk import Desk
from shared.service.platform import Surroundings


def build(around: Surroundings) -> Service:
    similar = SimilarCases(around.keys)
    platform = around.platform("intake", (CASES, STEPS, similar))
    handler = platform.handler(
        RULES_VERSION, [decider(platform.heads, platform.register, platform.views)]
    )
    intake = Intake(Desk(handler, platform.clock), platform.views)
    return Service(
        platform,
        handler,
        routers=(
            api.router(intake, platform, around.words),
            routes.router(intake, platform, around.words),
        ),
    )

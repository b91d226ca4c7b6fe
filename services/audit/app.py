"""Audit, wired. It hears every service, itself too."""

from services.audit import api
from services.audit.application import Audit, deciders
from services.audit.decisions import RULES_VERSION
from services.audit.pages import routes
from services.audit.readmodels.keeping import Logbook
from shared.contracts.record import SERVICES
from shared.service.assembly import Service
from shared.service.desk import Desk
from shared.service.platform import Surroundings


def build(around: Surroundings) -> Service:
    platform = around.platform("audit", ())
    handler = platform.handler(RULES_VERSION, deciders(platform.engine))
    audit = Audit(Desk(handler, platform.clock), platform.engine, platform.codec)
    return Service(
        platform,
        handler,
        routers=(
            api.router(audit, platform, around.words),
            routes.router(audit, platform, around.words),
        ),
        keepers=(Logbook(platform.engine, platform.clock),),
        keeps=frozenset(SERVICES),
    )

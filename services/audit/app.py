"""Audit, wired. It hears every service, itself too."""

from typing import Any

from services.audit.api import Asked, router
from services.audit.application import Audit, deciders
from services.audit.application.bundles import Bundles
from services.audit.application.checkpointing import Checkpointing, Checkpoints
from services.audit.application.erasing import Erasing, erasure_decider
from services.audit.application.explaining import Explaining, Services
from services.audit.application.querying import Querying
from services.audit.application.recording import query_decider
from services.audit.decisions import RULES_VERSION
from services.audit.pages import routes
from services.audit.readmodels.accesses import ACCESSES
from services.audit.readmodels.cases import CASES
from services.audit.readmodels.keeping import Logbook
from services.audit.readmodels.subjects import SUBJECTS
from shared.contracts.record import SERVICES, ServiceName
from shared.eventlog.commands import Decider
from shared.eventlog.note_keys import NoteKeys
from shared.eventlog.publishing import PublishingFolder
from shared.eventlog.signing import issue_service_token
from shared.service.assembly import Service
from shared.service.desk import Desk
from shared.service.platform import Platform, Surroundings
from shared.service.settings import Settings

NOTE = ".note"


def build(around: Surroundings) -> Service:
    platform = around.platform("audit", (CASES, ACCESSES, SUBJECTS))
    handler = platform.handler(RULES_VERSION, all_deciders(platform))
    desk = Desk(handler, platform.clock)
    audit = Audit(desk, handler, platform.engine, platform.codec)
    erasing = Erasing(audit, desk, handler, platform)
    checkpoints = checkpoints_of(platform)
    every = around.settings.checkpoint_seconds
    duty = Checkpointing(checkpoints, handler, platform.clock.now, every=every)
    bundles = Bundles(audit, checkpoints, duty, platform, around.words)
    explaining = Explaining(audit, services_of(platform), platform)
    querying = Querying(audit, bundles, platform, around.words)
    asked = Asked(audit, checkpoints, bundles, explaining, querying, erasing)
    return Service(
        platform,
        handler,
        routers=(
            router(asked, platform, around.words),
            routes.router(asked, platform, around.words),
        ),
        keepers=(Logbook(platform.engine, platform.clock),),
        keeps=frozenset(SERVICES),
        duties=(duty, erasing),
    )


def all_deciders(platform: Platform) -> tuple[Decider[Any, Any, Any], ...]:
    """Of every kind of stream that audit has."""
    return (*deciders(platform.engine), erasure_decider(platform), query_decider())


def services_of(platform: Platform) -> Services:
    """The services of this installation, asked in audit's own name."""

    def token(asked: ServiceName) -> str:
        return issue_service_token(platform.keys.signer("audit"), asked, platform.clock.now())

    return Services(platform.settings.urls(), token)


def note_keys(settings: Settings) -> NoteKeys:
    """The keys that sign checkpoints; development makes the first where there is none."""
    assert settings.checkpoint_keys is not None
    development = settings.environment == "development"
    return NoteKeys(settings.checkpoint_keys, settings.origin, made_at_need=development)


def checkpoints_of(platform: Platform) -> Checkpoints:
    """What has been published of the trees in this installation."""
    settings = platform.settings
    return Checkpoints(platform.engine, note_keys(settings), publishing(settings), settings.origin)


def publishing(settings: Settings) -> PublishingFolder:
    """Where this installation publishes its checkpoints."""
    assert settings.checkpoints is not None
    return PublishingFolder(settings.checkpoints, NOTE)

"""Intake, wired."""

from pathlib import Path

from services.intake import api
from services.intake.api.importing import PATH as IMPORTS
from services.intake.api.similar import Looking
from services.intake.application import Intake
from services.intake.application.deciders import deciders
from services.intake.application.facts import Gathering
from services.intake.application.import_store import ImportStore
from services.intake.application.importing import Importing, ImportWorker
from services.intake.application.notice_store import NoticeStore
from services.intake.application.noticing import Noticing
from services.intake.application.receipts import Receipts
from services.intake.decisions import RULES_VERSION
from services.intake.pages import importing as import_pages
from services.intake.pages import routes
from services.intake.reactions import fires, timers_of
from services.intake.readmodels.cases import CASES
from services.intake.readmodels.known_rules import KNOWN_RULES
from services.intake.readmodels.reports import REPORTS
from services.intake.readmodels.routines import ROUTINES
from services.intake.readmodels.similar import SimilarCases
from services.intake.readmodels.steps import STEPS
from services.intake.rules.imports.files import MOST_BYTES
from shared.eventlog.documents import Documents
from shared.service.access import actors_of
from shared.service.assembly import Service
from shared.service.desk import Desk
from shared.service.drafts import Drafts
from shared.service.platform import Surroundings
from shared.web.formats import Formats
from shared.web.i18n import Words

NYNORSK = Path(__file__).parent / "words" / "nn.po"
"""The words of what is sent in nynorsk."""


def build(around: Surroundings) -> Service:
    similar = SimilarCases(around.keys)
    platform = around.platform("intake", (CASES, STEPS, REPORTS, KNOWN_RULES, ROUTINES, similar))
    actor_of = actors_of(platform)
    gathering = Gathering(
        platform.ledger, platform.codec, platform.heads, platform.register, platform.views, actor_of
    )
    handler = platform.handler(RULES_VERSION, deciders(gathering))
    intake = Intake(Desk(handler, platform.clock), platform.views)
    drafts = Drafts(platform.settings.database, platform.seals, platform.clock)
    looking = Looking(similar, platform)
    documents = Documents(platform.settings.database, platform.seals)
    receipts = Receipts(intake, platform, documents, around.words)
    importing = Importing(
        intake, platform, ImportStore(platform.settings.database, platform.seals, platform.clock)
    )
    notices = NoticeStore(platform.settings.database)
    noticing = Noticing(
        platform,
        notices,
        platform.settings.mail_server,
        {"nb": around.words, "nn": Words([NYNORSK], formats=Formats("nn"))},
    )
    mails = (noticing,) if platform.settings.smtp_host else ()
    return Service(
        platform,
        handler,
        routers=(
            api.router(intake, platform, drafts, looking, importing, around.words),
            routes.router(intake, platform, drafts, looking, receipts, around.words),
            import_pages.router(importing, around.words),
        ),
        timers_of=timers_of,
        fire=fires(handler, platform.views),
        duties=(ImportWorker(importing, actor_of), *mails),
        larger_bodies=dict.fromkeys((IMPORTS, import_pages.PATH), MOST_BYTES + 100_000),
    )

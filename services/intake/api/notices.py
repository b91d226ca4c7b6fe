"""Whether news of one's own cases comes by e-mail, over HTTP (I-11)."""

from fastapi import APIRouter, Response
from pydantic import BaseModel

from services.intake.api.answering import Body, Changing
from services.intake.application import Intake
from services.intake.application.streams import OwnStreams, notices_stream
from services.intake.commands import ChooseNotices
from shared.service.answers import Accepted, tagged
from shared.service.platform import Platform
from shared.service.signing_in import Asking


class NoticesBody(Body):
    by_email: bool


class NoticesOut(BaseModel):
    """One's own choice, and the address that is known: None where the register has none."""

    by_email: bool
    address: str | None


def router(intake: Intake, platform: Platform) -> APIRouter:
    api = APIRouter(prefix="/notices")

    @api.get("")
    def read(actor: Asking, response: Response) -> NoticesOut:
        """Om du får varsler på e-post om sakene dine."""
        own = OwnStreams(platform.ledger, platform.codec)
        choice = own.notices(actor.person)
        tagged(response, own.heads[notices_stream(actor.person)])
        address = platform.register.person_email(actor.person)
        return NoticesOut(by_email=choice.by_email, address=address)

    @api.post("")
    def choose(body: NoticesBody, change: Changing) -> Accepted:
        """Velger om varsler skal komme på e-post."""
        return change.ask(intake, ChooseNotices(change.actor.person, body.by_email))

    return api

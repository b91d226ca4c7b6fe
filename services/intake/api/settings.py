"""How a helsefellesskap wants its triage, over HTTP (I-5, I-8)."""

from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from services.intake.api.answering import Body, Changing
from services.intake.application import Intake
from services.intake.application.streams import OwnStreams, settings_stream
from services.intake.commands import NameLiaison, RemoveLiaison, SetRecurrence
from shared.identity.conditions import Resource
from shared.identity.policy import require
from shared.service.answers import Accepted, tagged
from shared.service.platform import Platform
from shared.service.signing_in import Asking


class RecurrenceBody(Body):
    times: int = Field(description="Så mange ganger før problemet reiser seg selv.")


class LiaisonBody(Body):
    """A person who may answer first: for one party, or in the whole helsefellesskap."""

    person: UUID
    party: UUID | None = None


class SettingsOut(BaseModel):
    helsefellesskap: UUID
    times: int
    liaisons: list[LiaisonBody]


def router(intake: Intake, platform: Platform) -> APIRouter:
    api = APIRouter(prefix="/settings/{helsefellesskap}")

    @api.get("")
    def read(helsefellesskap: UUID, actor: Asking, response: Response) -> SettingsOut:
        """Hvordan helsefellesskapet vil ha silingen."""
        structure = Resource("structure", helsefellesskap=helsefellesskap)
        require(actor, "intake.configure", structure)
        own = OwnStreams(platform.ledger, platform.codec)
        settings = own.settings(helsefellesskap)
        tagged(response, own.heads[settings_stream(helsefellesskap)])
        liaisons = sorted(settings.liaisons, key=str)
        return SettingsOut(
            helsefellesskap=helsefellesskap,
            times=settings.often,
            liaisons=[LiaisonBody(person=person, party=party) for person, party in liaisons],
        )

    @api.post("/recurrence")
    def recurrence(helsefellesskap: UUID, body: RecurrenceBody, change: Changing) -> Accepted:
        """Setter hvor mange ganger et problem kommer før det reiser seg selv."""
        return change.ask(intake, SetRecurrence(helsefellesskap, body.times))

    @api.post("/liaisons")
    def name(helsefellesskap: UUID, body: LiaisonBody, change: Changing) -> Accepted:
        """Peker ut en kontaktperson som kan svare før silingen."""
        return change.ask(intake, NameLiaison(helsefellesskap, body.person, body.party))

    @api.post("/liaisons/remove")
    def remove(helsefellesskap: UUID, body: LiaisonBody, change: Changing) -> Accepted:
        """Kontaktpersonen skal ikke lenger svare først."""
        return change.ask(intake, RemoveLiaison(helsefellesskap, body.person, body.party))

    return api

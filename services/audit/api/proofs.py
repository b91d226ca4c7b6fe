"""Heads, checkpoints and proofs over HTTP, for those who check without trusting us (R-4)."""

from dataclasses import asdict
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response
from fastapi.responses import PlainTextResponse

from services.audit.application import Audit, tree_heads
from services.audit.application.checkpointing import Checkpoints
from services.audit.application.proving import Consistency, Inclusion, Proofs
from services.audit.readmodels import logbook
from shared.contracts.record import ServiceName
from shared.identity.conditions import Resource
from shared.identity.policy import require
from shared.service.answers import Accepted, accepted
from shared.service.platform import Platform
from shared.service.signing_in import Asking
from shared.web.conditions import IdempotencyKey, NotFound

Epoch = Annotated[UUID, Query(description="Loggens identitet; står i hodene og på hver hendelse.")]
Size = Annotated[
    int | None, Query(ge=0, description="Treets størrelse, fra et hode; ellers slik det er nå.")
]


def told(proof: Inclusion | Consistency) -> dict[str, Any]:
    """A proof with its hashes in hex."""
    return {
        name: value.hex()
        if isinstance(value, bytes)
        else [step.hex() for step in value]
        if isinstance(value, tuple)
        else value
        for name, value in asdict(proof).items()
    }


def heads_router(audit: Audit, platform: Platform) -> APIRouter:
    api = APIRouter()

    @api.get("/heads")
    def heads(actor: Asking) -> dict[str, Any]:
        """Hodene på alle trærne slik de er nå, og hva som står der uten å kunne leses her."""
        require(actor, "audit.verify", Resource("log"))
        return {
            "heads": [head.model_dump(mode="json") for head in tree_heads(platform.engine)],
            "unread": [asdict(each) for each in logbook.unread(platform.engine)],
        }

    @api.post("/heads", status_code=201)
    def record(key: IdempotencyKey, actor: Asking, response: Response) -> Accepted:
        """Fører hodene på alle trærne inn i loggen."""
        return accepted(response, audit.record_heads(actor, key=key))

    return api


def proofs_router(platform: Platform) -> APIRouter:
    api, proofs = APIRouter(prefix="/proofs"), Proofs(platform.engine)

    @api.get("/inclusion")
    def inclusion(
        actor: Asking,
        service: ServiceName,
        epoch: Epoch,
        position: Annotated[int, Query(ge=1, description="Hendelsens nummer i loggen.")],
        size: Size = None,
    ) -> dict[str, Any]:
        """Bevis for at en hendelse står i loggen (RFC 9162, 2.1.3)."""
        return told(proofs.inclusion(actor, service, epoch, position, size))

    @api.get("/consistency")
    def consistency(
        actor: Asking,
        service: ServiceName,
        epoch: Epoch,
        first: Annotated[int, Query(ge=0, description="Den minste størrelsen.")],
        size: Size = None,
    ) -> dict[str, Any]:
        """Bevis for at loggen bare har vokst mellom to størrelser (RFC 9162, 2.1.4)."""
        return told(proofs.consistency(actor, service, epoch, first, size))

    return api


def checkpoints_router(checkpoints: Checkpoints) -> APIRouter:
    """Whoever is logged in may have them: they tell of sizes and hashes, and are published."""
    api = APIRouter()

    @api.get("/checkpoints")
    def listed(
        _actor: Asking,
        after: Annotated[str, Query(max_length=40, description="Navnet på den siste du har.")] = "",
        limit: Annotated[int, Query(ge=1, le=1_000)] = 100,
    ) -> dict[str, Any]:
        """Navnene på sjekkpunktene som er publisert, eldste først."""
        names = [name for name in checkpoints.names() if name > after]
        more = names[limit - 1] if len(names) > limit else None
        return {"checkpoints": names[:limit], "next": more}

    @api.get("/checkpoints/{name}", response_class=PlainTextResponse)
    def one(name: str, _actor: Asking) -> PlainTextResponse:
        """Ett sjekkpunkt, signert (C2SP signed-note); «newest» er det siste."""
        names = checkpoints.names()
        wanted = names[-1] if name == "newest" and names else name
        try:
            return PlainTextResponse(checkpoints.get(wanted).note)
        except LookupError:
            raise NotFound from None

    @api.get("/checkpoint-keys")
    def keys(_actor: Asking) -> dict[str, list[str]]:
        """Nøklene som sjekkpunkter er signert med; sammenlign med dem du har fått på annen vei."""
        return {"keys": [str(key) for key in checkpoints.keys.trusted()]}

    return api

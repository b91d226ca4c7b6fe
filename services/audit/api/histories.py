"""The history of a case as of any moment, and proofs of it (R-1, R-2, R-4)."""

import base64
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from sqlalchemy import Engine

from services.audit.application import Audit, History, sentence, summary
from services.audit.readmodels import logbook, nodes
from shared.service.platform import Platform
from shared.service.signing_in import Asking
from shared.values.refusal import Refused
from shared.web.i18n import Words

AsOf = Annotated[
    datetime | None, Query(description="Historikken slik den var på dette tidspunktet.")
]
Purpose = Annotated[
    str | None, Query(description="Formålet, for dem som leser på vegne av en myndighet (R-6).")
]


def with_zone(field: str, moment: datetime | None) -> None:
    """Refused for a moment that could be several: one without a zone."""
    if moment is not None and moment.tzinfo is None:
        raise Refused("R-2", "audit.moment-without-zone", field=field)


def reading_key(platform: Platform) -> str:
    """Each reading is a reading of its own."""
    return str(platform.new_id())


def history_out(
    case_id: UUID, as_of: datetime | None, found: History, words: Words
) -> dict[str, Any]:
    """A history as it is told over HTTP."""
    return {
        "case": case_id,
        "as_of": as_of,
        "hidden": found.hidden,
        "events": [{**summary(each), "text": sentence(each, words)} for each in found.shown],
    }


def proof_out(engine: Engine, case_id: UUID, found: History) -> dict[str, Any]:
    """The heads of all trees, and each event's way to the root of its own (RFC 9162, 2.1.3)."""
    heads = {(head.service, head.epoch): head for head in logbook.heads(engine)}
    trees = {ledger: nodes.tree(engine, *ledger, head.size) for ledger, head in heads.items()}
    return {
        "case": case_id,
        "heads": [
            {
                "service": head.service,
                "epoch": head.epoch,
                "size": head.size,
                "root": head.root.hex(),
            }
            for head in heads.values()
        ],
        "entries": [
            {
                "service": each.entry.service,
                "epoch": each.entry.epoch,
                "position": each.entry.position,
                "leaf": each.entry.leaf.hex(),
                # whoever may not read the event itself can still prove that it is there
                "body": base64.b64encode(each.entry.body).decode("ascii") if each.whole else None,
                "proof": [
                    step.hex()
                    for step in trees[each.entry.service, each.entry.epoch].inclusion_proof(
                        each.entry.position - 1,
                        heads[each.entry.service, each.entry.epoch].size,
                    )
                ],
            }
            for each in found.shown
        ],
    }


def router(audit: Audit, platform: Platform, words: Words) -> APIRouter:
    api = APIRouter()

    @api.get("/cases/{case_id}/history")
    def history(
        case_id: UUID, actor: Asking, as_of: AsOf = None, purpose: Purpose = None
    ) -> dict[str, Any]:
        """Sakens historikk, så langt du har tilgang."""
        found = audit.history(
            actor, case_id, key=reading_key(platform), purpose=purpose, as_of=as_of
        )
        return history_out(case_id, as_of, found, words)

    @api.get("/cases/{case_id}/proof")
    def proof(case_id: UUID, actor: Asking, purpose: Purpose = None) -> dict[str, Any]:
        """Bevis for at hver hendelse du kan se, står i tjenestens tre (RFC 9162)."""
        found = audit.history(actor, case_id, key=reading_key(platform), purpose=purpose)
        return proof_out(platform.engine, case_id, found)

    return api

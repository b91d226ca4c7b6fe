"""Canonical examples of audit's events and commands."""

from services.audit.commands import RecordAccess, RecordHeads
from shared.contracts.audit import AccessRecorded, HeadsRecorded, TreeHead
from shared.contracts.record import Event
from tests.examples.ids import CASE, GP, SECRETARY, id_of

EPOCH = id_of("epoch")
ROOT = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"

RECORD_HEADS = RecordHeads()
RECORD_ACCESS = RecordAccess(
    person=SECRETARY,
    how="history",
    purpose="Tilsyn med saken.",
    for_authority=True,
    case_id=CASE,
    concerns=(GP,),
)

HEAD = TreeHead(service="intake", epoch=EPOCH, size=2, root=ROOT)
HEADS = HeadsRecorded(heads=(HEAD,))
ACCESS = AccessRecorded(
    person=SECRETARY,
    how="history",
    case_id=CASE,
    concerns=(GP,),
    purpose="Tilsyn med saken.",
)

EVENTS: tuple[Event, ...] = (HEADS, ACCESS)

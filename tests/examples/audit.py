"""Canonical examples of audit's events and commands."""

from services.audit.commands import (
    BlockAccess,
    ConfirmErasure,
    ForgetQuery,
    LiftBlock,
    RecordAccess,
    RecordErasure,
    RecordHeads,
    RequestErasure,
    SaveQuery,
    WithdrawErasure,
)
from shared.contracts.audit import (
    AccessBlocked,
    AccessRecorded,
    BlockLifted,
    ErasureCarriedOut,
    ErasureConfirmed,
    ErasureRequested,
    ErasureWithdrawn,
    HeadsRecorded,
    QueryForgotten,
    QuerySaved,
    TreeHead,
)
from shared.contracts.record import Event
from tests.examples.ids import APPROVER, CASE, GP, SECRETARY, id_of

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

SUBJECT = f"case-{CASE}"
BASIS = "personvernforordningen artikkel 18"
BLOCKED = AccessBlocked(subject=SUBJECT, basis=BASIS, reason="Melderen har bedt om det.")
LIFTED = BlockLifted(subject=SUBJECT, reason="Melderen har ombestemt seg.")
REQUESTED = ErasureRequested(
    subject=SUBJECT,
    requested_by=SECRETARY,
    basis="personvernforordningen artikkel 17",
    reason="Meldingen gjaldt ikke samhandling.",
)
WITHDRAWN = ErasureWithdrawn(subject=SUBJECT, reason="Sperring er nok.")
CONFIRMED = ErasureConfirmed(
    subject=SUBJECT, requested_by=SECRETARY, confirmed_by=APPROVER, basis=REQUESTED.basis
)
CARRIED_OUT = ErasureCarriedOut(subject=SUBJECT, keys=2)

BLOCK = BlockAccess(SUBJECT, BASIS, BLOCKED.reason)
LIFT = LiftBlock(SUBJECT, LIFTED.reason)
REQUEST = RequestErasure(SUBJECT, REQUESTED.basis, REQUESTED.reason)
WITHDRAW = WithdrawErasure(SUBJECT, WITHDRAWN.reason)
CONFIRM = ConfirmErasure(SUBJECT)
RECORD_ERASURE = RecordErasure(SUBJECT, 2)

LEGAL = {"component": "legal", "outcome": "not-agreed"}
SAVED = QuerySaved(person=SECRETARY, name="Stoppet av jus", asked=LEGAL)
FORGOTTEN = QueryForgotten(person=SECRETARY, name=SAVED.name)
SAVE = SaveQuery(SECRETARY, SAVED.name, LEGAL)
FORGET = ForgetQuery(SECRETARY, SAVED.name)

EVENTS: tuple[Event, ...] = (
    HEADS,
    ACCESS,
    BLOCKED,
    LIFTED,
    REQUESTED,
    WITHDRAWN,
    CONFIRMED,
    CARRIED_OUT,
    SAVED,
    FORGOTTEN,
)

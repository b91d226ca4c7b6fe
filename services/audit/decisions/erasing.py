"""Blocked access and erasure of one subject's clear text. Pure (R-7)."""

from dataclasses import dataclass
from typing import TypeAlias, assert_never
from uuid import UUID

from services.audit import rules
from services.audit.commands import (
    BlockAccess,
    ConfirmErasure,
    ErasureCommand,
    ErasureFacts,
    LiftBlock,
    RecordErasure,
    RequestErasure,
    WithdrawErasure,
)
from shared.contracts.audit import (
    AccessBlocked,
    BlockLifted,
    ErasureCarriedOut,
    ErasureConfirmed,
    ErasureEvent,
    ErasureRequested,
    ErasureWithdrawn,
)
from shared.values.refusal import Refused


@dataclass(frozen=True, slots=True)
class Open:
    """Access is as the policy says."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """Nobody has access, beside those who decide about the block."""


@dataclass(frozen=True, slots=True)
class Requested:
    """Blocked, and somebody asks for erasure."""

    by: UUID
    basis: str


@dataclass(frozen=True, slots=True)
class Confirmed:
    """To be erased: the keys are destroyed now, or as soon as the key store answers."""


@dataclass(frozen=True, slots=True)
class Erased:
    """The clear text is gone. What is left may be seen again: it tells nothing of the subject."""


Subject: TypeAlias = Open | Blocked | Requested | Confirmed | Erased


def is_blocked(subject: Subject) -> bool:
    return isinstance(subject, Blocked | Requested | Confirmed)


def decide(
    command: ErasureCommand, facts: ErasureFacts, state: Subject
) -> tuple[ErasureEvent, ...]:
    rules.is_a_subject(command.subject)
    match command:
        case BlockAccess():
            return block(command, state)
        case LiftBlock():
            return lift(command, state)
        case RequestErasure():
            return request(command, facts, state)
        case WithdrawErasure():
            return withdraw(command, state)
        case ConfirmErasure():
            return confirm(command, facts, state)
        case RecordErasure():
            return carried_out(command, state)
        case _:
            assert_never(command)


def block(command: BlockAccess, state: Subject) -> tuple[ErasureEvent, ...]:
    """R-7: the normal answer to somebody who asks to be forgotten."""
    rules.has_a_basis(command.basis, command.reason)
    match state:
        case Open():
            return (
                AccessBlocked(
                    subject=command.subject,
                    basis=command.basis.strip(),
                    reason=command.reason.strip(),
                ),
            )
        case Erased():
            raise Refused("R-7", "audit.is-erased")
        case Blocked() | Requested() | Confirmed():
            return ()


def lift(command: LiftBlock, state: Subject) -> tuple[ErasureEvent, ...]:
    """R-7: only while nobody has asked for erasure."""
    rules.has_a_basis("-", command.reason)
    match state:
        case Blocked():
            return (BlockLifted(subject=command.subject, reason=command.reason.strip()),)
        case Requested() | Confirmed():
            raise Refused("R-7", "audit.erasure-under-way")
        case Open() | Erased():
            return ()


def request(
    command: RequestErasure, facts: ErasureFacts, state: Subject
) -> tuple[ErasureEvent, ...]:
    """R-7: of what is blocked, and with no duty to keep it."""
    rules.has_a_basis(command.basis, command.reason)
    match state:
        case Blocked():
            rules.no_duty_to_keep(facts.kept_until, facts.today)
            return (
                ErasureRequested(
                    subject=command.subject,
                    requested_by=facts.by.person,
                    basis=command.basis.strip(),
                    reason=command.reason.strip(),
                ),
            )
        case Open():
            raise Refused("R-7", "audit.block-first")
        case Requested() | Confirmed():
            return ()
        case Erased():
            raise Refused("R-7", "audit.is-erased")


def withdraw(command: WithdrawErasure, state: Subject) -> tuple[ErasureEvent, ...]:
    rules.has_a_basis("-", command.reason)
    if isinstance(state, Requested):
        return (ErasureWithdrawn(subject=command.subject, reason=command.reason.strip()),)
    raise Refused("R-7", "audit.no-erasure-requested")


def confirm(
    command: ConfirmErasure, facts: ErasureFacts, state: Subject
) -> tuple[ErasureEvent, ...]:
    """R-7: by another person; the duty to keep is judged once more."""
    match state:
        case Requested(by=by, basis=basis):
            rules.two_people(by, facts.by.person)
            rules.no_duty_to_keep(facts.kept_until, facts.today)
            return (
                ErasureConfirmed(
                    subject=command.subject,
                    requested_by=by,
                    confirmed_by=facts.by.person,
                    basis=basis,
                ),
            )
        case Confirmed() | Erased():
            return ()
        case Open() | Blocked():
            raise Refused("R-7", "audit.no-erasure-requested")


def carried_out(command: RecordErasure, state: Subject) -> tuple[ErasureEvent, ...]:
    if isinstance(state, Confirmed):
        return (ErasureCarriedOut(subject=command.subject, keys=command.keys),)
    return ()


def evolve(_state: Subject, event: ErasureEvent) -> Subject:
    match event:
        case AccessBlocked() | ErasureWithdrawn():
            return Blocked()
        case BlockLifted():
            return Open()
        case ErasureRequested():
            return Requested(event.requested_by, event.basis)
        case ErasureConfirmed():
            return Confirmed()
        case ErasureCarriedOut():
            return Erased()
        case _:
            assert_never(event)

"""Which agreements are there between doctors and payers, and which are in force? (C-2)"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    Row,
    Table,
    Text,
    Uuid,
    select,
    update,
)

from shared.contracts.compensation import (
    AgreementDrafted,
    AgreementEnded,
    AgreementInForce,
    AgreementSide,
    AgreementSigned,
    SharingKeySet,
)
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, UtcDateTime, Views, put
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.listing import Columns, where
from shared.identity.policy import scope


@dataclass(frozen=True, slots=True)
class Signature:
    person: UUID
    signed_on: date


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement as last drafted, and who has signed it. The employee number is sealed."""

    draft: AgreementDrafted
    doctor_signed: Signature | None
    payer_signed: Signature | None
    in_force: bool
    ended_on: date | None
    end_reason: str | None
    keys: tuple[SharingKeySet, ...]
    drafted_at: datetime
    position: int

    @property
    def resource(self) -> Resource:
        """What access to it depends on."""
        return resource_of(self.draft)

    def signed_by(self, side: AgreementSide) -> Signature | None:
        return self.doctor_signed if side == "doctor" else self.payer_signed


def resource_of(draft: AgreementDrafted) -> Resource:
    """What access to an agreement depends on."""
    return Resource(
        "agreement",
        helsefellesskap=draft.helsefellesskap,
        party=draft.payer,
        person=draft.doctor,
    )


class Agreements(ReadModel[Table]):
    """The read model `agreements`."""

    name = "agreements"
    version = 2
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"compensation"})

    def tables(self, new: NewTable) -> Table:
        return new(
            "agreements",
            Column("agreement_id", Uuid, primary_key=True),
            Column("helsefellesskap", Uuid, nullable=False),
            Column("doctor", Uuid, nullable=False, index=True),
            Column("payer", Uuid, nullable=False, index=True),
            Column("draft", JSON, nullable=False),
            Column("drafted_at", UtcDateTime, nullable=False),
            Column("position", BigInteger, nullable=False),
            Column("doctor_person", Uuid),
            Column("doctor_on", Date),
            Column("payer_person", Uuid),
            Column("payer_on", Date),
            Column("in_force", Boolean, nullable=False),
            Column("ended_on", Date),
            Column("end_reason", Text),
            Column("keys", JSON, nullable=False),
        )

    def apply(self, connection: Connection, tables: Table, heard: Heard) -> None:
        match heard.event:
            case AgreementDrafted() as draft:
                put(
                    connection,
                    tables,
                    agreement_id=draft.agreement_id,
                    helsefellesskap=draft.helsefellesskap,
                    doctor=draft.doctor,
                    payer=draft.payer,
                    draft=draft.model_dump(mode="json"),
                    drafted_at=heard.envelope.recordedtime,
                    position=heard.position,
                    in_force=False,
                    keys=[],
                )
            case AgreementSigned() as signed:
                _change(
                    connection,
                    tables,
                    signed.agreement_id,
                    {
                        f"{signed.side}_person": signed.person,
                        f"{signed.side}_on": signed.signed_on,
                    },
                )
            case AgreementInForce() as agreed:
                _change(connection, tables, agreed.agreement_id, {"in_force": True})
            case AgreementEnded() as ended:
                _change(
                    connection,
                    tables,
                    ended.agreement_id,
                    {"ended_on": ended.ended_on, "end_reason": ended.reason},
                )
            case SharingKeySet() as key:
                _share(connection, tables, key)
            case _:
                """Rates and claims say nothing of agreements."""


def _change(
    connection: Connection, table: Table, agreement_id: UUID, values: dict[str, object]
) -> None:
    connection.execute(update(table).where(table.c.agreement_id == agreement_id).values(values))


def _share(connection: Connection, table: Table, key: SharingKeySet) -> None:
    """The key of this id, and the others as they were."""
    query = select(table.c["keys"]).where(table.c.agreement_id == key.agreement_id)
    others = [each for each in connection.scalar(query) or [] if each["key_id"] != str(key.key_id)]
    keys = [*others, key.model_dump(mode="json")]
    _change(connection, table, key.agreement_id, {"keys": keys})


AGREEMENTS = Agreements()


def one(views: Views, agreement_id: UUID) -> Agreement | None:
    """One agreement; the caller asks the policy."""
    with views.read(AGREEMENTS) as (connection, table):
        row = connection.execute(
            select(table).where(table.c.agreement_id == agreement_id)
        ).one_or_none()
    return _agreement(row) if row else None


def listed(
    views: Views,
    actor: Actor,
    *,
    doctor: UUID | None = None,
    before: int | None = None,
    limit: int = 200,
) -> list[Agreement]:
    """What this actor may see of the list, the newest first (P-3); `doctor` takes one doctor's
    only, `before` those older than a position."""

    def wanted(table: Table) -> list[ColumnElement[bool]]:
        conditions = [where(scope(actor, "compensation.read-agreement"), _columns(table))]
        if doctor is not None:
            conditions.append(table.c.doctor == doctor)
        if before is not None:
            conditions.append(table.c.position < before)
        return conditions

    with views.read(AGREEMENTS) as (connection, table):
        query = select(table).where(*wanted(table)).order_by(table.c.position.desc()).limit(limit)
        return [_agreement(row) for row in connection.execute(query)]


def _columns(table: Table) -> Columns:
    return Columns(
        kind="agreement",
        helsefellesskap=table.c.helsefellesskap,
        party=table.c.payer,
        person=table.c.doctor,
    )


def _agreement(row: Row[Any]) -> Agreement:
    values = row._mapping
    return Agreement(
        draft=AgreementDrafted.model_validate(values["draft"]),
        doctor_signed=_signature(values["doctor_person"], values["doctor_on"]),
        payer_signed=_signature(values["payer_person"], values["payer_on"]),
        in_force=values["in_force"],
        ended_on=values["ended_on"],
        end_reason=values["end_reason"],
        keys=tuple(SharingKeySet.model_validate(each) for each in values["keys"]),
        drafted_at=values["drafted_at"],
        position=values["position"],
    )


def _signature(person: UUID | None, signed_on: date | None) -> Signature | None:
    return Signature(person, signed_on) if person and signed_on else None

"""What do the parties owe those who have paid the doctors? (C-8)"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Connection,
    String,
    Table,
    Text,
    Uuid,
    delete,
    insert,
    select,
    update,
)

from shared.contracts.compensation import SettlementMade, ShareAgreed, ShareDisputed
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, Views, put
from shared.identity.actors import Actor
from shared.identity.listing import Columns, where
from shared.identity.policy import scope


@dataclass(frozen=True, slots=True)
class Tables:
    settlements: Table
    shares: Table


@dataclass(frozen=True, slots=True)
class PartyShare:
    """What one party bears of a settlement; `disputed` is its reason while it does not agree,
    `outcome` what was agreed after a dispute."""

    settlement_id: UUID
    payer: UUID
    period: str
    party: UUID
    amount_ore: int
    disputed: str | None
    outcome: str | None
    position: int


@dataclass(frozen=True, slots=True)
class Settlement:
    """A settlement as last made, with each party's share."""

    made: SettlementMade
    shares: tuple[PartyShare, ...]

    def seen_by(self, parties: Collection[UUID]) -> "Settlement":
        """As the payer sees it; another party sees its own shares only (P-4)."""
        if self.made.payer in parties:
            return self
        rows = tuple(
            row.model_copy(
                update={"shares": tuple(each for each in row.shares if each.party in parties)}
            )
            for row in self.made.rows
        )
        return Settlement(
            self.made.model_copy(update={"rows": tuple(row for row in rows if row.shares)}),
            tuple(share for share in self.shares if share.party in parties),
        )


class Settlements(ReadModel[Tables]):
    """The read model `settlements`."""

    name = "settlements"
    version = 1
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"compensation"})

    def tables(self, new: NewTable) -> Tables:
        return Tables(
            settlements=new(
                "settlements",
                Column("settlement_id", Uuid, primary_key=True),
                Column("made", JSON, nullable=False),
            ),
            shares=new(
                "shares",
                Column("settlement_id", Uuid, primary_key=True),
                Column("party", Uuid, primary_key=True, index=True),
                Column("payer", Uuid, nullable=False, index=True),
                Column("period", String(7), nullable=False),
                Column("amount_ore", BigInteger, nullable=False),
                Column("disputed", Text),
                Column("outcome", Text),
                Column("position", BigInteger, nullable=False),
            ),
        )

    def apply(self, connection: Connection, tables: Tables, heard: Heard) -> None:
        shares = tables.shares
        match heard.event:
            case SettlementMade() as made:
                _make(connection, tables, made, heard.position)
            case ShareDisputed() as disputed:
                connection.execute(
                    update(shares)
                    .where(
                        shares.c.settlement_id == disputed.settlement_id,
                        shares.c.party == disputed.party,
                    )
                    .values(disputed=disputed.reason, outcome=None)
                )
            case ShareAgreed() as agreed:
                connection.execute(
                    update(shares)
                    .where(
                        shares.c.settlement_id == agreed.settlement_id,
                        shares.c.party == agreed.party,
                    )
                    .values(disputed=None, outcome=agreed.outcome)
                )
            case _:
                """What is not settled yet."""


def _make(connection: Connection, tables: Tables, made: SettlementMade, position: int) -> None:
    """Made anew, a settlement keeps what the parties have said of it."""
    shares = tables.shares
    of_this = shares.c.settlement_id == made.settlement_id
    said = {
        row.party: {"disputed": row.disputed, "outcome": row.outcome}
        for row in connection.execute(select(shares).where(of_this))
    }
    put(
        connection,
        tables.settlements,
        settlement_id=made.settlement_id,
        made=made.model_dump(mode="json"),
    )
    connection.execute(delete(shares).where(of_this))
    by_party: dict[UUID, int] = {}
    for row in made.rows:
        for share in row.shares:
            by_party[share.party] = by_party.get(share.party, 0) + share.amount_ore
    rows = [
        {
            "settlement_id": made.settlement_id,
            "party": party,
            "payer": made.payer,
            "period": made.period,
            "amount_ore": amount,
            "position": position,
            **said.get(party, {"disputed": None, "outcome": None}),
        }
        for party, amount in by_party.items()
    ]
    if rows:
        connection.execute(insert(shares), rows)


SETTLEMENTS = Settlements()


def one(views: Views, settlement_id: UUID) -> Settlement | None:
    """One settlement; the caller asks the policy."""
    with views.read(SETTLEMENTS) as (connection, tables):
        made = connection.scalar(
            select(tables.settlements.c.made).where(
                tables.settlements.c.settlement_id == settlement_id
            )
        )
        if made is None:
            return None
        shares = tables.shares
        rows = connection.execute(
            select(shares).where(shares.c.settlement_id == settlement_id).order_by(shares.c.party)
        )
        return Settlement(
            SettlementMade.model_validate(made), tuple(PartyShare(**row._mapping) for row in rows)
        )


def shares_seen(views: Views, actor: Actor, *, limit: int = 500) -> list[PartyShare]:
    """The shares that this actor may see, the newest first: a payer those of all in its own
    settlements, another party its own (P-3, P-4)."""
    with views.read(SETTLEMENTS) as (connection, tables):
        shares = tables.shares
        reach = scope(actor, "compensation.read-settlement")
        as_payer = where(reach, Columns(kind="batch", party=shares.c.payer))
        as_party = where(reach, Columns(kind="batch", party=shares.c.party))
        query = (
            select(shares)
            .where(as_payer | as_party)
            .order_by(shares.c.position.desc(), shares.c.party)
            .limit(limit)
        )
        found: list[Any] = [row._mapping for row in connection.execute(query)]
        return [PartyShare(**row) for row in found]

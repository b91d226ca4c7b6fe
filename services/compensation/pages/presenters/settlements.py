"""Settlements between the parties as their pages show them (C-8)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from services.compensation.pages.presenters.claims import Presenter
from services.compensation.readmodels.settlements import PartyShare, Settlement
from shared.contracts.compensation import SettlementRow
from shared.web.components import Tone
from shared.web.i18n import Words


@dataclass(frozen=True, slots=True)
class ShareRow:
    """What one party bears of a settlement, and whether it agrees."""

    settlement_id: UUID
    party_id: UUID
    party: str
    payer: str
    period: str
    amount_ore: int
    status: str
    tone: Tone
    said: str | None
    disputed: bool


@dataclass(frozen=True, slots=True)
class PartyShares:
    """All shares of one party, with their sum."""

    number: int
    party: str
    shares: tuple[ShareRow, ...]
    total_ore: int


@dataclass(frozen=True, slots=True)
class PaidRow:
    """What was paid by one agreement under one key, and what each party bears of it; `doctor` is
    told to the payer only."""

    doctor: str | None
    key: str
    amount_ore: int
    shares: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SettlementPage:
    """A settlement on its own page, as far as the one who looks may see it."""

    settlement_id: UUID
    payer: str
    period: str
    total_ore: int
    shares: tuple[ShareRow, ...]
    rows: tuple[PaidRow, ...]
    whole: bool


class SettlementsPresenter:
    """Joins settlements with the names of the register."""

    def __init__(self, names: Presenter, words: Words) -> None:
        self._names = names
        self._words = words

    def by_party(self, shares: Sequence[PartyShare]) -> list[PartyShares]:
        """Each party's own list, by name; the newest first in each."""
        rows = sorted((self.share(each) for each in shares), key=lambda row: row.party)
        found: list[PartyShares] = []
        for party, same in groupby(rows, lambda row: row.party):
            mine = tuple(same)
            total = sum(row.amount_ore for row in mine)
            found.append(PartyShares(len(found) + 1, party, mine, total))
        return found

    def share(self, share: PartyShare) -> ShareRow:
        status, tone = _status(share)
        return ShareRow(
            settlement_id=share.settlement_id,
            party_id=share.party,
            party=self._names.party(share.party),
            payer=self._names.party(share.payer),
            period=share.period,
            amount_ore=share.amount_ore,
            status=self._words(f"compensation.share-status.{status}"),
            tone=tone,
            said=share.disputed or share.outcome,
            disputed=share.disputed is not None,
        )

    def page(
        self, settlement: Settlement, *, whole: bool, doctor: Callable[[UUID], UUID | None]
    ) -> SettlementPage:
        """`whole` for the payer, who sees which doctor each row is about: `doctor` is that of an
        agreement."""
        made = settlement.made
        return SettlementPage(
            settlement_id=made.settlement_id,
            payer=self._names.party(made.payer),
            period=made.period,
            total_ore=made.total_ore
            if whole
            else sum(share.amount_ore for share in settlement.shares),
            shares=tuple(self.share(share) for share in settlement.shares),
            rows=tuple(
                self._row(row, doctor(row.agreement_id) if whole else None) for row in made.rows
            ),
            whole=whole,
        )

    def _row(self, row: SettlementRow, doctor: UUID | None) -> PaidRow:
        kind = f"compensation.share.{row.kind}" if row.kind else "compensation.key.none"
        return PaidRow(
            doctor=self._names.person(doctor) if doctor else None,
            key=self._words(kind),
            amount_ore=row.amount_ore,
            shares=tuple(
                (self._names.party(share.party), share.amount_ore) for share in row.shares
            ),
        )


def _status(share: PartyShare) -> tuple[str, Tone]:
    if share.disputed is not None:
        return "disputed", "danger"
    return ("agreed", "success") if share.outcome is not None else ("made", "neutral")

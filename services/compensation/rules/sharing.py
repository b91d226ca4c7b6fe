"""One party pays the doctor; a key says what the others owe it (C-8). Exact, to the øre."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from uuid import UUID

from services.compensation.commands.agreements import SetSharingKey
from services.compensation.commands.facts import Paid
from services.compensation.rules.dates import period_runs_forward
from services.compensation.rules.writing import written
from shared.contracts.compensation import SettlementRow, Share, SharingKeySet
from shared.values.money import ore, split
from shared.values.refusal import Refused

MOST_PARTIES = 60
_WHOLE = Decimal(100)


def key_makes_sense(
    command: SetSharingKey, payer: UUID, earlier: Iterable[SharingKeySet]
) -> SharingKeySet:
    """C-8: at least two parties, each once, the payer among them, with weights of the key's
    kind; no day has two keys of one agreement."""
    parties = [weight.party for weight in command.weights]
    if len(set(parties)) < len(parties) or not 2 <= len(parties) <= MOST_PARTIES:
        raise Refused("C-8", "compensation.key-parties", field="weights", most=MOST_PARTIES)
    if payer not in parties:
        raise Refused("C-8", "compensation.key-without-payer", field="weights")
    weights = [_weight(weight.weight) for weight in command.weights]
    _fit_the_kind(command, weights)
    period_runs_forward("C-8", command.valid_from, command.valid_to)
    for other in earlier:
        if other.key_id != command.key_id and (
            command.valid_from <= other.valid_to and other.valid_from <= command.valid_to
        ):
            raise Refused(
                "C-8", "compensation.keys-overlap", field="valid_from", day=other.valid_from
            )
    return SharingKeySet(
        agreement_id=command.agreement_id,
        key_id=command.key_id,
        kind=command.kind,
        weights=command.weights,
        source=written("C-8", "source", command.source),
        figures_on=command.figures_on,
        valid_from=command.valid_from,
        valid_to=command.valid_to,
    )


def _fit_the_kind(command: SetSharingKey, weights: Sequence[Decimal]) -> None:
    match command.kind:
        case "per-capita":
            if command.figures_on is None:
                raise Refused("C-8", "compensation.key-without-date", field="figures_on")
            if any(weight != weight.to_integral_value() or weight < 1 for weight in weights):
                raise Refused("C-8", "compensation.key-inhabitants", field="weights")
        case "equal":
            if set(weights) != {Decimal(1)}:
                raise Refused("C-8", "compensation.key-equal", field="weights")
        case "fixed" | "project":
            if sum(weights) != _WHOLE:
                raise Refused("C-8", "compensation.key-percent", field="weights")


def _weight(text: str) -> Decimal:
    try:
        weight = Decimal(text)
    except InvalidOperation:
        weight = Decimal(-1)
    if not weight.is_finite() or not 0 <= weight <= 10_000_000:
        raise Refused("C-8", "compensation.key-weight", field="weights")
    return weight


def key_of(keys: Iterable[SharingKeySet], agreement_id: UUID, day: date) -> SharingKeySet | None:
    """C-8: the key that is valid for work done on this day; None where the payer bears it all."""
    return next(
        (
            key
            for key in keys
            if key.agreement_id == agreement_id and key.valid_from <= day <= key.valid_to
        ),
        None,
    )


def settled(
    payer: UUID, paid: Iterable[Paid], keys: Sequence[SharingKeySet]
) -> tuple[SettlementRow, ...]:
    """C-8: what was paid under each key, shared by largest remainder: the shares of a row add up
    to its amount, and the rows to what was paid."""
    by_key: dict[tuple[UUID, SharingKeySet | None], int] = {}
    for each in paid:
        place = (each.agreement_id, key_of(keys, each.agreement_id, each.day))
        by_key[place] = by_key.get(place, 0) + each.amount_ore
    rows = [_row(payer, agreement, key, amount) for (agreement, key), amount in by_key.items()]
    return tuple(sorted(rows, key=lambda row: (str(row.agreement_id), str(row.key_id))))


def _row(payer: UUID, agreement: UUID, key: SharingKeySet | None, amount_ore: int) -> SettlementRow:
    if key is None:
        whole = (Share(party=payer, amount_ore=amount_ore),)
        return SettlementRow(agreement_id=agreement, amount_ore=amount_ore, shares=whole)
    parts = split(ore(amount_ore), [Decimal(weight.weight) for weight in key.weights])
    return SettlementRow(
        agreement_id=agreement,
        key_id=key.key_id,
        kind=key.kind,
        amount_ore=amount_ore,
        shares=tuple(
            Share(party=weight.party, amount_ore=part)
            for weight, part in zip(key.weights, parts, strict=True)
        ),
    )

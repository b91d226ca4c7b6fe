"""What a grant gives somebody: which resources it reaches, by what they hold and where they sit."""

from collections.abc import Iterator
from typing import assert_never

from shared.identity.actors import Actor, Holding, Seat
from shared.identity.conditions import (
    AboutCase,
    AmongParties,
    Concerns,
    Condition,
    InBody,
    InHelsefellesskap,
    NotAttestedBy,
    NotOwn,
    OfParty,
    Own,
    Reach,
)
from shared.identity.grants import ByRole, BySeat, BySelf, Grant, Within


def reaches(grant: Grant, actor: Actor) -> Iterator[Reach]:
    """What this grant gives this actor; nothing where they hold nothing that it asks for."""
    match grant:
        case ByRole():
            for held in sorted(actor.holdings, key=str):
                if held.role == grant.role and (place := _place_of_role(grant.within, held)):
                    yield _reach(grant, actor, *place)
                elif held.role == grant.role and grant.within == "nation":
                    yield _reach(grant, actor)
        case BySeat():
            seats = actor.seats | actor.deputises if grant.deputies else actor.seats
            for seat in sorted(seats, key=str):
                if _sits_so(grant, seat):
                    narrowed = (AboutCase(seat.case),) if seat.case else ()
                    place = _place_of_seat(grant.within, seat)
                    yield _reach(grant, actor, *place, *narrowed)
        case BySelf(strict=strict):
            yield Reach((Own(actor.person) if strict else Concerns(actor.person),))
        case _:
            assert_never(grant)


def _reach(grant: ByRole | BySeat, actor: Actor, *place: Condition) -> Reach:
    others: list[Condition] = []
    if "claimant" in grant.not_by:
        others.append(NotOwn(actor.person))
    if "attester" in grant.not_by:
        others.append(NotAttestedBy(actor.person))
    national = isinstance(grant, ByRole) and grant.role == "helsedirektoratet"
    return Reach((*place, *grant.also, *others), logged=national)


def _place_of_role(within: Within, held: Holding) -> tuple[Condition, ...]:
    area, party = held.helsefellesskap, held.party
    match within:
        case "helsefellesskap" | "shared":
            return (InHelsefellesskap(area, within == "shared"),) if area else ()
        case "party":
            return (OfParty(party),) if party else ()
        case "parties":
            return (AmongParties(party),) if party else ()
        case "body" | "nation":
            return ()
        case _:
            assert_never(within)


def _sits_so(grant: BySeat, seat: Seat) -> bool:
    return (
        (not grant.rights or bool(grant.rights & seat.rights))
        and (not grant.functions or seat.function in grant.functions)
        and (not grant.kinds or seat.kind in grant.kinds)
    )


def _place_of_seat(within: Within, seat: Seat) -> tuple[Condition, ...]:
    area = InHelsefellesskap(seat.helsefellesskap, within == "shared")
    match within:
        case "helsefellesskap" | "shared":
            return (area,)
        case "body":
            return (area, InBody(seat.body))
        case "party":
            return (area, OfParty(seat.party))
        case "parties":
            return (area, AmongParties(seat.party))
        case "nation":
            return ()
        case _:
            assert_never(within)

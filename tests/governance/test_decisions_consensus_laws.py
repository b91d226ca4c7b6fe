"""The laws of consensus: per side and party, never by heads (G-6, G-7)."""

from dataclasses import dataclass, replace
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from services.governance.rules.consensus import Judgement, Stance, judge, votes
from shared.contracts.governance import (
    BodyRules,
    Deadlines,
    ObjectionKind,
    Position,
    Registered,
    Right,
    SideName,
    Silence,
)
from tests.examples.governance.register import SIDES
from tests.examples.ids import HOSPITAL, PORSGRUNN, SKIEN, id_of

SIDE_OF: dict[object, SideName] = {party: side.name for side in SIDES for party in side.parties}
SILENCES: st.SearchStrategy[Silence] = st.sampled_from(("never-support", "no-objection"))
POSITIONS: st.SearchStrategy[Position] = st.sampled_from(
    ("supports", "can-live-with", "cannot-support")
)
KINDS: st.SearchStrategy[ObjectionKind] = st.sampled_from(("professional", "other"))


@dataclass(frozen=True)
class Item:
    """An item at its close: who is there, and what they have said."""

    present: tuple[Registered, ...]
    stances: tuple[Stance, ...]

    def judged(self, quorum: int | None = None, silence: Silence = "never-support") -> Judgement:
        rules = BodyRules(quorum=quorum, silence=silence, deadlines=Deadlines(ratify=30))
        return judge(SIDES, rules, self.present, self.stances)

    def of(self, seat: Registered) -> Stance | None:
        return next((one for one in self.stances if one.seat_id == seat.seat_id), None)


@st.composite
def items(draw: st.DrawFn) -> Item:
    """Up to eight seats of the three parties, voting or speaking, habil or not, silent or not."""
    present: list[Registered] = []
    stances: list[Stance] = []
    for number in range(draw(st.integers(0, 8))):
        party = draw(st.sampled_from([SKIEN, PORSGRUNN, HOSPITAL]))
        rights: tuple[Right, ...] = draw(
            st.sampled_from([("vote", "speech"), ("vote", "speech"), ("speech",)])
        )
        seat = Registered(
            seat_id=id_of(f"seat {number}"),
            person_id=id_of(f"person {number}"),
            party=party,
            side=SIDE_OF[party],
            function="member",
            rights=rights,
            habil=draw(st.sampled_from([True, True, True, False])),
            active_clinician=False,
            written=draw(st.booleans()),
        )
        present.append(seat)
        if seat.habil and draw(st.sampled_from([True, True, True, False])):
            position = draw(POSITIONS)
            objects = position == "cannot-support" or (
                position == "can-live-with" and draw(st.booleans())
            )
            kind = draw(KINDS) if objects else None
            stances.append(Stance(seat.seat_id, position, f"grunn {number}", kind))
    return Item(tuple(present), tuple(stances))


def voters(item: Item) -> list[Registered]:
    return [seat for seat in item.present if votes(seat)]


@given(items(), st.randoms(use_true_random=False), st.sampled_from([None, 1, 2, 3]), SILENCES)
def test_the_order_of_seats_and_stances_changes_nothing_g_6(
    item: Item, chance: Random, quorum: int | None, silence: Silence
) -> None:
    present, stances = list(item.present), list(item.stances)
    chance.shuffle(present)
    chance.shuffle(stances)
    shuffled = Item(tuple(present), tuple(stances))
    assert shuffled.judged(quorum, silence) == item.judged(quorum, silence)


@given(items(), st.data(), st.integers(1, 5), st.sampled_from([None, 1, 2, 3]), SILENCES)
def test_more_heads_that_say_what_their_party_says_change_nothing_g_6(
    item: Item, data: st.DataObject, heads: int, quorum: int | None, silence: Silence
) -> None:
    answered = [seat for seat in voters(item) if item.of(seat)]
    assume(answered)
    seat = data.draw(st.sampled_from(answered))
    stance = item.of(seat)
    assert stance is not None
    more = tuple(
        seat.model_copy(update={"seat_id": id_of(f"more {number}")}) for number in range(heads)
    )
    echoes = tuple(replace(stance, seat_id=each.seat_id) for each in more)
    crowd = Item(item.present + more, item.stances + echoes)
    more_heads, before = crowd.judged(quorum, silence), item.judged(quorum, silence)
    assert more_heads.outcome == before.outcome
    assert more_heads.unanswered == before.unanswered


@given(items(), st.data(), st.sampled_from([None, 1, 2, 3]), SILENCES)
def test_silent_heads_of_a_party_that_has_answered_change_nothing_g_6(
    item: Item, data: st.DataObject, quorum: int | None, silence: Silence
) -> None:
    answered = [seat for seat in voters(item) if item.of(seat)]
    assume(answered)
    seat = data.draw(st.sampled_from(answered))
    more = seat.model_copy(update={"seat_id": id_of("more")})
    silent = Item((*item.present, more), item.stances)
    assert silent.judged(quorum, silence) == item.judged(quorum, silence)


@given(items(), st.sampled_from([None, 1, 2, 3]))
def test_silence_taken_as_no_objection_changes_only_what_waited_for_answers_g_13(
    item: Item, quorum: int | None
) -> None:
    strict, lenient = item.judged(quorum), item.judged(quorum, "no-objection")
    assert lenient.unanswered == strict.unanswered
    assert lenient.objections == strict.objections
    if strict.undecided == "unanswered":
        assert lenient.undecided is None
    else:
        assert lenient == strict


@given(items(), SILENCES)
def test_written_presence_counts_as_being_there_g_13(item: Item, silence: Silence) -> None:
    in_the_room = tuple(seat.model_copy(update={"written": False}) for seat in item.present)
    assert Item(in_the_room, item.stances).judged(None, silence) == item.judged(None, silence)


@given(items(), SILENCES)
def test_never_consensus_while_a_voting_habil_seat_cannot_support_g_6(
    item: Item, silence: Silence
) -> None:
    against = any(
        (stance := item.of(seat)) and stance.position == "cannot-support" for seat in voters(item)
    )
    assert not (against and item.judged(silence=silence).outcome == "consensus")


@given(items(), st.sampled_from([None, 1, 2, 3]))
def test_consensus_is_exactly_both_sides_all_answered_none_against_g_6(
    item: Item, quorum: int | None
) -> None:
    there = voters(item)
    parties = {seat.party for seat in there}
    whole = (
        {seat.side for seat in there} == {"municipal", "hospital"}
        and len(parties) >= (quorum or 0)
        and parties == {seat.party for seat in there if item.of(seat)}
    )
    against = any(
        (stance := item.of(seat)) and stance.position == "cannot-support" for seat in there
    )
    judged = item.judged(quorum)
    assert (judged.outcome == "consensus") == (whole and not against)
    assert (judged.outcome == "not-decided") == (not whole) == (judged.undecided is not None)


@given(items(), KINDS)
def test_an_objection_by_speech_only_never_blocks_but_follows_g_6(
    item: Item, kind: ObjectionKind
) -> None:
    speaker = Registered(
        seat_id=id_of("speaker"),
        person_id=id_of("speaker"),
        party=SKIEN,
        side="municipal",
        function="observer",
        rights=("speech",),
        active_clinician=True,
    )
    objection = Stance(speaker.seat_id, "cannot-support", "Ikke forsvarlig", kind)
    heard = Item((*item.present, speaker), (*item.stances, objection)).judged()
    before = item.judged()
    assert (heard.outcome, heard.undecided, heard.unanswered) == (
        before.outcome,
        before.undecided,
        before.unanswered,
    )
    (spoken,) = [one for one in heard.objections if one.seat_id == speaker.seat_id]
    assert (spoken.text, spoken.kind, spoken.blocking) == ("Ikke forsvarlig", kind, False)


@given(items())
def test_every_objection_follows_as_its_maker_typed_it_g_7(item: Item) -> None:
    told = {(one.seat_id, one.kind, one.text) for one in item.judged().objections}
    assert told == {
        (one.seat_id, one.objection, one.reason) for one in item.stances if one.objection
    }


@st.composite
def disagreements(draw: st.DrawFn) -> Item:
    """Every party there and answering, one to six of the seats against."""
    parties = [SKIEN, PORSGRUNN, HOSPITAL, *draw(st.lists(st.sampled_from([SKIEN, HOSPITAL])))]
    against = draw(st.sets(st.integers(0, len(parties) - 1), min_size=1, max_size=6))
    present, stances = [], []
    for number, party in enumerate(parties):
        seat = Registered(
            seat_id=id_of(f"seat {number}"),
            person_id=id_of(f"person {number}"),
            party=party,
            side=SIDE_OF[party],
            function="member",
            rights=("vote",),
            active_clinician=False,
        )
        present.append(seat)
        if number in against:
            stances.append(Stance(seat.seat_id, "cannot-support", "Nei", draw(KINDS)))
        else:
            # An objection that one can live with is no obstacle, whatever its kind.
            stances.append(Stance(seat.seat_id, "can-live-with", "Tja", draw(KINDS)))
    return Item(tuple(present), tuple(stances))


@given(disagreements())
def test_the_kind_of_disagreement_is_that_of_the_blocking_objections_g_7(item: Item) -> None:
    kinds = {one.objection for one in item.stances if one.position == "cannot-support"}
    expected = kinds.pop() if len(kinds) == 1 else "mixed"
    assert item.judged().outcome == expected

"""The minutes as their readers get them, in both languages (G-13, norsk språklov)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from services.governance.documents.minutes import KEYS, Correction, Person, Told, minutes
from services.governance.readmodels.meeting import Item, item_after
from shared.contracts.governance import AgendaEntry, ItemNoted
from shared.typesetting import Language, typeset
from tests.examples.governance.cases import ALTERNATIVE, PROPOSAL_SUBMITTED
from tests.examples.governance.meetings import (
    INFORMATION_ITEM,
    ITEM,
    ITEM_CLOSED,
    ITEM_OPENED,
    MEETING_CLOSED,
    MEETING_PLANNED,
    REGISTER,
    STANCE_TAKEN,
    STANCE_WITHDRAWN,
    VOTING,
)
from tests.examples.governance.minutes import DISSENT_ENTERED
from tests.examples.ids import CASE, HOSPITAL, MEETING_FROM, PORSGRUNN, SEAT_HOSPITAL, SKIEN
from tests.governance.on_paper import WORDS, read


def treated() -> Item:
    """The case's item, with one voter silent, one not habil and one who answered in writing."""
    present = (
        REGISTER[0],
        REGISTER[1],
        REGISTER[2].model_copy(update={"written": True}),
        REGISTER[3].model_copy(update={"habil": False}),
    )
    item = Item(on_agenda=MEETING_PLANNED.items[0])
    for event in (
        ITEM_OPENED.model_copy(update={"present": present}),
        STANCE_TAKEN.model_copy(update={"position": "cannot-support", "objection": "other"}),
        ITEM_CLOSED.model_copy(
            update={"outcome": "other", "wording": "Hvem betaler?", "objections": ()}
        ),
        DISSENT_ENTERED,
    ):
        item = item_after(item, event)
    return item


def noted() -> Item:
    entry = AgendaEntry(
        item_id=INFORMATION_ITEM,
        number="08/26",
        kind="information",
        title="Ny nettside",
        note="Sekretariatet orienterer.",
    )
    event = ItemNoted(meeting_id=MEETING_PLANNED.meeting_id, item_id=INFORMATION_ITEM)
    return item_after(Item(on_agenda=entry, late="Kom inn i går."), event)


TOLD = Told(
    planned=MEETING_PLANNED,
    version=2,
    started_at=MEETING_FROM,
    closed_at=MEETING_CLOSED.closed_at,
    attendance=(
        *MEETING_CLOSED.attendance[:2],
        MEETING_CLOSED.attendance[3].model_copy(
            update={"present_to": datetime(2026, 11, 3, 9, 0, tzinfo=UTC)}
        ),
    ),
    items=(treated(), noted()),
    withdrawn=(STANCE_WITHDRAWN.model_copy(update={"person_id": VOTING[1].person_id}),),
    corrections=(
        Correction(2, ITEM, "Ordningen gjelder fra 1. januar.", "Datoen falt ut."),
        Correction(2, None, "Møtet var på Teams.", "Feil sted."),
    ),
    signers=(SEAT_HOSPITAL,),
    body={"nb": "SSU Nedre Telemark", "nn": "SSU Nedre Telemark (nn)"},
    people={
        seat.person_id: Person(name, "Stilling")
        for seat, name in zip(REGISTER, ("Ånund", "Bjørn", "Randi", "Kari Lege"), strict=True)
    },
    parties={SKIEN: "Skien kommune", PORSGRUNN: "Porsgrunn kommune", HOSPITAL: "Sykehuset HF"},
    cases={CASE: "2026/14"},
    proposals={PROPOSAL_SUBMITTED.proposal_id: PROPOSAL_SUBMITTED},
    functions={REGISTER[0].seat_id: "chair", REGISTER[3].seat_id: "observer"},
)


def text(language: Language, told: Told = TOLD) -> str:
    return read(minutes(told, language, WORDS[language]), told.closed_at)


def test_the_minutes_hold_what_a_protocol_holds_g_13() -> None:
    said = text("nb")
    for expected in (
        "Protokoll fra møte i SSU Nedre Telemark tirsdag 3. november 2026",
        "Sted: Skien rådhus",
        "Navn Stilling Virksomhet Merknad",
        "Ånund Stilling Skien kommune Leder",
        "Observatør, 09.00–10.00",
        "svarte skriftlig",
        "Sak 07/26: sak 2026/14",
        PROPOSAL_SUBMITTED.what,
        PROPOSAL_SUBMITTED.consequences.patient,
        "Inhabile i saken Kari Lege (Skien kommune)",
        "Annen innvending",
        STANCE_TAKEN.reason,
        "Har ikke svart Bjørn (Porsgrunn kommune), Randi (Sykehuset HF)",
        "Bjørn trakk et standpunkt",
        "Protokolltilførsel fra Kari Lege (Skien kommune)",
        DISSENT_ENTERED.text,
        "Vedtak Annen uenighet. Hvem betaler?",
        "Rettelse i versjon 2 Ordningen gjelder fra 1. januar. Grunn: Datoen falt ut.",
        "Møtet var på Teams.",
        "Sak 08/26: Ny nettside",
        "Kom inn i går.",
        "Tatt til orientering.",
        "Godkjenner protokollen sammen med leder: Randi",
        "Versjon 2. Side 1 av",
    ):
        assert expected in said, expected


def test_the_alternative_that_was_treated_stands_with_its_own_words_and_tasks_g_5() -> None:
    proposal = PROPOSAL_SUBMITTED.model_copy(update={"alternatives": (ALTERNATIVE,)})
    item = treated().model_copy(update={"alternative": 1})
    told = replace(TOLD, items=(item,), proposals={proposal.proposal_id: proposal})
    said = text("nb", told)
    assert f"Alternativ 1 i forslaget, som ble behandlet {ALTERNATIVE.what}" in said
    *_, other = proposal.tasks
    assert other not in ALTERNATIVE.tasks
    assert other.what in text("nb")
    assert other.what not in said


def test_the_minutes_in_nynorsk_are_in_nynorsk_g_13() -> None:
    said = text("nn")
    for expected in ("Protokoll frå møte i SSU Nedre Telemark (nn) tysdag", "Teke til vitande."):
        assert expected in said
    for bokmal in ("Har ikke svart", "Standpunkter", "Tatt til orientering", "uenighet"):
        assert bokmal not in said


def test_a_written_procedure_says_that_it_was_one_g_11() -> None:
    planned = MEETING_PLANNED.model_copy(
        update={"kind": "written", "place": "", "answer_by": MEETING_CLOSED.closed_at}
    )
    said = text("nb", replace(TOLD, planned=planned, attendance=()))
    assert "Protokoll fra skriftlig behandling" in said
    assert "Svarfrist: 3. nov. 2026 kl. 10.30" in said
    assert "Sted:" not in said


def test_an_item_that_was_not_reached_says_so_g_12() -> None:
    waiting = Item(on_agenda=MEETING_PLANNED.items[0])
    assert "Ikke behandlet i møtet." in text("nb", replace(TOLD, items=(waiting,), signers=()))


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_same_record_gives_the_same_bytes_g_13(language: Language) -> None:
    words = WORDS[language]
    first = typeset(minutes(TOLD, language, words), TOLD.closed_at)
    assert typeset(minutes(replace(TOLD), language, words), TOLD.closed_at) == first


def test_every_word_of_the_minutes_is_there_in_both_languages() -> None:
    bokmal = {key for key in WORDS["nb"].keys() if key.startswith(f"{KEYS}.")}  # noqa: SIM118
    nynorsk = WORDS["nn"].keys()
    assert bokmal == {key for key in nynorsk if key.startswith(f"{KEYS}.")}
    assert nynorsk <= WORDS["nb"].keys(), "nothing in nynorsk that is not in bokmål"
    for group in ("function", "position", "objection", "outcome", "undecided"):
        prefix = f"governance.{group}."
        both = [
            {key for key in words.keys() if key.startswith(prefix)}  # noqa: SIM118
            for words in WORDS.values()
        ]
        assert both[0] == both[1], group

"""The long form of each component, and what is refused of it (A-2 to A-12, A-17)."""

from dataclasses import replace
from typing import Any

import pytest

from services.assessment.commands import RecordDetail, StateStandardisation
from services.assessment.decisions import decide
from services.assessment.rules.provisions import is_known_law, is_section
from services.assessment.rules.standardising import STANDARDISABLE, counts_as, on_rails
from shared.contracts.assessment import Clinician, Demand, Detail, PhaseCost, Standardised
from shared.contracts.assessment.details import (
    EconomicDetail,
    Handover,
    LanguageDetail,
    LegalDetail,
    LegalQuestion,
    MedicalDetail,
    MoneyLine,
    PartySystem,
    PracticalDetail,
    Span,
    TaskRow,
    TechnicalDetail,
)
from tests.assessment.situations import FACTS, READY, given, refused
from tests.examples.assessment import (
    CAPACITY,
    DETAILED,
    OPENED,
    PHASED,
    RECORD_DETAILS,
    RECORD_PHASE,
    STANDARDISATION,
    STANDARDISE,
)
from tests.examples.assessment.long_form import PHASE, STANDARDISED
from tests.examples.ids import CASE, GP, HOSPITAL, PORSGRUNN, SKIEN, id_of

AT_HOSPITAL, AT_SKIEN = CAPACITY


def of(detail: Detail) -> RecordDetail:
    return RecordDetail(CASE, detail)


def cost(low: int, high: int, **more: Any) -> EconomicDetail:
    line = MoneyLine(
        party=SKIEN, phase="running", flow="cost", ore=Span(low=low, high=high), **more
    )
    return EconomicDetail(lines=(line,))


@pytest.mark.parametrize(
    ("command", "recorded"),
    [
        *zip(RECORD_DETAILS, DETAILED, strict=True),
        (STANDARDISE, STANDARDISATION),
        (RECORD_PHASE, PHASED),
    ],
)
def test_each_part_is_recorded_by_itself_and_once_a_2(command: Any, recorded: Any) -> None:
    assert decide(command, FACTS, given(OPENED)) == (recorded,)
    assert decide(command, FACTS, given(*READY)) == ()


DOES_NOT_HOLD: list[tuple[Detail, str, str]] = [
    (cost(-1, 1), "A-6", "lines.0.ore.low"),
    (cost(2, 1), "A-6", "lines.0.ore.high"),
    (cost(0, 10**15), "A-6", "lines.0.ore.high"),
    (cost(1, 1, hours=Span(low=-3, high=0)), "A-6", "lines.0.hours.low"),
    (cost(0, 0), "A-6", "lines.0"),
    (PracticalDetail(tasks=(TaskRow(what=" ", party=SKIEN),)), "A-3", "tasks.0.what"),
    (
        PracticalDetail(tasks=(TaskRow(what="Svar", party=SKIEN, moves_from=SKIEN),)),
        "A-3",
        "tasks.0.moves_from",
    ),
    (
        PracticalDetail(tasks=(TaskRow(what="Svar", party=SKIEN, moves_from=PORSGRUNN),)),
        "A-2",
        "tasks.0.moves_from",
    ),
    (
        LanguageDetail(handovers=(Handover(what="", from_party=SKIEN, to_party=HOSPITAL),)),
        "A-4",
        "handovers.0.what",
    ),
    (
        LanguageDetail(handovers=(Handover(what="Svar", from_party=SKIEN, to_party=PORSGRUNN),)),
        "A-2",
        "handovers.0.to_party",
    ),
    (LanguageDetail(code_systems=("ICPC-2",) * 51), "A-4", "code_systems"),
    (MedicalDetail(judgement="a" * 10_001), "A-5", "medical"),
    (
        TechnicalDetail(systems=(PartySystem(party=PORSGRUNN, system="Journalen"),)),
        "A-2",
        "systems.0.party",
    ),
    (
        TechnicalDetail(systems=(PartySystem(party=SKIEN, system=""),)),
        "A-8",
        "systems.0.system",
    ),
    (MedicalDetail(judgement="Gjelder 01019000083"), "I-3", "judgement"),
]


@pytest.mark.parametrize(("detail", "rule", "field"), DOES_NOT_HOLD)
def test_a_detail_that_does_not_hold_is_refused_with_its_place(
    detail: Detail, rule: str, field: str
) -> None:
    refusal = refused(of(detail), given(OPENED))
    assert (refusal.rule, refusal.field) == (rule, field)


@pytest.mark.parametrize(
    ("law", "section", "field"),
    [
        ("loven om alt", "§ 1", "provisions.0.law"),
        ("helsepersonelloven", "den om deling", "provisions.0.section"),
        ("", "§ 1", "provisions.0.law"),
    ],
)
def test_a_provision_nobody_can_find_is_refused_a_7(law: str, section: str, field: str) -> None:
    question = LegalQuestion(law=law, section=section, question="may-be-shared")
    refusal = refused(of(LegalDetail(provisions=(question,))), given(OPENED))
    assert (refusal.rule, refusal.field) == ("A-7", field)


@pytest.mark.parametrize("law", ["Helsepersonelloven", "LOV-1999-07-02-64", "FOR-2019-03-01-168"])
def test_a_law_is_known_by_its_short_title_or_its_number_a_7(law: str) -> None:
    assert is_known_law(law)


@pytest.mark.parametrize("section", ["§ 45", "§ 3-5 første ledd bokstav a", "Kapittel 5", "art. 9"])
def test_a_section_is_written_as_in_the_law_a_7(section: str) -> None:
    assert is_section(section)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        (
            {"demands": (Demand(profession="Leger", demanded=-1, available=3),)},
            "demands.0.demanded",
        ),
        (
            {"demands": (Demand(profession=" ", demanded=1, available=3),)},
            "demands.0.profession",
        ),
        ({"demands": (Demand(profession="Leger", demanded=4, available=3),)}, "standing"),
        ({"ore_demanded": 200, "ore_available": 100}, "standing"),
        ({"ore_demanded": 200}, "ore_available"),
        ({"ore_demanded": -1, "ore_available": 100}, "ore_demanded"),
    ],
)
def test_figures_that_do_not_fit_the_frame_are_refused_a_9(
    changes: dict[str, Any], field: str
) -> None:
    refusal = refused(replace(AT_SKIEN, **changes), given(OPENED))
    assert (refusal.rule, refusal.field) == ("A-9", field)


def test_more_than_there_is_is_over_the_frame_a_9() -> None:
    short = Demand(profession="Leger", demanded=4, available=3)
    command = replace(AT_SKIEN, standing="over", reason="Én time.", demands=(short,))
    assert len(decide(command, FACTS, given(OPENED))) == 1


def test_a_clinician_the_register_does_not_know_is_refused_a_3() -> None:
    known = replace(FACTS, people=(GP,))
    phase = PHASE.model_copy(
        update={"clinicians": (Clinician(party=SKIEN, role="Fastlege", person=GP),)}
    )
    command = replace(RECORD_PHASE, phase=phase)
    assert len(decide(command, known, given(OPENED))) == 1
    refusal = refused(command, given(OPENED))
    assert (refusal.rule, refusal.reason) == ("A-17", "assessment.clinician-unknown")


def test_clinicians_for_an_organisation_nobody_knows_are_refused_a_17() -> None:
    nobody = (Clinician(party=id_of("nobody"), role="Lege"),)
    command = replace(RECORD_PHASE, phase=PHASE.model_copy(update={"clinicians": nobody}))
    assert refused(command, given(OPENED)).reason == "assessment.clinicians-unknown"


def test_a_cost_says_what_it_is_for_a_17() -> None:
    costs = (PhaseCost(what=" ", bearer="Staten"),)
    command = replace(RECORD_PHASE, phase=PHASE.model_copy(update={"costs": costs}))
    assert refused(command, given(OPENED)).field == "costs.0.what"


def test_fixing_the_flow_of_work_in_a_tool_counts_as_practical_a_12() -> None:
    code_system, work_flow = STANDARDISED
    assert (counts_as(code_system), counts_as(work_flow)) == ("language", "practical")
    assert STANDARDISABLE["practical"] == "least"


@pytest.mark.parametrize(
    ("changes", "marked"),
    [
        ({}, True),
        ({"level": "regional"}, False),
        ({"component": "technical", "fixes_work_flow": False}, False),
        ({"exception": "Små sykehus"}, True),
        ({"exception": "Små sykehus", "way_off": "På papir"}, False),
    ],
)
def test_practical_work_on_national_rails_asks_for_exception_and_way_off_a_12(
    changes: dict[str, Any], marked: bool
) -> None:
    fixed = Standardised(component="practical", what="Planen", level="national")
    assert bool(on_rails((fixed.model_copy(update=changes),))) is marked


def test_what_is_standardised_says_what_it_is_a_12() -> None:
    nothing = Standardised(component="legal", what="", level="local")
    refusal = refused(StateStandardisation(CASE, (nothing,)), given(OPENED))
    assert (refusal.rule, refusal.field) == ("A-12", "standardised.0.what")

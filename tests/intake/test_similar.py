"""Whoever reports sees similar cases and routines first, as far as they may (I-7, G-21)."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from shared.contracts.audit import ErasureCarriedOut, ErasureConfirmed
from shared.contracts.intake import (
    CaseTriaged,
    KnownRuleCorrected,
    KnownRuleRegistered,
    ReportsJoined,
    ReportWithdrawn,
)
from shared.identity.actors import Actor, Holding, Seat
from tests.examples.audit import CARRIED_OUT, CONFIRMED
from tests.examples.ids import FS, GP, REPORTED, SKIEN, TELEMARK, id_of
from tests.intake.similar_world import CLINICIAN, SECRETARIAT, SimilarWorld, report_of

LATE = ("Epikrisen kommer for sent", "Fastlegen får ikke epikrisen før etter flere uker.")
LATE_NYNORSK = ("Sein epikrise", "Allmennlegen ventar i fleire veker på utskrivingsnotatet.")
AMBULANCE = ("Ambulansen står i kø", "Akuttmottaket er fullt, og beredskapen svekkes.")
ELSEWHERE = id_of("elsewhere")


@pytest.fixture(params=["sqlite", "postgres"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SimilarWorld]:
    sqlite = request.param == "sqlite"
    address = f"sqlite:///{tmp_path}" if sqlite else str(request.getfixturevalue("postgres"))
    made = SimilarWorld(address, tmp_path)
    yield made
    made.close()


def documents(world: SimilarWorld) -> int:
    with world.views.read(world.similar) as (connection, tables):
        count = select(func.count()).select_from(tables.index.documents)
        return connection.execute(count).scalar_one()


def indexed(world: SimilarWorld) -> list[list[str]]:
    """All rows of the index."""
    with world.views.read(world.similar) as (connection, tables):
        index = tables.index
        return [
            sorted(map(str, connection.execute(select(table))))
            for table in (index.documents, index.postings, index.terms)
        ]


def test_a_reporter_is_shown_the_case_that_tells_of_the_same_i_7(world: SimilarWorld) -> None:
    world.report("01-26", *LATE)
    world.report("02-26", *AMBULANCE)
    found = world.find(*LATE_NYNORSK)
    assert [(each.number, each.title) for each in found] == [("01-26", LATE[0])]
    assert (found[0].kind, found[0].stage, found[0].reports) == ("case", "waiting", 1)


def test_a_text_without_words_is_shown_nothing_i_7(world: SimilarWorld) -> None:
    world.report("01-26", *LATE)
    assert world.find("", "") == world.find("🚑", "…") == world.find("12 34") == []


def test_in_triage_the_case_itself_is_left_out_i_7(world: SimilarWorld) -> None:
    itself = world.report("01-26", *LATE)
    world.report("02-26", *LATE_NYNORSK)
    assert [each.number for each in world.find(*LATE, besides=[itself])] == ["02-26"]


def test_the_newest_state_is_told_i_7(world: SimilarWorld) -> None:
    case_id = world.report("01-26", *LATE)
    triaged = CaseTriaged(
        case_id=case_id,
        helsefellesskap=TELEMARK,
        number="01-26",
        outcome="answered",
        reason="Finnes i avtalen.",
        no_patient_recognisable=True,
        parties=(),
    )
    world.tell("intake", case_id, triaged)
    assert world.find(*LATE)[0].stage == "answered"


def test_a_case_that_is_reported_again_counts_its_reports_i_7(world: SimilarWorld) -> None:
    first = report_of("01-26", *LATE)
    again = report_of("02-26", *LATE_NYNORSK).model_copy(update={"case_id": first.case_id})
    world.tell("intake", first.case_id, first, again)
    found = world.find(*LATE)
    assert [(each.number, each.reports) for each in found] == [("01-26", 2)]


def test_a_withdrawn_report_is_not_found_and_the_last_takes_the_case_i_0(
    world: SimilarWorld,
) -> None:
    first = report_of("01-26", *LATE)
    other = report_of("02-26", *AMBULANCE).model_copy(update={"case_id": first.case_id})
    world.tell("intake", first.case_id, first, other)
    for report, left in ((first, ["01-26"]), (other, [])):
        withdrawn = ReportWithdrawn(
            case_id=report.case_id, report_id=report.report_id, reason="Løst."
        )
        world.tell("intake", report.case_id, withdrawn)
        assert world.numbers(*LATE) == []
        assert world.numbers(*AMBULANCE) == left


def test_cases_of_another_helsefellesskap_are_not_shown_p_4(world: SimilarWorld) -> None:
    world.report("01-26", *LATE, helsefellesskap=ELSEWHERE)
    assert world.find(*LATE) == []
    outsider = Actor(id_of("outsider"), frozenset({Holding("clinician", ELSEWHERE)}))
    world.report("02-26", *LATE)
    assert world.numbers(*LATE, actor=outsider) == []


@pytest.mark.parametrize("role", ["helsedirektoratet", "operator", "attester", "payroll"])
def test_those_without_a_part_in_it_find_nothing_p_3(world: SimilarWorld, role: str) -> None:
    world.report("01-26", *LATE)
    holding = Holding(role, party=SKIEN)  # type: ignore[arg-type]
    assert world.numbers(*LATE, actor=Actor(id_of("other"), frozenset({holding}))) == []


def test_the_text_is_open_to_those_who_may_read_the_case_only_p_3(world: SimilarWorld) -> None:
    world.report("01-26", *LATE)
    seat = Seat(id_of("seat"), FS, TELEMARK, SKIEN, "member", frozenset({"vote"}))
    readers = {
        CLINICIAN: False,
        SECRETARIAT: True,
        Actor(GP, CLINICIAN.holdings): True,
        Actor(id_of("member"), seats=frozenset({seat})): False,
    }
    for actor, readable in readers.items():
        assert [each.readable for each in world.find(*LATE, actor=actor)] == [readable]


def test_a_limit_counts_what_may_be_seen_only_p_3(world: SimilarWorld) -> None:
    for number in range(5):
        world.report(f"hidden-{number}", *LATE, helsefellesskap=ELSEWHERE)
    world.report("01-26", *LATE_NYNORSK)
    assert [each.number for each in world.find(*LATE, limit=1)] == ["01-26"]


def test_a_routine_in_force_is_found_and_goes_when_it_is_replaced_g_21(
    world: SimilarWorld,
) -> None:
    first = world.report("01-26", *AMBULANCE)
    world.adopt(first, "Epikrisen sendes fastlegen samme dag.")
    found = world.find(*LATE_NYNORSK, kind="routine")
    assert [(each.number, each.title) for each in found] == [
        ("01-26", "Epikrisen sendes fastlegen samme dag.")
    ]
    second = world.report("02-26", *LATE)
    world.adopt(second, "Epikrisen sendes innen én uke.", replaces=first)
    assert [each.number for each in world.find(*LATE, kind="routine")] == ["02-26"]
    assert [each.number for each in world.find(*AMBULANCE)] == ["01-26"]


def test_what_is_erased_is_not_shown_r_7(world: SimilarWorld) -> None:
    case_id = world.report("01-26", *LATE)
    world.keys.store.destroy(f"case-{case_id}")
    assert world.find(*LATE) == []


@pytest.mark.parametrize("told", [CONFIRMED, CARRIED_OUT], ids=["confirmed", "carried out"])
def test_postings_go_with_the_erasure_as_if_they_had_never_been_r_7(
    world: SimilarWorld, told: ErasureConfirmed | ErasureCarriedOut
) -> None:
    stays = world.report("01-26", *AMBULANCE)
    before = indexed(world)
    goes = world.report("02-26", *LATE)
    world.tell("audit", goes, told.model_copy(update={"subject": f"case-{goes}"}))
    assert indexed(world) == before
    assert [each.subject for each in world.find(*AMBULANCE)] == [stays]


def test_a_joined_report_goes_with_the_key_it_was_written_under_r_7(world: SimilarWorld) -> None:
    stays = world.report("01-26", *AMBULANCE)
    before = indexed(world)
    goes = report_of("02-26", *LATE)
    moved = ReportsJoined(
        case_id=stays,
        helsefellesskap=TELEMARK,
        from_case=goes.case_id,
        from_number="02-26",
        reports=(goes.held,),
        parties=(),
    )
    world.tell("intake", goes.case_id, goes)
    world.tell("intake", stays, moved)
    assert documents(world) == 2
    erased = CONFIRMED.model_copy(update={"subject": f"case-{goes.case_id}"})
    world.tell("audit", goes.case_id, erased)
    assert indexed(world) == before


def test_a_text_erased_before_it_is_heard_is_not_indexed_r_7(world: SimilarWorld) -> None:
    registered = report_of("01-26", *LATE)
    heard = world.record("intake", registered.case_id, registered)
    world.keys.store.destroy(f"case-{registered.case_id}")
    world.take(heard)
    assert documents(world) == 0
    assert world.find(*LATE) == []


def test_no_word_of_a_report_stands_in_the_views_p_1(world: SimilarWorld) -> None:
    world.report("01-26", "Kvaksalveri", "Hemmelighetsfull omstendighet.")
    with world.views.read(world.similar) as (connection, tables):
        stored = " ".join(
            str(row)
            for table in (tables.entries, tables.index.documents, tables.index.postings)
            for row in connection.execute(select(table))
        ).casefold()
    assert not any(word in stored for word in ("kvaksalv", "hemmelig", "omstendig"))


def test_joined_reports_are_found_as_the_case_they_belong_to_i_0(world: SimilarWorld) -> None:
    stays = world.report("01-26", *LATE)
    goes = report_of("02-26", *LATE_NYNORSK)
    joined = ReportsJoined(
        case_id=stays,
        helsefellesskap=TELEMARK,
        from_case=goes.case_id,
        from_number="02-26",
        reports=(goes.held,),
        parties=(),
    )
    world.tell("intake", goes.case_id, goes)
    world.tell("intake", stays, joined)
    found = world.find(*LATE_NYNORSK)
    assert [(each.number, each.reports) for each in found] == [("01-26", 2)]


def rule(name: str, text: str, *, helsefellesskap: UUID | None = None) -> KnownRuleRegistered:
    return KnownRuleRegistered(
        rule_id=id_of(name),
        helsefellesskap=helsefellesskap,
        title=text,
        text="Fastlegen skal få epikrisen ved utskriving, ikke etter flere uker.",
        source="Pasientjournalforskriften",
        valid_from=REPORTED,
    )


def test_a_known_rule_of_the_country_is_found_everywhere_and_a_local_one_at_home_i_5_i_7(
    world: SimilarWorld,
) -> None:
    national = rule("national", "Når epikrisen kommer for sent")
    abroad = rule("abroad", "Når epikrisen kommer for sent", helsefellesskap=ELSEWHERE)
    for each in (national, abroad):
        world.tell("intake", each.rule_id, each)
    (found,) = world.find(*LATE, kind="rule")
    assert (found.subject, found.title, found.readable) == (national.rule_id, national.title, True)
    assert world.find(*LATE) == [], "a rule is no case"


def test_a_known_rule_is_found_by_how_it_reads_now_and_while_it_holds_i_5(
    world: SimilarWorld,
) -> None:
    told = rule("national", "Når epikrisen kommer for sent")
    corrected = KnownRuleCorrected(
        rule_id=told.rule_id,
        version=2,
        title="Akuttmottaket er fullt: beredskap og ambulanse",
        text="Ambulansen i kø meldes AMK.",
        source=told.source,
        valid_from=REPORTED,
        valid_to=REPORTED + timedelta(days=30),
        reason="Gjelder noe annet.",
    )
    world.tell("intake", told.rule_id, told, corrected)
    assert [each.title for each in world.find(*AMBULANCE, kind="rule")] == [corrected.title]
    assert world.find(*LATE, kind="rule") == []
    for days in (-1, 31):
        assert world.find(*AMBULANCE, kind="rule", on=REPORTED + timedelta(days=days)) == []

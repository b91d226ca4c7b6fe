"""Given a structure on a day, then the health check finds what is missing in it (G-4)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from services import governance
from services.governance.commands.facts import AgreementFact
from services.governance.rules.health import Party, Structure, examine
from services.governance.rules.seats import Terms
from shared.contracts.governance import (
    BodyEstablished,
    BodyKind,
    BodyRules,
    Deadlines,
    Deputy,
    SeatFilled,
    Side,
)
from shared.web.i18n import Words
from tests.examples.ids import HOSPITAL, PORSGRUNN, SKIEN, TELEMARK, id_of

WORDS = Words([Path(str(governance.__file__)).parent / "words" / "nb.po"])
DAY = date(2026, 11, 3)
GPS, USERS = id_of("legesenter"), id_of("brukerutvalg")
ALL = ("vote", "speech", "proposal", "attend")
SPEECH = ("speech", "proposal", "attend")
BOTH = (
    Side(name="municipal", parties=(SKIEN, PORSGRUNN)),
    Side(name="hospital", parties=(HOSPITAL,)),
)
PARTIES = (
    Party(SKIEN, "Skien kommune", "municipality"),
    Party(PORSGRUNN, "Porsgrunn kommune", "municipality"),
    Party(HOSPITAL, "Sykehuset Telemark HF", "hf"),
    Party(GPS, "Legesenteret", "gp-practice"),
    Party(USERS, "Brukerutvalget", "other"),
)


def body(kind: BodyKind, level: int, parent: str | None = None, **more: Any) -> BodyEstablished:
    content: dict[str, Any] = {
        "body_id": id_of(kind),
        "helsefellesskap": TELEMARK,
        "kind": kind,
        "level": level,
        "name": kind.upper(),
        "parent": id_of(parent) if parent else None,
        "sides": BOTH,
        "item_number_format": "{running}",
        "rules": BodyRules(deadlines=Deadlines(ratify=20)),
    }
    return BodyEstablished(**{**content, **more})


def seat(of: BodyEstablished, key: str, **more: Any) -> SeatFilled:
    content: dict[str, Any] = {
        "seat_id": id_of(f"{of.kind}-{key}"),
        "body_id": of.body_id,
        "helsefellesskap": TELEMARK,
        "party": SKIEN,
        "side": "municipal",
        "represents": "party",
        "person_id": id_of(f"person-{of.kind}-{key}"),
        "function": "member",
        "rights": ALL,
        "basis": "party",
        "active_clinician": True,
        "term_from": date(2026, 1, 1),
        "term_to": date(2027, 12, 31),
        "deputy": Deputy(person_id=id_of(f"deputy-{of.kind}-{key}"), active_clinician=True),
    }
    return SeatFilled(**{**content, **more})


def seats_of(of: BodyEstablished) -> tuple[SeatFilled, ...]:
    """As it should be: a chair, both municipalities, the hospital, a GP and a user."""
    return (
        seat(of, "skien", function="chair"),
        seat(of, "porsgrunn", party=PORSGRUNN),
        seat(of, "hospital", party=HOSPITAL, side="hospital"),
        seat(of, "gp", party=GPS, represents="gps", rights=SPEECH, basis="elected"),
        seat(of, "user", party=USERS, side=None, represents="users", rights=SPEECH),
    )


FS = body("fs", 1, "ssu", purpose="doctor-to-doctor")
SSU = body("ssu", 2, "partnership")
TOP = body("partnership", 3)
SOUND = Structure(
    bodies=(FS, SSU, TOP),
    seats=tuple(each for of in (FS, SSU, TOP) for each in seats_of(of)),
    parties=PARTIES,
    terms=Terms(DAY, (), ()),
)


@dataclass(frozen=True)
class Found:
    rule: str
    severity: str
    what: str


def found(whole: Structure) -> list[Found]:
    """What is found; each has its sentence with the values it needs."""
    findings = examine(whole)
    assert all(WORDS(f"governance.finding.{each.what}", **each.values) for each in findings)
    return [Found(each.rule, each.severity, each.what) for each in findings]


def without(*gone: UUID, seats: Iterable[SeatFilled] = SOUND.seats) -> tuple[SeatFilled, ...]:
    return tuple(each for each in seats if each.seat_id not in gone)


def changed(key: str, **change: Any) -> Structure:
    """The sound structure with one seat otherwise."""
    seats = tuple(
        each.model_copy(update=change) if each.seat_id == id_of(key) else each
        for each in SOUND.seats
    )
    return replace(SOUND, seats=seats)


def test_a_sound_structure_has_no_findings_g_4() -> None:
    assert found(SOUND) == []


@pytest.mark.parametrize(("kind", "level"), [("fs", 1), ("ssu", 2), ("partnership", 3)])
@pytest.mark.parametrize(("key", "what"), [("gp", "no-gp-on-level"), ("user", "no-user-on-level")])
def test_gps_and_users_are_missed_on_each_level_where_they_are_not_g_4(
    kind: str, level: int, key: str, what: str
) -> None:
    whole = replace(SOUND, seats=without(id_of(f"{kind}-{key}")))
    (finding,) = examine(whole)
    assert (finding.rule, finding.severity, finding.what) == ("G-4", "serious", what)
    assert finding.values == {"level": level}


def test_a_level_without_bodies_is_found_once_g_1() -> None:
    whole = replace(SOUND, bodies=(FS, SSU))
    assert found(whole) == [Found("G-1", "serious", "no-body-on-level")]


def test_a_seat_whose_term_has_not_begun_represents_nobody_yet_g_4() -> None:
    whole = changed("fs-gp", term_from=date(2026, 12, 1))
    assert found(whole) == [Found("G-4", "serious", "no-gp-on-level")]


def test_who_is_co_opted_for_one_case_counts_for_no_other_g_5() -> None:
    whole = changed("fs-gp", co_opted_for=id_of("case"))
    assert found(whole) == [Found("G-4", "serious", "no-gp-on-level")]


@pytest.mark.parametrize("side", ["municipal", "hospital"])
def test_an_fs_has_clinicians_of_both_sides_g_4(side: str) -> None:
    seats = tuple(
        each.model_copy(update={"active_clinician": False})
        if each.body_id == FS.body_id and each.side == side
        else each
        for each in SOUND.seats
    )
    assert Found("G-4", "serious", f"no-clinician-{side}") in found(replace(SOUND, seats=seats))


def test_an_fs_for_doctor_to_doctor_is_missed_g_4() -> None:
    general = FS.model_copy(update={"purpose": "general"})
    assert found(replace(SOUND, bodies=(general, SSU, TOP))) == [
        Found("G-4", "serious", "no-doctor-to-doctor")
    ]


def test_a_municipality_without_a_seat_is_named_and_one_that_is_gone_is_not_g_4_p_6() -> None:
    bamble = Party(id_of("bamble"), "Bamble kommune", "municipality")
    (finding,) = examine(replace(SOUND, parties=(*PARTIES, bamble)))
    assert (finding.what, finding.values) == ("municipality-absent", {"party": "Bamble kommune"})
    gone = replace(bamble, succeeded_on=DAY)
    assert found(replace(SOUND, parties=(*PARTIES, gone))) == []


@pytest.mark.parametrize(
    ("key", "change", "finding"),
    [
        ("ssu-skien", {"function": "member"}, ("G-2", "notable", "no-chair")),
        ("ssu-hospital", {"rights": SPEECH}, ("G-6", "serious", "no-vote-hospital")),
        ("ssu-porsgrunn", {"rights": SPEECH}, ("G-4", "notable", "party-without-vote")),
        ("ssu-hospital", {"rights": ("vote", "speech")}, ("G-4", "notable", "sides-unequal")),
        ("ssu-gp", {"deputy": None}, ("G-4", "note", "no-deputy")),
        ("ssu-gp", {"active_clinician": False}, ("G-4", "notable", "not-in-practice")),
        ("fs-skien", {"active_clinician": False}, ("G-4", "notable", "not-in-practice")),
        ("ssu-skien", {"term_to": date(2027, 1, 2)}, ("G-4", "note", "term-ends-soon")),
        ("ssu-gp", {"rights": ALL}, ("G-6", "serious", "votes-outside-sides")),
    ],
)
def test_what_is_wrong_with_a_seat_is_found_g_2_g_4_g_6(
    key: str, change: dict[str, Any], finding: tuple[str, str, str]
) -> None:
    assert Found(*finding) in found(changed(key, **change))


def test_more_seats_on_one_side_make_the_sides_no_less_equal_g_6() -> None:
    more = tuple(
        seat(SSU, f"hospital-{number}", party=HOSPITAL, side="hospital") for number in range(5)
    )
    assert found(replace(SOUND, seats=(*SOUND.seats, *more))) == []


def test_an_expired_term_is_found_and_the_seat_counts_no_more_g_4() -> None:
    whole = changed("ssu-porsgrunn", term_to=date(2026, 11, 2))
    assert found(whole) == [
        Found("G-4", "serious", "term-expired"),
        Found("G-4", "notable", "party-without-vote"),
    ]


@pytest.mark.parametrize(("left", "told"), [(60, True), (61, False)])
def test_a_term_that_ends_within_sixty_days_is_noted_g_4(left: int, told: bool) -> None:
    ends = date.fromordinal(DAY.toordinal() + left)
    assert bool(found(changed("ssu-skien", term_to=ends))) == told


def test_a_seat_that_awaits_its_agreement_is_found_g_3() -> None:
    holder, deputy = id_of("person-ssu-gp"), id_of("deputy-ssu-gp")
    lacking = replace(SOUND, terms=Terms(DAY, {holder, deputy}, ()))
    assert found(lacking) == [
        Found("G-3", "notable", "agreement-pending"),
        Found("G-3", "note", "deputy-agreement-pending"),
    ]
    signed = tuple(
        AgreementFact(id_of(f"a-{who}"), who, (id_of("ssu-gp"),), DAY, DAY)
        for who in (holder, deputy)
    )
    assert found(replace(SOUND, terms=Terms(DAY, {holder, deputy}, signed))) == []


@pytest.mark.parametrize("parent", [None, "working-committee", "gone"])
def test_a_local_committee_without_a_line_upwards_is_found_g_1(parent: str | None) -> None:
    alone = body("lsu", 2, parent)
    committee = body("working-committee", 2)
    seats = (*SOUND.seats, *seats_of(alone), *seats_of(committee))
    whole = replace(SOUND, bodies=(*SOUND.bodies, alone, committee), seats=seats)
    lines = [each.body for each in examine(whole) if each.what == "no-line"]
    assert alone.body_id in lines


def test_a_professional_committee_may_report_through_another_g_1() -> None:
    committee = body("working-committee", 1, "ssu")
    through = FS.model_copy(update={"parent": committee.body_id})
    whole = replace(
        SOUND, bodies=(through, committee, SSU, TOP), seats=(*SOUND.seats, *seats_of(committee))
    )
    assert found(whole) == []


def test_a_seat_of_a_party_that_is_no_more_is_found_p_6() -> None:
    gone = tuple(replace(p, succeeded_on=DAY) if p.party == USERS else p for p in PARTIES)
    assert found(replace(SOUND, parties=gone)) == [Found("P-6", "serious", "party-succeeded")] * 3


def test_the_most_serious_stands_first() -> None:
    whole = replace(
        changed("ssu-skien", deputy=None), parties=(*PARTIES, Party(GPS, "Ny", "municipality"))
    )
    severities = [each.severity for each in examine(replace(whole, seats=without(id_of("fs-gp"))))]
    assert severities == sorted(severities, key=["serious", "notable", "note"].index)

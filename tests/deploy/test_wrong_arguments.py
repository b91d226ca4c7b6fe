"""What is asked wrongly ends with exit code 2, what fails with 1; both with a sentence that says
what to do, and nothing is changed."""

from pathlib import Path

import pytest

from shared.clock import new_id
from shared.service.settings import FIRST_OPERATOR
from tests.deploy.commands import Asking, as_it_is_allowed, contents, samhandling

NOBODY = "11111111-1111-4111-8111-111111111111"
STRANGE = "[/b]"
"""Read as markup it would be a fault; what people write is never read so."""

MISUSED = [
    (["fly"], "Ukjent kommando", "samhandling --help"),
    (["up", "intake"], "for mange ord: up intake", "samhandling up --help"),
    (["walk", "--loud"], "Ukjent valg: --loud", "samhandling walk --help"),
    (["serve"], "Det mangler noe: SERVICE", "samhandling serve --help"),
    (["serve", "lab"], "Ukjent tjeneste: lab", "intake, assessment"),
    (["serve", STRANGE], "Ukjent tjeneste: [/b]", "intake, assessment"),
    (["load"], "Det mangler noe: FILE", "samhandling load --help"),
    (["rebuild"], "Det mangler noe: MODEL", "samhandling rebuild --help"),
    (["rebuild", "lab"], "Ukjent lesemodell: lab", "intake/cases"),
    (["rebuild", "lab/cases"], "Ukjent lesemodell: lab/cases", "intake/cases"),
    (["rebuild", "register"], "Flere tjenester har lesemodellen: register", "audit/register"),
    (["replay", "--service", "lab"], "Ukjent tjeneste: lab", "intake, assessment"),
    (["replay", "--service"], "Valget mangler en verdi", "--help"),
    (["replay", "--as-of", "i går"], "tidspunkt med tidssone", "2026-11-23T12:00:00+01:00"),
    (["replay", "--as-of", "2026-11-23T12:00:00"], "tidspunkt med tidssone", "+01:00"),
    (["replay", "--as-of", "2026-13-45T12:00:00Z"], "tidspunkt med tidssone", "+01:00"),
    (["replay", "--as-of", "2099-01-01T12:00:00Z"], "har ikke vært ennå", "som har vært"),
    (["parked", "drop"], "Ukjent kommando", "samhandling parked --help"),
    (["parked", "show"], "Det mangler noe: EVENT", "samhandling parked show --help"),
    (["parked", "show", "7"], "EVENT skal være en UUID, ikke 7", "UUID"),
    (["parked", "retry", "7"], "EVENT skal være en UUID, ikke 7", "UUID"),
    (["parked", "skip", "7", "--reason", "x"], "EVENT skal være en UUID, ikke 7", "UUID"),
    (["parked", "skip", NOBODY], "Skriv en begrunnelse", "--reason"),
    (["parked", "skip", NOBODY, "--reason", " "], "Skriv en begrunnelse", "--reason"),
    (["parked", "skip", NOBODY, "--reason", "x", "--as", "Kari"], "--as skal være en UUID", "Kari"),
]

FAILED = [
    (["replay", "--case", NOBODY], f"Ingen hendelser i saken {NOBODY}", "Bruk sakens id"),
    (["replay", "--case", STRANGE, "--json"], "Ingen hendelser i saken [/b]", "sakens id"),
    (["replay", "--case", NOBODY, "--as-of", "2020-01-01T00:00Z"], "før dette tidspunktet", "id"),
    (["parked", "show", NOBODY], "er ikke satt til side", "samhandling parked list"),
    (["parked", "retry", NOBODY], "er ikke satt til side", "samhandling parked list"),
    (["parked", "skip", NOBODY, "--reason", "x"], "er ikke satt til side", "parked list"),
    (["doctor"], "svarer ikke", "Start tjenestene"),
]

LOOKING = [
    ["serve", "intake"],
    ["replay"],
    ["rebuild", "intake/cases"],
    ["verify"],
    ["doctor"],
    ["parked", "list"],
    ["parked", "show", NOBODY],
    ["parked", "retry", NOBODY],
    ["parked", "skip", NOBODY, "--reason", "x"],
]


def words(given: list[str]) -> str:
    return " ".join(given)


@pytest.mark.parametrize(
    ("given", "wrong", "next_step"), MISUSED, ids=map(str, range(len(MISUSED)))
)
def test_what_is_asked_wrongly_is_told_and_changes_nothing(
    asking: Asking, prepared: Path, given: list[str], wrong: str, next_step: str
) -> None:
    before = contents(prepared)
    ran = asking(*given)
    assert (ran.code, ran.out) == (2, "")
    assert wrong in ran.err
    assert next_step in ran.err
    assert contents(prepared) == before


@pytest.mark.parametrize(("given", "wrong", "next_step"), FAILED, ids=map(str, range(len(FAILED))))
def test_what_is_not_there_is_told_and_changes_nothing(
    asking: Asking, prepared: Path, given: list[str], wrong: str, next_step: str
) -> None:
    before = contents(prepared)
    ran = asking(*given)
    assert ran.code == 1
    assert wrong in ran.out + ran.err
    assert next_step in ran.out + ran.err
    assert contents(prepared) == before


@pytest.mark.parametrize("given", LOOKING, ids=words)
def test_before_anything_is_prepared_one_is_told_to_and_nothing_is_made(
    asking: Asking, home: Path, given: list[str]
) -> None:
    ran = asking(*given)
    assert ran.code == 1
    assert "Kjør «samhandling migrate»" in ran.out + ran.err
    assert not home.exists()


def test_what_looks_at_prepared_stores_goes_well_and_changes_nothing(
    asking: Asking, prepared: Path
) -> None:
    before = contents(prepared)
    for given in (["replay"], ["verify"], ["parked", "list"], ["replay", "--json"]):
        ran = asking(*given)
        assert (ran.code, ran.err) == (0, ""), given
    assert asking("parked", "list", "--json").out == "[]\n"
    assert contents(prepared) == before


def test_preparing_twice_changes_nothing(asking: Asking, home: Path) -> None:
    assert asking("migrate").code == 0
    before = contents(home)
    assert asking("migrate").code == 0
    assert contents(home) == before


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("PORT", "70000", "SAMHANDLING_PORT skal være høyst 65535"),
        ("PORT", "åtte", "SAMHANDLING_PORT skal være et heltall"),
        ("ENVIRONMENT", "test", "SAMHANDLING_ENVIRONMENT skal være en av 'development' eller"),
        ("FIRST_OPERATOR", "Kari", "SAMHANDLING_FIRST_OPERATOR skal være en UUID"),
        ("SERVICE_URLS", "{", "SAMHANDLING_SERVICE_URLS skal være JSON"),
        ("SERVICE_URLS", '{"lab": "http://x"}', "SAMHANDLING_SERVICE_URLS skal være en av"),
        ("DATABASE", "mysql://x:hemmelig@y", "SAMHANDLING_DATABASE skal være sqlite:///<mappe>"),
        ("REDIS_URL", "http://x:hemmelig@y", "SAMHANDLING_REDIS_URL skal være redis://"),
        ("PUBLIC_URL", "samhandling.example", "SAMHANDLING_PUBLIC_URL skal være en adresse"),
        ("DATABASE_FILE", "/finnes/ikke", "SAMHANDLING_DATABASE_FILE viser til /finnes/ikke"),
        ("ENVIRONMENT", "production", "SAMHANDLING_DATABASE må være PostgreSQL i produksjon"),
        ("DATABSE", "sqlite:///x", "Mente du SAMHANDLING_DATABASE?"),
    ],
)
@pytest.mark.parametrize("given", [["verify"], ["parked", "list"], ["up"]], ids=words)
def test_a_wrong_setting_is_named_by_every_command(
    asking: Asking, home: Path, given: list[str], name: str, value: str, told: str
) -> None:
    ran = asking(*given, **{f"SAMHANDLING_{name}": value})
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert "hemmelig" not in ran.err
    assert not home.exists()


def test_all_that_is_wrong_is_told_at_once(asking: Asking, home: Path) -> None:
    """A faulty setting, an unknown one, two that do not go together, and what production needs."""
    ran = asking(
        "serve",
        "intake",
        SAMHANDLING_ENVIRONMENT="production",
        SAMHANDLING_PORT="0",
        SAMHANDLING_REDIS_URI="redis://valkey",
        SAMHANDLING_MASTER_KEY="hemmelig",
        SAMHANDLING_MASTER_KEY_FILE="/secrets/master.key",
    )
    assert (ran.code, ran.out) == (2, "")
    told = [line.split()[0] for line in ran.err.splitlines()[1:]]
    assert sorted(told) == [
        "SAMHANDLING_DATABASE",
        "SAMHANDLING_MASTER_KEY",
        "SAMHANDLING_PORT",
        "SAMHANDLING_PUBLIC_URL",
        "SAMHANDLING_REDIS_URI",
        "SAMHANDLING_REDIS_URL",
        "SAMHANDLING_STREAM_KEYS",
    ]
    assert "hemmelig" not in ran.err
    assert not home.exists()


def test_in_production_the_one_who_gives_up_an_event_must_be_named(
    asking: Asking, home: Path
) -> None:
    production = {
        "SAMHANDLING_ENVIRONMENT": "production",
        "SAMHANDLING_DATABASE": "postgresql://127.0.0.1:1/samhandling",
        "SAMHANDLING_REDIS_URL": "redis://127.0.0.1:1",
        "SAMHANDLING_PUBLIC_URL": "https://samhandling.example",
        "SAMHANDLING_FIRST_OPERATOR": str(new_id()),
        "SAMHANDLING_MASTER_KEY_FILE": "/secrets/master.key",
        "SAMHANDLING_STREAM_KEYS": "/secrets/stream-keys",
    }
    skip = ("parked", "skip", NOBODY, "--reason", "Kan aldri gå bra.")
    ran = asking(*skip, **production)
    assert ran.code == 2
    assert "Si hvem som gir hendelsen opp, med --as" in ran.err
    named = asking(*skip, "--as", str(FIRST_OPERATOR), **production)
    assert named.code == 1
    assert "Databasen svarer ikke" in named.err
    assert not home.exists()


def test_a_home_folder_that_can_only_be_read_is_told(prepared: Path) -> None:
    before = contents(prepared)
    allowed = as_it_is_allowed()
    for place in (prepared, *prepared.rglob("*")):
        place.chmod(0o500 if place.is_dir() else 0o400)
    try:
        for given in (["up"], ["migrate"], ["verify"], ["parked", "list"]):
            ran = samhandling(*given, home=prepared, before=allowed)
            assert ran.code == 1, (given, ran)
            assert "SAMHANDLING_HOME" in ran.err, (given, ran.err)
            assert "Traceback" not in ran.err
    finally:
        for place in (prepared, *prepared.rglob("*")):
            place.chmod(0o700 if place.is_dir() else 0o600)
    assert contents(prepared) == before

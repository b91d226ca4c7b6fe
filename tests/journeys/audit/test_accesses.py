"""Who looks is written down, and those it concerns can see it (R-6)."""

from typing import Any

import pytest

from deploy.playing.client import Client
from tests.installation.installation import Installation
from tests.journeys.audit.asking import DIRECTORATE, PURPOSE, answer, content, history
from tests.journeys.audit.conftest import LONGEST_SETUP, Cases
from tests.journeys.audit.looking import looking
from tests.journeys.governance.path import SECRETARIAT, ident

pytestmark = pytest.mark.timeout(LONGEST_SETUP)


REPORTER = "kari-fastlege"


def seen(client: Client, by: str, how: str, **asked: str) -> list[dict[str, Any]]:
    """The readings of one kind that somebody sees, once there are some."""

    def shown() -> list[dict[str, Any]] | None:
        listed = answer(client, "/accesses", by, **asked, limit="200")["accesses"]
        return [each for each in listed if each["how"] == how] or None

    return client.until(f"{by} ser {how}", shown)


def test_the_reporter_sees_that_helsedirektoratet_has_read_the_case_and_why(
    client: Client, cases: Cases
) -> None:
    history(client, cases.stopped, "governance.case-closed", DIRECTORATE, **PURPOSE)
    mine = seen(client, REPORTER, "history", mine="true", case=str(cases.stopped))
    assert {each["person"] for each in mine} == {ident("person", DIRECTORATE)}
    assert {each["purpose"] for each in mine} == {PURPOSE["purpose"]}
    assert all(each["name"] for each in mine)


def test_what_is_taken_out_is_written_down_whoever_takes_it(client: Client, cases: Cases) -> None:
    content(client, f"/cases/{cases.stopped}/bundle", SECRETARIAT)
    exports = seen(client, REPORTER, "export", mine="true", case=str(cases.stopped))
    assert ident("person", SECRETARIAT) in {each["person"] for each in exports}


def test_questions_of_helsedirektoratet_are_written_down_in_their_words(
    client: Client, cases: Cases
) -> None:
    answer(client, "/figures", DIRECTORATE, component="legal", **PURPOSE)
    own = answer(client, "/accesses", DIRECTORATE)["accesses"]
    assert own == [], "it concerns no person, and no helsefellesskap more than another"
    history(client, cases.stopped, "governance.case-closed", DIRECTORATE, **PURPOSE)
    area = seen(client, SECRETARIAT, "history")
    assert ident("person", DIRECTORATE) in {each["person"] for each in area}


def test_each_has_a_page_of_who_looked_at_what_is_theirs_and_why(
    client: Client, cases: Cases, five: Installation
) -> None:
    history(client, cases.stopped, "governance.case-closed", DIRECTORATE, **PURPOSE)
    answer(client, "/figures", DIRECTORATE, component="legal", **PURPOSE)
    seen(client, REPORTER, "history", mine="true", case=str(cases.stopped))
    with looking(five, REPORTER) as kari:
        front = kari.look("/revisjon")
        assert 'href="/revisjon/innsyn"' in front
        assert 'href="/revisjon/sporsmal"' not in front
        page = kari.look(f"/revisjon/innsyn?case={cases.stopped}")
        assert PURPOSE["purpose"] in page
        assert "Jon Eksempel" in page
        assert f'href="/revisjon/saker/{cases.stopped}"' in page
        assert "Vis alt i helsefellesskapet" not in page
        assert kari.look("/revisjon/innsyn?whose=area") == kari.look("/revisjon/innsyn")
    with looking(five, SECRETARIAT) as siv:
        assert "Ingen loggførte lesinger" in siv.look("/revisjon/innsyn")
        assert PURPOSE["purpose"] in siv.look("/revisjon/innsyn?whose=area")


def test_nobody_sees_who_looked_at_what_is_not_theirs(client: Client, cases: Cases) -> None:
    assert answer(client, "/accesses", "eva-attestant")["accesses"] == []
    others = answer(client, "/accesses", SECRETARIAT, mine="true")["accesses"]
    assert others == []

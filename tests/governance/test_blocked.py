"""A case that audit has blocked is read by nobody here either, and the others are (R-7)."""

from uuid import UUID

from shared.contracts.audit import (
    AccessBlocked,
    BlockLifted,
    ErasureCarriedOut,
    ErasureConfirmed,
    ErasureRequested,
)
from shared.contracts.record import Event
from tests.governance.example import ANNE, NINA, SIV, body, person
from tests.governance.installation import Installation
from tests.governance.test_api_routines import in_force

SAYS = "Innsynet i denne saken er sperret."
KARI = person("kari-fastlege")


def blocked(case_id: UUID) -> AccessBlocked:
    return AccessBlocked(
        subject=f"case-{case_id}", basis="artikkel 18", reason="Melderen ba om det."
    )


def audit_says(installation: Installation, case_id: UUID, *events: Event) -> None:
    installation.tell("audit", f"case-{case_id}", *events)


def status(installation: Installation, path: str, who: UUID = SIV) -> int:
    return installation.answer("GET", path, who).status_code


def until(installation: Installation, path: str, wanted: int, who: UUID = SIV) -> None:
    installation.client.until(
        f"{path} gives {wanted}", lambda: status(installation, path, who) == wanted or None
    )


def listed(installation: Installation, path: str) -> set[str]:
    return {each["case_id"] for each in installation.get(path, SIV)}


def test_a_blocked_case_is_answered_by_the_rule_and_left_out_of_every_list_r_7(
    installation: Installation,
) -> None:
    case_id, other = installation.proposed(), installation.proposed()
    path = f"/cases/{case_id}"
    audit_says(installation, case_id, blocked(case_id))
    until(installation, path, 403)
    problem = installation.answer("GET", path, SIV).json()
    assert (problem["rule"], problem["reason"]) == ("R-7", "case-blocked")
    assert problem["detail"].startswith(SAYS)
    for who in (NINA, ANNE):
        assert status(installation, path, who) == 403
    assert str(case_id) not in listed(installation, "/cases")
    assert str(other) in listed(installation, "/cases")
    assert str(case_id) not in listed(installation, "/deadlines")
    with installation.browser(SIV) as siv:
        for page in ("", "/utveier", "/horing/ny"):
            assert SAYS in siv.look(f"/styring/saker/{case_id}{page}", 403)
        assert str(case_id) not in siv.look("/styring/frister")
    # Nothing is done with what nobody may read.
    nothing = installation.answer(
        "POST",
        f"{path}/no-proposal",
        NINA,
        {"body_id": str(body("fs-lege-nedre")), "reason": "Vi finner ingen løsning."},
        Idempotency_Key=installation.key(),
        If_Match='"1"',
    )
    assert nothing.status_code == 403
    audit_says(installation, case_id, BlockLifted(subject=f"case-{case_id}", reason="Ombestemt."))
    until(installation, path, 200)


def test_a_meeting_goes_on_without_the_blocked_case_r_7(installation: Installation) -> None:
    case_id, other = installation.proposed(), installation.proposed()
    meeting, (item, _) = installation.started(case_id, other)
    audit_says(installation, case_id, blocked(case_id))
    until(installation, f"/cases/{case_id}", 403)
    told = installation.get(meeting, SIV)
    assert [each["case_id"] for each in told["items"]] == [str(other)]
    assert status(installation, item, SIV) == 404


def test_a_routine_of_a_blocked_case_is_not_found_r_7(installation: Installation) -> None:
    case_id = in_force(installation)
    with installation.browser(KARI) as kari:
        assert str(case_id) in kari.look("/rutiner")
        audit_says(installation, case_id, blocked(case_id))
        until(installation, f"/cases/{case_id}", 403)
        assert str(case_id) not in kari.look("/rutiner")
        assert SAYS in kari.look(f"/rutiner/{case_id}", 403)


def test_what_is_to_be_erased_stays_blocked_until_it_is_gone_r_7(
    installation: Installation,
) -> None:
    case_id = installation.received()
    subject = f"case-{case_id}"
    asked = ErasureRequested(subject=subject, requested_by=SIV, basis="artikkel 17", reason="Feil.")
    confirmed = ErasureConfirmed(
        subject=subject, requested_by=SIV, confirmed_by=ANNE, basis="artikkel 17"
    )
    audit_says(installation, case_id, blocked(case_id), asked, confirmed)
    until(installation, f"/cases/{case_id}", 403)
    audit_says(installation, case_id, ErasureCarriedOut(subject=subject, keys=1))
    until(installation, f"/cases/{case_id}", 200)


def test_who_could_never_read_the_case_is_not_told_that_it_is_blocked_p_4_r_7(
    installation: Installation,
) -> None:
    case_id = installation.received()
    audit_says(installation, case_id, blocked(case_id))
    until(installation, f"/cases/{case_id}", 403)
    problem = installation.answer("GET", f"/cases/{case_id}", person("liv-lonn")).json()
    assert problem["reason"] != "case-blocked"

"""What was told of meetings in earlier versions says the same today (architecture 4, Versions)."""

from shared.contracts.governance import ItemOpened, MeetingClosed, MeetingPlanned
from tests.contracts.golden_files import FOLDER, codec_of_today
from tests.examples.governance.meetings import ITEM_OPENED, MEETING_CLOSED, MEETING_PLANNED


def read(name: str) -> object:
    _, event = codec_of_today().decode((FOLDER / f"{name}.json").read_bytes())
    return event


def test_a_meeting_of_the_first_version_was_ordinary_and_decided_cases_g_12() -> None:
    planned = read("governance.meeting-planned.v1")
    assert isinstance(planned, MeetingPlanned)
    assert planned == MEETING_PLANNED


def test_an_item_of_the_first_version_was_on_the_proposal_itself_g_5_g_12() -> None:
    opened = read("governance.item-opened.v1")
    assert isinstance(opened, ItemOpened)
    assert opened == ITEM_OPENED
    assert (opened.alternative, any(seat.written for seat in opened.present)) == (None, False)


def test_attendance_of_the_first_version_is_the_basis_of_claims_as_before_c_5() -> None:
    closed = read("governance.meeting-closed.v1")
    assert isinstance(closed, MeetingClosed)
    assert closed == MEETING_CLOSED
    assert closed.attendance
    assert closed.passed_over == ()

"""The example's case over governance's API, from the assessment to what was done (G-5 to G-15)."""

from datetime import timedelta

from deploy.playing.walk import Walk
from tests.governance.example import EXAMPLE, SIV
from tests.governance.installation import Installation


def test_the_example_is_walked_from_proposal_to_implementation(
    installation: Installation,
) -> None:
    case_id = installation.received()
    today = installation.governance.platform.today()
    walk = Walk(
        installation.client,
        EXAMPLE,
        run=installation.key(),
        today=today,
        said=lambda _text: None,
    )
    # The day is otherwise found by what is claimed already, which is compensation's to tell.
    walk.meeting_day = today - timedelta(days=1)
    walk.propose(case_id)
    meeting_id = walk.meet(case_id)
    walk.ratify(case_id)
    walk.implement(case_id)
    case = installation.stage(case_id, "implemented")
    assert len(case["ratifications"]) == len(case["implementation"]) == 8
    meeting = installation.get(f"/meetings/{meeting_id}", SIV)
    assert meeting["state"] == "closed"
    assert meeting["items"][0]["outcome"] == EXAMPLE.case["meeting"]["expected_outcome"]
    assert len(meeting["attendance"]) == len(EXAMPLE.case["meeting"]["present"])

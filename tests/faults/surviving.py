"""What every fault in the middle of a case must come to: nothing that can be seen afterwards."""

from tests.faults.conftest import Ground
from tests.installation.checking import assert_all_holds, told_since
from tests.installation.moments import Strike
from tests.installation.playing import play


def survives(ground: Ground, strike: Strike, run: str) -> None:
    """The walk comes to its end through the blow, and everything is as if there had been none."""
    installation = ground.installation
    before = installation.heads()
    walked = play(installation, run, strike)
    strike.assert_it_struck()
    assert walked.proof.verified
    assert told_since(installation, before) == ground.undisturbed
    installation.wait_until_ready()
    assert_all_holds(installation)

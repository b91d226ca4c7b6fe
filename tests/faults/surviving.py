"""What every fault in the middle of a case must come to: nothing that can be seen afterwards."""

from tests.faults.conftest import Ground
from tests.faults.moments import Strike
from tests.installation.checking import (
    assert_each_command_took_effect_once,
    assert_nothing_is_set_aside,
    assert_the_logbook_equals_the_ledgers,
    assert_views_are_the_fold_of_the_log,
    told_since,
)
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
    assert_each_command_took_effect_once(installation)
    assert_nothing_is_set_aside(installation)
    assert_the_logbook_equals_the_ledgers(installation)
    assert_views_are_the_fold_of_the_log(installation)

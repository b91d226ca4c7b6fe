"""The whole machine goes down: one process on SQLite with its embedded Valkey, killed and
started again in the same folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installation.checking import assert_all_holds, told_since
from tests.installation.installation import Installation, one_process
from tests.installation.moments import Strike
from tests.installation.playing import load_example, play


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    with one_process(tmp_path) as started:
        load_example(started)
        yield started
        print(started.news())


def test_everything_killed_at_once_goes_on_where_it_was(installation: Installation) -> None:
    """Domain, section 8; what was answered is on the disk, and is neither lost nor doubled."""
    before = installation.heads()
    play(installation, "undisturbed")
    undisturbed = told_since(installation, before)

    def blow() -> None:
        installation.kill("governance")
        installation.start_again("governance")

    before = installation.heads()
    strike = Strike(installation, "FS har sendt", "governance", 5, blow)
    walked = play(installation, "killed", strike)
    strike.assert_it_struck()
    assert walked.proof.verified
    assert told_since(installation, before) == undisturbed
    installation.wait_until_ready()
    assert_all_holds(installation)

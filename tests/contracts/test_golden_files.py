"""Golden files are written once, the same everywhere, and never over another."""

from pathlib import Path

from shared.contracts.record import Event, Sealed
from shared.contracts.upcasters import Upcast
from shared.eventlog.codec import Codec
from shared.eventlog.upcasting import Upcasters
from tests.contracts.golden_files import body_of, closed, write_missing
from tests.eventlog.codec.events import Closed, Finding, Reported, reported

REPORTED = reported(
    reporter=Sealed(subject="person-1", purpose="name", clear="Kari Eksempel-Lege"),
    findings=(
        Finding(
            component="deadlines",
            reason=Sealed(subject="case-1", purpose="reason", clear="Frister settes ikke"),
        ),
    ),
)
EXAMPLES: dict[str, Event] = {event.type: event for event in (REPORTED, Closed())}
CODEC = Codec(
    [Reported, Closed],
    Upcasters({"intake.problem-reported.v1": Upcast("intake.problem-reported.v2", dict)}),
)


def test_missing_files_are_written_and_read_back(tmp_path: Path) -> None:
    written, without = write_missing(tmp_path, CODEC, [Reported, Closed], EXAMPLES)
    assert (written, without) == (sorted(EXAMPLES), [])
    for name, example in EXAMPLES.items():
        envelope, event = CODEC.decode((tmp_path / f"{name}.json").read_bytes())
        assert event == closed(example)
        assert envelope.source == "intake"
        assert not [name for name, value in envelope if value is None]


def test_a_file_that_is_there_is_never_touched(tmp_path: Path) -> None:
    kept = tmp_path / f"{Closed().type}.json"
    kept.write_bytes(b"as it was")
    written, _ = write_missing(tmp_path, CODEC, [Reported, Closed], EXAMPLES)
    assert written == [REPORTED.type]
    assert kept.read_bytes() == b"as it was"
    assert write_missing(tmp_path, CODEC, [Reported, Closed], EXAMPLES) == ([], [])


def test_a_type_without_an_example_is_told_of(tmp_path: Path) -> None:
    only_closed: dict[str, Event] = {Closed().type: Closed()}
    written, without = write_missing(tmp_path, CODEC, [Reported, Closed], only_closed)
    assert (written, without) == ([Closed().type], [REPORTED.type])
    assert [each.name for each in tmp_path.iterdir()] == [f"{Closed().type}.json"]


def test_a_golden_message_is_the_same_each_time_and_holds_no_clear_text() -> None:
    body = body_of(CODEC, REPORTED)
    assert body == body_of(CODEC, REPORTED)
    assert b"Kari" not in body
    assert b"Frister" not in body
    assert body.count(b'"box":') == body.count(b'"key":') == 2

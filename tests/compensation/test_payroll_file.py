"""Visma Lønn's file: the published form, and the same bytes for ever (C-9, C-10)."""

import hashlib
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.compensation.payroll_files.visma import UnfitForPayroll, visma_lonn
from shared.contracts.compensation import PayLine
from tests.compensation.situations import BATCHING
from tests.compensation.test_decisions_batches import FIVE_LINES
from tests.examples.ids import AGREEMENT, BATCH, CLAIM, GP, id_of

GOLDEN = Path(__file__).parent / "golden" / "visma-lonn.csv"
NUMBERS = {AGREEMENT: "90001"}
SMALL = PayLine(
    claim_id=CLAIM,
    line_id=id_of("line"),
    agreement_id=AGREEMENT,
    person=GP,
    wage_type="10100",
    quantity="10",
    rate_ore=5,
    amount_ore=-50,
)


def test_the_file_is_byte_for_byte_what_was_sent_before_c_9() -> None:
    """The golden file is never changed: payroll may have taken these very bytes."""
    file = visma_lonn(BATCH, "2026-11", FIVE_LINES.lines, NUMBERS)
    assert file.content == GOLDEN.read_bytes()
    assert file.lines == len(FIVE_LINES.lines) == len(BATCHING.claims[0].lines)
    assert file.sha256 == hashlib.sha256(GOLDEN.read_bytes()).hexdigest()
    assert file.name == f"visma-lonn-2026-11-{BATCH.hex[:8]}.csv"


def test_a_line_has_the_seventeen_published_fields_c_10() -> None:
    content = visma_lonn(BATCH, "2026-11", [SMALL], NUMBERS).content
    assert content == b'0;0;90001;10100;0.00;10.00;0.05;-0.50;;;"";"";"";"";"";"";\r\n'
    assert content.rstrip().count(b";") == 16


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        (SMALL, {}),
        (SMALL, {AGREEMENT: ""}),
        (SMALL, {AGREEMENT: "90001;9"}),
        (SMALL, {AGREEMENT: "=1+1"}),
        (SMALL, {AGREEMENT: "٣"}),
        (SMALL.model_copy(update={"wage_type": "=HYPERLINK()"}), NUMBERS),
        (SMALL.model_copy(update={"quantity": "0.125"}), NUMBERS),
    ],
)
def test_nothing_is_written_that_payroll_would_misread_c_10(
    line: PayLine, numbers: dict[UUID, str]
) -> None:
    with pytest.raises(UnfitForPayroll) as unfit:
        visma_lonn(BATCH, "2026-11", [line], numbers)
    assert "90001" not in str(unfit.value)


def test_an_empty_file_is_never_made_c_9() -> None:
    with pytest.raises(UnfitForPayroll):
        visma_lonn(BATCH, "2026-11", [], NUMBERS)


@given(
    st.lists(
        st.builds(
            lambda amount, hundredths: SMALL.model_copy(
                update={
                    "amount_ore": amount,
                    "quantity": f"{hundredths // 100}.{hundredths % 100:02}",
                }
            ),
            st.integers(-10_000_000, 10_000_000),
            st.integers(0, 1_000_000),
        ),
        min_size=1,
    )
)
def test_the_files_amounts_add_up_to_the_lines_c_9(lines: list[PayLine]) -> None:
    file = visma_lonn(BATCH, "2026-11", lines, NUMBERS)
    rows = [row.split(";") for row in file.content.decode("ascii").splitlines()]
    in_ore = [int(row[7].replace(".", "")) for row in rows]
    assert in_ore == [line.amount_ore for line in lines]
    assert all(len(row) == 17 for row in rows)

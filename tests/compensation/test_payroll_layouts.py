"""Payers' own layouts as data: golden files, and nothing that a spreadsheet would run (C-10)."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from services.compensation.commands.payers import SetWageTypes
from services.compensation.decisions import payer
from services.compensation.payroll_files.template import in_layout
from services.compensation.payroll_files.visma import UnfitForPayroll
from shared.contracts.compensation import Column, Template, WageType
from tests.compensation.layouts import UNIMICRO, VISMA_EXPENSE
from tests.compensation.situations import BARE, refusal_of
from tests.compensation.test_decisions_batches import FIVE_LINES
from tests.compensation.test_payroll_file import NUMBERS, SMALL
from tests.examples.compensation.batches import SET_WAGE_TYPES
from tests.examples.ids import BATCH

GOLDEN = Path(__file__).parent / "golden"
SETTING = replace(SET_WAGE_TYPES, adapter="template", template=UNIMICRO)


@pytest.mark.parametrize("template", [UNIMICRO, VISMA_EXPENSE], ids=lambda each: each.name)
def test_a_layout_gives_the_same_bytes_for_ever_c_9_c_10(template: Template) -> None:
    """The golden files are never changed: payroll may have taken these very bytes."""
    file = in_layout(BATCH, "2026-11", FIVE_LINES.lines, NUMBERS, template)
    assert file.content == (GOLDEN / f"{template.name}.csv").read_bytes()
    assert file.lines == len(FIVE_LINES.lines)
    assert file.name == f"{template.name}-2026-11-{BATCH.hex[:8]}.csv"


def test_a_layout_has_the_payers_signs_and_accounts_c_10() -> None:
    text = in_layout(BATCH, "2026-11", [SMALL], NUMBERS, UNIMICRO).content.decode("utf-8-sig")
    heading, row = csv.reader(io.StringIO(text), delimiter=";")
    assert heading[:3] == ["Lønnsart", "Ansattnr", "Antall"]
    assert row == ["10100", "90001", "10,00", "0,05", "-0,50", "5330", "Samhandling 2026-11 10100"]


@pytest.mark.parametrize("begins", ["=", "+", "-", "@"])
def test_no_cell_is_a_formula_c_10(begins: str) -> None:
    danger = Column(heading=f"{begins}A1", of="text", text=f"{begins}cmd|' /C calc'!A0")
    template = UNIMICRO.model_copy(update={"columns": (*UNIMICRO.columns, danger)})
    assert payer.decide(replace(SETTING, template=template), BARE, payer.Unset())
    text = in_layout(BATCH, "2026-11", [SMALL], NUMBERS, template).content.decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text), delimiter=";"):
        assert row[-1].startswith(f"'{begins}")


def test_a_layout_without_an_employee_number_makes_no_file_c_10() -> None:
    for lines, numbers in (([SMALL], {}), ([], NUMBERS)):
        with pytest.raises(UnfitForPayroll):
            in_layout(BATCH, "2026-11", lines, numbers, UNIMICRO)


def changed(**values: object) -> SetWageTypes:
    return replace(SETTING, template=UNIMICRO.model_copy(update=values))


@pytest.mark.parametrize(
    ("setting", "reason"),
    [
        (replace(SETTING, template=None), "template-missing"),
        (replace(SETTING, adapter="visma-lonn"), "template-missing"),
        (replace(SETTING, wage_types=()), "wage-types"),
        (replace(SETTING, wage_types=SETTING.wage_types * 2), "wage-types"),
        (
            replace(SETTING, wage_types=(WageType(kind="meeting", code="=1"),)),
            "wage-type-code",
        ),
        (changed(columns=UNIMICRO.columns[:1]), "template-columns"),
        (changed(columns=UNIMICRO.columns * 20), "template-columns"),
        (changed(columns=UNIMICRO.columns[:2]), "template-columns"),
        (changed(separator=",", decimal_sign=","), "template-decimal"),
        (changed(name="../etc"), "template-name"),
        (
            changed(
                columns=(*UNIMICRO.columns, Column(heading="x", of="text", text="{person}")),
            ),
            "template-text",
        ),
        (
            changed(columns=(*UNIMICRO.columns, Column(heading="x", of="text", text="{0"))),
            "template-text",
        ),
        (
            changed(columns=(*UNIMICRO.columns, Column(heading="a\nb", of="period"))),
            "template-text",
        ),
        (
            changed(
                encoding="iso-8859-1",
                columns=(*UNIMICRO.columns, Column(heading="≥", of="period")),
            ),
            "template-text",
        ),
    ],
)
def test_a_layout_that_would_give_no_good_file_is_refused_when_it_is_set_c_10(
    setting: SetWageTypes, reason: str
) -> None:
    refusal = refusal_of(lambda: payer.decide(setting, BARE, payer.Unset()))
    assert (refusal.rule, refusal.reason) == ("C-10", f"compensation.{reason}")


def test_a_layout_that_was_set_fits_every_line_c_10() -> None:
    (event,) = payer.decide(SETTING, BARE, payer.Unset())
    assert (event.adapter, event.template) == ("template", UNIMICRO)
    assert payer.decide(SETTING, BARE, payer.evolve(payer.Unset(), event)) == ()

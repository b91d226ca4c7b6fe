"""What a payer's mapping must hold, so that every locked batch gives a file (C-10)."""

import re
from string import Formatter

from services.compensation.commands.payers import SetWageTypes
from shared.contracts.compensation import Column, Template
from shared.values.refusal import Refused

MOST_COLUMNS = 60
PLACES = frozenset({"wage_type", "period"})
"""What a fixed text may be filled in with: accounts often follow the wage type."""

_NUMBER = re.compile(r"\d{1,12}", re.ASCII)
_CODE = re.compile(r"[A-Za-z0-9._-]{1,20}", re.ASCII)


def mapping_makes_sense(command: SetWageTypes) -> None:
    """C-10: one wage type per kind of line, in the payroll system's own form."""
    kinds = [wage_type.kind for wage_type in command.wage_types]
    if not kinds or len(set(kinds)) < len(kinds):
        raise Refused("C-10", "compensation.wage-types", field="wage_types")
    for wage_type in command.wage_types:
        if command.adapter == "visma-lonn" and not _NUMBER.fullmatch(wage_type.code):
            raise Refused("C-10", "compensation.wage-type-no-number", field="wage_types")
        if not _CODE.fullmatch(wage_type.code):
            raise Refused("C-10", "compensation.wage-type-code", field="wage_types")
    if (command.adapter == "template") != (command.template is not None):
        raise Refused("C-10", "compensation.template-missing", field="template")
    if command.template is not None:
        _layout_makes_sense(command.template)


def _layout_makes_sense(template: Template) -> None:
    told = {column.of for column in template.columns}
    if not {"employee-number", "wage-type"} <= told or not {"quantity", "amount"} & told:
        raise Refused("C-10", "compensation.template-columns", field="template")
    if len(template.columns) > MOST_COLUMNS:
        raise Refused("C-10", "compensation.template-columns", field="template")
    if template.separator == template.decimal_sign:
        raise Refused("C-10", "compensation.template-decimal", field="template")
    if not re.fullmatch(r"[a-z0-9-]{1,40}", template.name, re.ASCII):
        raise Refused("C-10", "compensation.template-name", field="template")
    for column in template.columns:
        _column_makes_sense(column, template.encoding)


def _column_makes_sense(column: Column, encoding: str) -> None:
    try:
        places = {name for _, name, _, _ in Formatter().parse(column.text) if name is not None}
        (column.heading + column.text).encode(encoding)
    except (ValueError, UnicodeEncodeError):
        raise Refused("C-10", "compensation.template-text", field="template") from None
    if not places <= PLACES:
        raise Refused("C-10", "compensation.template-text", field="template")
    if any(not character.isprintable() for character in column.heading + column.text):
        raise Refused("C-10", "compensation.template-text", field="template")

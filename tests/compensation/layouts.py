"""Layouts of payroll files that payers have told, as data (C-10)."""

from shared.contracts.compensation import Column, Template

UNIMICRO = Template(
    name="unimicro",
    columns=(
        Column(heading="Lønnsart", of="wage-type"),
        Column(heading="Ansattnr", of="employee-number"),
        Column(heading="Antall", of="quantity"),
        Column(heading="Sats", of="rate"),
        Column(heading="Beløp", of="amount"),
        Column(heading="Konto", of="text", text="5330"),
        Column(heading="Beskrivelse", of="text", text="Samhandling {period} {wage_type}"),
    ),
    separator=";",
    decimal_sign=",",
    encoding="utf-8-sig",
)
"""SpareBank 1 and Unimicro: at least wage type, employee number and quantity, in the order of
their template, decimal comma in a semicolon file for V3 (sparebank1.no, support.unimicro.no)."""

VISMA_EXPENSE = Template(
    name="visma-net-expense",
    columns=(
        Column(heading="Employee", of="employee-number"),
        Column(heading="Claim ID", of="reference"),
        Column(heading="Description", of="text", text="=Samhandling"),
        Column(heading="TransferDate", of="period"),
        Column(heading="PayCode", of="wage-type"),
        Column(heading="Quantity", of="quantity"),
        Column(heading="UnitPrice", of="rate"),
        Column(heading="TotalValue", of="amount"),
        Column(heading="TransactionDate", of="day"),
    ),
    separator=",",
    decimal_sign=".",
    encoding="iso-8859-1",
)
"""Visma.net Expense: its columns as published (docs.vismasoftware.no/no/expense)."""

"""Rule I-3 for every field in which somebody writes freely, in any service."""

from collections.abc import Iterable

from shared.values.national_numbers import find_national_numbers
from shared.values.refusal import Refused


def names_no_patient(fields: Iterable[tuple[str, str]]) -> None:
    """I-3: no fødselsnummer, D-number, H-number or synthetic number in any open field.

    `fields` are pairs of field name and text. Raises Refused with the field and the place.
    """
    for field, text in fields:
        for found in find_national_numbers(text):
            raise Refused(
                "I-3",
                "open-text.national-number",
                field=field,
                kind=found.kind,
                line=found.line,
                column=found.column,
            )

"""Rule I-3 for every field in which somebody writes freely, in any service."""

from collections.abc import Iterable, Iterator

from shared.values.national_numbers import find_national_numbers
from shared.values.refusal import Refused


def names_no_patient(fields: Iterable[tuple[str, str]]) -> None:
    """I-3: no fødselsnummer, D-number, H-number or synthetic number in any open field.

    `fields` are pairs of field name and text. Raises Refused with the field and the place.
    """
    for refused in patients_named(fields):
        raise refused


def patients_named(fields: Iterable[tuple[str, str]]) -> Iterator[Refused]:
    """I-3: a refusal for every number in every field, for those who are told all at once."""
    for field, text in fields:
        for found in find_national_numbers(text):
            yield Refused(
                "I-3",
                "open-text.national-number",
                field=field,
                kind=found.kind,
                line=found.line,
                column=found.column,
            )

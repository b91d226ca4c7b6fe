"""Every form of governance's pages tells all that is missing at once (WCAG 3.3.1, 3.3.3)."""

from collections.abc import Iterator

import pytest
from starlette.datastructures import FormData

from services.governance.pages import (
    case_forms,
    exit_forms,
    forms,
    meeting_forms,
    structure_forms,
)
from services.governance.pages.forms import FormModel
from services.governance.pages.routes import hearings
from shared.web.forms import read
from shared.web.i18n import SHARED_WORDS, Words

WORDS = Words([SHARED_WORDS])


def models() -> Iterator[type[FormModel]]:
    for room in (case_forms, exit_forms, forms, hearings, meeting_forms, structure_forms):
        for each in vars(room).values():
            if isinstance(each, type) and issubclass(each, FormModel):
                yield each


MODELS = sorted(set(models()), key=lambda model: f"{model.__module__}.{model.__name__}")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_an_empty_form_is_told_of_every_field_it_needs(model: type[FormModel]) -> None:
    needed = {name for name, info in model.model_fields.items() if info.is_required()}
    told = read(FormData(), model, WORDS)
    assert {error.field for error in told.errors} == needed
    assert all(error.text and "invalid." not in error.text for error in told.errors)


def test_what_is_chosen_is_asked_for_otherwise_than_what_is_written() -> None:
    found = {
        error.field: error.text
        for error in read(
            FormData({"idempotency_key": "k"}), structure_forms.SeatForm, WORDS
        ).errors
    }
    assert found["party"] == found["function"] == found["rights"] == "Velg et svar"
    assert found["term_from"] == "Velg en dato"
    written = read(FormData({"idempotency_key": "k"}), case_forms.DropForm, WORDS)
    assert [error.text for error in written.errors] == ["Fyll ut feltet"]

"""The settings that operators are told of are those there are, in three places the same."""

import re

from shared.service.settings import Settings, named
from tests.architecture import settings_page
from tests.architecture.tree import CODE, python_files, text


def test_the_table_is_what_the_code_says() -> None:
    assert text(settings_page.PAGE) == settings_page.page(), "run tests.architecture.generate"


def test_the_example_is_what_the_code_says() -> None:
    assert text(settings_page.EXAMPLE) == settings_page.example(), "run tests.architecture.generate"


def test_no_other_variable_is_read() -> None:
    found = {
        name
        for path in python_files(CODE)
        for name in re.findall(r"SAMHANDLING_[A-Z_]*[A-Z]", text(path))
    }
    assert found <= set(map(named, Settings.model_fields))

"""The papers that are sent out have their words in both written forms (G-16, G-18)."""

from pathlib import Path
from string import Formatter

from services.governance.application.papers import FOLDER
from shared import identity
from shared.web.i18n import SHARED_WORDS, read_catalogue
from tests.governance.test_words import CATALOGUE, ROOM
from tests.web.catalogue import assert_catalogue_fits

IDENTITY_WORDS = Path(str(identity.__file__)).parent / "words" / "nb.po"


def test_both_written_forms_have_the_same_words_and_values() -> None:
    bokmal, nynorsk = (read_catalogue(FOLDER / f"{form}.po") for form in ("nb", "nn"))
    assert bokmal.keys() == nynorsk.keys()
    for key, message in bokmal.items():
        assert _values(message.forms) == _values(nynorsk[key].forms), key


def test_every_word_of_the_papers_is_used_and_none_is_missing() -> None:
    others = [CATALOGUE, SHARED_WORDS, IDENTITY_WORDS]
    assert_catalogue_fits(FOLDER / "nb.po", [ROOM / "application"], others=others)


def _values(forms: tuple[str, ...]) -> set[str | None]:
    return {name for form in forms for _, name, _, _ in Formatter().parse(form)}

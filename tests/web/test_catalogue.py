"""The shared words are complete and none is left over; the check itself finds what it should."""

from pathlib import Path

import pytest

from shared.web import i18n
from tests.web.catalogue import assert_catalogue_fits

HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)
SHARED_WEB = Path(i18n.__file__).parent


def _po(path: Path, *keys: str) -> Path:
    path.write_text(HEADER + "".join(f'msgid "{key}"\nmsgstr "Ord"\n\n' for key in keys), "utf-8")
    return path


def test_all_shared_words_are_there_and_used() -> None:
    assert_catalogue_fits(i18n.SHARED_WORDS, [SHARED_WEB, SHARED_WEB.parent / "service"])


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("page.html", "{% block main %}<p>{{ _('lacking.key') }}</p>{% endblock %}"),
        ("routes.py", "def f(words):\n    return words('lacking.key')\n"),
        ("routes.py", "def f(self):\n    return self.words('lacking.key', number=1)\n"),
        ("routes.py", "flash = Flash('success', 'lacking.key')\n"),
    ],
)
def test_a_key_without_words_is_found(tmp_path: Path, name: str, source: str) -> None:
    code = tmp_path / "code"
    code.mkdir()
    (code / name).write_text(source)
    with pytest.raises(AssertionError, match=r"no words for lacking\.key"):
        assert_catalogue_fits(_po(tmp_path / "nb.po"), [code])
    assert_catalogue_fits(_po(tmp_path / "nb.po", "lacking.key"), [code])


def test_a_refusal_without_words_is_found(tmp_path: Path) -> None:
    (tmp_path / "rules.py").write_text("raise Refused('I-1', 'title-missing', field='title')\n")
    with pytest.raises(AssertionError, match=r"no words for refused\.title-missing"):
        assert_catalogue_fits(_po(tmp_path / "nb.po"), [tmp_path])
    (tmp_path / "policy.py").write_text("raise Forbidden('P-4', 'not-yours')\n")
    with pytest.raises(AssertionError, match=r"no words for denied\.not-yours"):
        assert_catalogue_fits(_po(tmp_path / "nb.po", "refused.title-missing"), [tmp_path])


def test_words_nobody_uses_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = words(f'status.{state}')\ny = read(prefix='form')\n")
    po = _po(tmp_path / "nb.po", "status.open", "form.title", "left.over")
    with pytest.raises(AssertionError, match=r"nobody uses left\.over$"):
        assert_catalogue_fits(po, [tmp_path])
    assert_catalogue_fits(po, [tmp_path], also_used={"left.over"})

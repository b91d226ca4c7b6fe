"""The repository reads as software: it names no machine of its makers and no package host."""

import re

import pytest

from tests.architecture.tree import files, relative, text

# In pieces, so that this file does not find itself.
FORBIDDEN = re.compile(
    "|".join(
        (
            re.escape("py" + "pi.org"),
            "python" + "hosted",
            re.escape("registry." + "npmjs"),
            re.escape("deb." + "debian.org"),
            "/wo" + "rk/",
            r"(?<![\w)\]])\.lib" + "rary",
            r"\bcl" + "aude",
            "anth" + "ropic",
            "sub" + "agent",
            "chat" + "gpt",
            "co-authored" + "-by",
        )
    ),
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    "word", ["see " + "/wo" + "rk/here", "CL" + "AUDE", "in " + ".lib" + "rary/env"]
)
def test_what_must_not_stand_here_is_recognised(word: str) -> None:
    assert FORBIDDEN.search(word)


def test_ordinary_words_are_let_through() -> None:
    assert not FORBIDDEN.search("the clause on work / life, the library of a co-author")
    assert not FORBIDDEN.search("figures.library.median")


def test_nothing_tells_how_or_where_the_repository_was_made() -> None:
    found = {
        f"{relative(path)}: {match.group()}"
        for path in files()
        for match in FORBIDDEN.finditer(text(path))
    }
    assert not found

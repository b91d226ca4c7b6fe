"""Documents lead where they say (architecture, section 8)."""

import re
from pathlib import Path

import pytest

from tests.architecture.links import anchors, broken, links
from tests.architecture.tree import ROOT, documents, relative, text

NAMED_PATH = re.compile(r"`((?:shared|services|deploy|tests|docs)/[\w./-]*)`")
"""A path of the repository in the text, whole: `tests/<service>/` is a pattern."""

READ_ON = ("walk.md", "glossary.md", "events.md", "rules.md", "operations.md", "security.md")


def test_links_are_found_but_not_in_code() -> None:
    words = "[a](x.md) and [`b`](y.md#z) but `[c](d.md)`\n```\n[e](f.md)\n```\n"
    assert links(words) == ["x.md", "y.md#z"]


def test_headings_become_anchors() -> None:
    assert anchors("# A `b` c, d\n## Æ–ø\n```\n# no\n```\n") == {"a-b-c-d", "æø"}


def test_a_link_that_leads_nowhere_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.architecture.links.relative", lambda path: path.name)
    page = tmp_path / "page.md"
    page.write_text("# Here\n[1](#here) [2](gone.md) [3](page.md#there) [4](https://example.org)\n")
    assert list(broken(page)) == ["page.md: gone.md", "page.md: page.md#there (no such heading)"]


def test_every_link_of_every_document_resolves() -> None:
    assert not [wrong for path in documents() for wrong in broken(path)]


def test_every_path_that_is_named_exists() -> None:
    missing = {
        f"{relative(path)}: {named}"
        for path in documents()
        for named in NAMED_PATH.findall(text(path))
        if not (ROOT / named).exists()
    }
    assert not missing


@pytest.mark.parametrize("page", READ_ON)
def test_the_readme_leads_to_what_there_is_to_read(page: str) -> None:
    assert f"docs/{page}" in links(text(ROOT / "README.md"))


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = links(text(folder / "README.md"))
    numbered = sorted(path.name for path in folder.glob("[0-9]*.md"))
    assert sorted(set(listed) & set(numbered)) == numbered
    assert [name[:4] for name in numbered] == [f"{n:04}" for n in range(1, len(numbered) + 1)]


def test_every_decision_has_the_template_s_parts() -> None:
    folder = ROOT / "docs" / "decisions"
    parts = ("**Context.**", "**Decision.**", "**Consequences.**", "**Enforced by.**")
    wrong = [
        (relative(path), part)
        for path in sorted(folder.glob("[0-9]*.md"))
        for part in parts
        if part not in text(path)
    ]
    assert not wrong

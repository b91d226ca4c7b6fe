"""Links of documents, and the headings they may point to."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from tests.architecture.tree import relative, text

LINK = re.compile(r"(?<!\\)\[[^\]\n]*\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)")
FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]*`")
HEADING = re.compile(r"^#{1,6} (.+?)\s*$", re.MULTILINE)
OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:")


def links(words: str) -> list[str]:
    """The addresses of a document's links; code is not text, but a link's words may be code."""
    prose = FENCED.sub("", words)
    return LINK.findall(CODE.sub("code", prose))


def anchors(words: str) -> set[str]:
    """What `#…` may say, by the rule forges use: lower case, signs away, blanks to hyphens."""
    headings = HEADING.findall(FENCED.sub("", words))
    return {
        re.sub(r"[^\w\- ]", "", re.sub(r"[`*]", "", heading).lower()).replace(" ", "-")
        for heading in headings
    }


def broken(path: Path) -> Iterator[str]:
    """The links of a document that lead nowhere in the repository."""
    for address in links(text(path)):
        if OUTSIDE.match(address):
            continue
        file, _, anchor = address.partition("#")
        target = (path.parent / unquote(file)).resolve() if file else path
        if not target.exists():
            yield f"{relative(path)}: {address}"
        elif anchor and anchor not in anchors(text(target)):
            yield f"{relative(path)}: {address} (no such heading)"

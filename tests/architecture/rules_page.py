"""`docs/rules.md`, made from the citations in the code."""

from collections.abc import Iterable, Sequence

from tests.architecture import citations
from tests.architecture.meanings import MEANINGS, PARTS
from tests.architecture.tree import ROOT

PATH = ROOT / "docs" / "rules.md"

DECIDING = ("/rules", "/decisions", "shared/values/", "shared/identity/")
"""Where rules are decided; other places prepare for a decision or carry it on."""

HEAD = """<!-- Made by `python -m tests.architecture.generate`; edit the code instead. -->

# The rules

Every rule of the domain has a number, and the code cites it where it is carried out.
Here stands what each number means in one line, where it is decided, and which tests show it.
They rest on Legeforeningen's «Samhandling i helsetjenesten» (April 2026) and on how
helsefellesskap work today. A line says that the code cites the rule, not that all of it is
carried out: how far it goes is in the docstrings. The words are in the [glossary](glossary.md).
"""


def rules_page() -> str:
    """The whole page. Raises KeyError for a rule that is cited without a meaning."""
    cited, code, tests = citations.outside_docs(), citations.in_code(), citations.in_tests()
    parts = [HEAD]
    for letter, title in PARTS.items():
        rows = [
            f"| {rule} | {MEANINGS[rule]} | {_links(_deciding(code.get(rule, ())))} "
            f"| {_links(tests.get(rule, ()))} |"
            for rule in sorted(cited, key=_number)
            if rule.startswith(letter)
        ]
        if rows:
            head = "| rule | meaning | decided in | shown by |\n|---|---|---|---|"
            parts.append("\n".join([f"## {title} ({letter})\n", head, *rows]) + "\n")
    return "\n".join(parts)


def _number(rule: str) -> int:
    return int(rule.partition("-")[2])


def _deciding(paths: Sequence[str]) -> Sequence[str]:
    return [path for path in paths if any(place in path for place in DECIDING)] or paths


def _links(paths: Iterable[str]) -> str:
    return "<br>".join(f"[{_short(path)}](../{path})" for path in sorted(paths)) or "–"


def _short(path: str) -> str:
    """Without the folder that all share, and the ending."""
    return path.removeprefix("services/").removeprefix("tests/").removesuffix(".py")

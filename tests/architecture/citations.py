"""Where the rules of the domain are cited: in docstrings, refusals and the names of tests."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tests.architecture.tree import CODE, files, python_files, relative, text

NUMBER = re.compile(r"(?<![\w/-])([IACGRP])-(\d{1,2})(?![\w-])")
"""`G-7`, but not the P-256 of elliptic curves or the A-2a of PDF."""

IN_A_NAME = re.compile(r"_([iacgrp])_(\d{1,2})(?=_|$)")
"""`…_g_7`, as the name of a test cites it."""

CITING = {".html", ".md", ".po", ".py"}

LISTS = {"docs/rules.md", "tests/architecture/meanings.py"}
"""Those that name all rules, and so cite none."""


def cited_in(words: str) -> set[str]:
    """The rules that a text cites."""
    return {f"{letter}-{int(number)}" for letter, number in NUMBER.findall(words)}


def citing() -> Iterator[tuple[str, set[str]]]:
    """Every file that cites rules, comments and documents too, with the rules it cites."""
    for path in files():
        if path.suffix in CITING and relative(path) not in LISTS:
            rules = cited_in(text(path))
            yield relative(path), rules


def outside_docs() -> set[str]:
    """The rules that are cited anywhere but in `docs/`."""
    return {rule for path, rules in citing() for rule in rules if not path.startswith("docs/")}


def in_code() -> Mapping[str, list[str]]:
    """The files that carry a rule out, by what their docstrings and refusals say."""
    return _by_rule((path, _said(path)) for path in python_files(CODE))


def in_tests() -> Mapping[str, list[str]]:
    """The tests that show a rule, by name or docstring."""
    tests = [path for path in python_files(("tests",)) if path.stem.startswith("test_")]
    return _by_rule((path, {*_said(path), *_named(path)}) for path in tests)


def _by_rule(pairs: Iterable[tuple[Path, set[str]]]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for path, rules in pairs:
        for rule in rules:
            found[rule].append(relative(path))
    return found


def _said(path: Path) -> set[str]:
    """Cited in the strings of a module: docstrings are strings, a refusal names its rule in one."""
    strings = (
        node.value
        for node in ast.walk(ast.parse(text(path)))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return {rule for string in strings for rule in cited_in(string)}


def _named(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(text(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith(
            "test"
        ):
            for letter, number in IN_A_NAME.findall(node.name):
                yield f"{letter.upper()}-{int(number)}"

"""Commands named in documents exist (architecture, sections 5 and 8)."""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from tests.architecture.tree import ROOT, documents, relative, text

SNIPPET = re.compile(r"^```[a-z]*\n(.*?)^```|`([^`\n]+)`", re.MULTILINE | re.DOTALL)
"""Fenced blocks and code in the text: what a reader may copy."""

COMMAND = re.compile(r"(?:^|(?<!--namespace)[\s/])samhandling +([a-z][^\n#`·|]*)", re.MULTILINE)
RECIPE = re.compile(r"(?:^|\s)make ((?:[a-z][a-z-]*\s*)+)", re.MULTILINE)
MODULE = re.compile(r"python -m ((?:tests|deploy)\.[\w.]+)")
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def snippets(words: str) -> Iterator[str]:
    for block, inline in SNIPPET.findall(words):
        yield block or inline


def commands(words: str) -> list[list[str]]:
    """The words after each `samhandling`, as they would be given."""
    return [found.split() for code in snippets(words) for found in COMMAND.findall(code)]


def recipes(words: str) -> set[str]:
    """What `make` is asked for."""
    return {
        name for code in snippets(words) for found in RECIPE.findall(code) for name in found.split()
    }


@cache
def command_line() -> TyperGroup:
    # Only here is the whole platform loaded: the other checks need none of it.
    from deploy.command_line import app  # noqa: PLC0415

    found = get_command(app)
    assert isinstance(found, TyperGroup)
    return found


def wrong_in(given: list[str]) -> str | None:
    """What of a command line is not there: a command or an option."""
    at: TyperGroup | TyperCommand = command_line()
    for word in given:
        if word.startswith("--"):
            asked = word.partition("=")[0]
            options = {name for each in at.params for name in (*each.opts, *each.secondary_opts)}
            if asked not in options | {"--help"}:
                return f"{at.name} {asked}"
        elif isinstance(at, TyperGroup):
            next_one = at.commands.get(word)
            if not isinstance(next_one, TyperGroup | TyperCommand):
                return word
            at = next_one
    return None


def test_commands_are_found_where_a_reader_may_copy_them() -> None:
    words = "Use `samhandling walk --json`, not samhandling fly.\n```\nmake check test\n```\n"
    assert commands(words) == [["walk", "--json"]]
    assert recipes(words) == {"check", "test"}


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (["walk", "--json"], None),
        (["up", "--no-example"], None),
        (["parked", "skip", "EVENT", "--reason"], None),
        (["fly"], "fly"),
        (["parked", "drop"], "drop"),
        (["walk", "--loud"], "walk --loud"),
    ],
)
def test_a_command_that_is_not_there_is_named(given: list[str], wrong: str | None) -> None:
    assert wrong_in(given) == wrong


def test_every_command_in_the_documents_exists() -> None:
    missing = {
        (relative(path), wrong)
        for path in documents()
        for given in commands(text(path))
        if (wrong := wrong_in(given))
    }
    assert not missing


def test_every_recipe_in_the_documents_exists() -> None:
    named = {path: recipes(text(path)) for path in documents()}
    named[ROOT / ".pre-commit-config.yaml"] = recipes_of_hooks()
    assert not {
        (relative(path), names - TARGETS) for path, names in named.items() if names - TARGETS
    }


def test_every_module_that_is_run_exists() -> None:
    named = {
        module
        for path in documents()
        for code in snippets(text(path))
        for module in MODULE.findall(code)
    }
    assert "tests.architecture.generate" in named
    missing = {
        module
        for module in named
        if not any(
            (ROOT / (module.replace(".", "/") + ending)).is_file()
            for ending in (".py", "/__main__.py")
        )
    }
    assert not missing


def test_every_command_stands_in_the_readme() -> None:
    told = {given[0] for given in commands(text(ROOT / "README.md"))}
    assert command_line().commands.keys() - told == set()


def test_pre_commit_and_the_gate_call_the_same_recipes() -> None:
    """One gate: what passes here passes there (architecture, section 8)."""
    gate = set(re.findall(r"^make ([a-z-]+)$", text(ROOT / ".ci" / "run"), re.MULTILINE))
    assert recipes_of_hooks() == gate == {"check", "test"}


def recipes_of_hooks() -> set[str]:
    hooks = text(ROOT / ".pre-commit-config.yaml")
    assert re.findall(r"repo: (.+)", hooks) == ["local"], "hooks fetch nothing"
    return set(re.findall(r"entry: make ([a-z-]+)$", hooks, re.MULTILINE))

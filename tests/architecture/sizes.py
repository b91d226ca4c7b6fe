"""How long files and functions are, and those that are still too long."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from tests.architecture.tree import relative, text

LONGEST_FILE = 300
LONGEST_FUNCTION = 50

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Measured:
    """A file or a function by its name, and its lines."""

    name: str
    lines: int


def file_size(path: Path) -> Measured:
    """The lines of a file."""
    return Measured(relative(path), len(text(path).splitlines()))


def function_sizes(path: Path) -> Iterator[Measured]:
    """The lines of each function of a file, its docstring too.

    A function inside another is measured by itself and not counted in the outer one: a router is
    a list of routes, however many there are.
    """
    for name, node in _functions(ast.parse(text(path)), ""):
        own = _length(node) - sum(_length(inner) for _, inner in _functions(node, "", deep=False))
        yield Measured(f"{relative(path)}::{name}", own)


def _length(node: Function) -> int:
    assert node.end_lineno is not None
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return node.end_lineno - first + 1


def _functions(node: ast.AST, prefix: str, *, deep: bool = True) -> Iterator[tuple[str, Function]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function):
            name = f"{prefix}{child.name}"
            yield name, child
            if deep:
                yield from _functions(child, f"{name}.")
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{prefix}{child.name}.", deep=deep)
        else:
            yield from _functions(child, prefix, deep=deep)


LONG_FILES: Mapping[str, str] = {}
"""Files that are longer than they may be, and why; a line here goes when its file is cut."""

LONG_FUNCTIONS: Mapping[str, str] = {}
"""The same for functions, `<file>::<function>`."""

"""The verifier as one file, made of the very modules the platform itself checks with (R-4)."""

import ast
import inspect
from collections.abc import Iterator
from functools import cache
from types import ModuleType

from services.audit.documents import checking
from shared.eventlog import checkpoints, merkle, notes

PARTS: tuple[ModuleType, ...] = (merkle, notes, checkpoints, checking)
OURS = ("shared", "services")
HEADER = '''"""Kontrollerer en pakke fra Samhandling uten tilgang til noe annet enn pakken.

    python verify.py PAKKE.zip [--keys NØKLER] [--of case:<id>]

Krever Python 3.11 og pakken `cryptography`.
"""
'''
RUN = '\n\nif __name__ == "__main__":\n    raise SystemExit(main(sys.argv[1:]))\n'


@cache
def standalone() -> str:
    """Its source."""
    imports = sorted({line for part in PARTS for line in _imports(part)})
    bodies = [_body(part) for part in PARTS]
    return "\n".join([HEADER, *imports, "", *bodies]) + RUN


def _imports(part: ModuleType) -> Iterator[str]:
    for node in ast.parse(inspect.getsource(part)).body:
        if isinstance(node, ast.Import | ast.ImportFrom) and not _is_ours(node):
            yield ast.unparse(node)


def _body(part: ModuleType) -> str:
    """The source without its docstring and imports, comments and all."""
    source = inspect.getsource(part)
    lines = source.splitlines()
    tree = ast.parse(source).body
    for node in tree:
        docstring = node is tree[0] and isinstance(node, ast.Expr)
        if docstring or isinstance(node, ast.Import | ast.ImportFrom):
            assert node.end_lineno is not None
            for line in range(node.lineno - 1, node.end_lineno):
                lines[line] = ""
    return "\n" + "\n".join(lines).strip("\n") + "\n"


def _is_ours(node: ast.Import | ast.ImportFrom) -> bool:
    name = node.module if isinstance(node, ast.ImportFrom) else node.names[0].name
    return (name or "").split(".")[0] in OURS

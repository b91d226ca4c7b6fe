"""Every key that is used has words, and all words are used: for the catalogue of any service.

    assert_catalogue_fits(
        SERVICE / "words" / "nb.po", [SERVICE], others=[SHARED_WORDS]
    )

Looked for in templates: `_('key')`, `_('begin.' ~ name)`. In code: `words("key")`,
`words(f"begin.{name}")`, `Refused("I-1", "reason")` (refused.reason), `Forbidden`/`Denied`
(denied.reason), `Flash("success", "key")`, `prefix="intake.report"`. Any other text that is a key
counts as its use.
"""

import ast
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, nodes

from shared.web.i18n import read_catalogue

REASONS = {"Refused": "refused", "Forbidden": "denied", "Denied": "denied"}
ASKS = {"_", "words"}


@dataclass(slots=True)
class Uses:
    """The keys that are used: by name (they must exist), maybe, or by their beginning."""

    needed: dict[str, Path] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    beginnings: set[str] = field(default_factory=set)

    def uses(self, key: str) -> bool:
        return (
            key in self.needed
            or key in self.named
            or any(key.startswith(beginning) for beginning in self.beginnings)
        )


def assert_catalogue_fits(
    catalogue: Path,
    folders: Sequence[Path],
    *,
    others: Sequence[Path] = (),
    also_used: Collection[str] = (),
) -> None:
    """Fails with the keys without words and the words nobody uses.

    `others` are catalogues loaded beside this one (their words may be used, and need not be);
    `also_used` are keys that come from data.
    """
    found = find_uses(folders)
    found.named.update(also_used)
    own = set(read_catalogue(catalogue))
    known = own.union(*(read_catalogue(other) for other in others))
    missing = [
        f"no words for {key} ({path})" for key, path in found.needed.items() if key not in known
    ]
    unused = [f"nobody uses {key}" for key in sorted(own) if not found.uses(key)]
    assert not missing + unused, "\n".join([str(catalogue), *missing, *unused])


def find_uses(folders: Iterable[Path]) -> Uses:
    """Reads all templates and Python files below the folders."""
    uses = Uses()
    for folder in folders:
        assert folder.is_dir(), folder
        for template in sorted(folder.rglob("*.html")):
            _read_template(template, uses)
        for module in sorted(folder.rglob("*.py")):
            _read_module(module, uses)
    return uses


def _read_template(path: Path, uses: Uses) -> None:
    tree = Environment(autoescape=True).parse(path.read_text("utf-8"))
    for constant in tree.find_all(nodes.Const):
        if isinstance(constant.value, str):
            uses.named.add(constant.value)
    for call in tree.find_all(nodes.Call):
        if not isinstance(call.node, nodes.Name) or not call.args:
            continue
        first = call.args[0]
        if call.node.name == "_" and isinstance(first, nodes.Const):
            uses.needed.setdefault(first.value, path)
        elif call.node.name in {"_", "has_words"} and isinstance(first, nodes.Concat):
            begin = first.nodes[0]
            if isinstance(begin, nodes.Const):
                uses.beginnings.add(begin.value)


def _read_module(path: Path, uses: Uses) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Constant(value=str(text)):
                uses.named.add(text)
            case ast.JoinedStr(values=[ast.Constant(value=str(begin)), *_]) if "." in begin:
                uses.beginnings.add(begin)
            case ast.Call():
                for key in _needed(node):
                    uses.needed.setdefault(key, path)
                uses.beginnings.update(f"{prefix}." for prefix in _prefixes(node))
            case _:
                pass


def _needed(call: ast.Call) -> Iterator[str]:
    name = _called(call)
    texts = [arg.value if isinstance(arg, ast.Constant) else None for arg in call.args]
    if name in ASKS and texts and isinstance(texts[0], str):
        yield texts[0]
    if len(texts) > 1 and isinstance(texts[1], str):
        if name in REASONS:
            yield f"{REASONS[name]}.{texts[1]}"
        if name == "Flash":
            yield texts[1]


def _prefixes(call: ast.Call) -> Iterator[str]:
    for keyword in call.keywords:
        match keyword:
            case ast.keyword(arg="prefix", value=ast.Constant(value=str(prefix))):
                yield prefix
            case _:
                pass


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""

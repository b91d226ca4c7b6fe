"""Registers real cases from a file through intake's import.

A bad row is refused with its reference, field, rule and reason while the others are taken; the
same file twice changes nothing (I-10). Files are read as intake reads them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid5

from deploy.playing.client import Client
from services.intake.rules.imports.files import MOST_BYTES, read
from services.intake.rules.imports.rows import judged
from shared.clock import new_id
from shared.contracts.record import NAMESPACE
from shared.identity.register_model import name_key
from shared.service.platform import words_of
from shared.service.settings import FIRST_OPERATOR
from shared.values.refusal import Refused
from shared.web.i18n import SHARED_WORDS, Words

LOADER = FIRST_OPERATOR
PAUSE_SECONDS = 0.3
"""Between two looks at how far it has come; the service has more to do than to tell."""


class NotACasesFile(ValueError):  # noqa: N818 - named for what it says
    """The file as a whole can't be read; the text says why, in Norwegian."""


def content_of(path: Path) -> bytes:
    """Raises NotACasesFile."""
    try:
        with path.open("rb") as file:
            # Not its size first: a pipe or a device has none.
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise NotACasesFile(f"Filen {path} finnes ikke.") from None
    except IsADirectoryError:
        raise NotACasesFile(f"{path} er en mappe. Oppgi en fil.") from None
    except OSError:
        raise NotACasesFile(f"Filen {path} kan ikke leses. Gi tilgang til den.") from None


@dataclass(frozen=True, slots=True)
class CasesFile:
    """A file as it was read: how many rows, and the helsefellesskap of those that are good."""

    content: bytes
    rows: int
    homes: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> "CasesFile":
        """Raises NotACasesFile for what intake would refuse as a whole."""
        content = content_of(path)
        homes: dict[str, None] = {}
        rows = 0
        try:
            for number, given in read(content).rows:
                rows += 1
                row = judged(number, given).row
                if row is not None:
                    homes[row.helsefellesskap] = None
        except Refused as refused:
            words = Words([SHARED_WORDS, words_of("intake")])
            raise NotACasesFile(words(f"refused.{refused.reason}", **refused.values)) from None
        return cls(content, rows, tuple(homes))


def load_cases(
    client: Client, file: CasesFile, *, create: bool, progress: Callable[[int, int], None]
) -> dict[str, list[Any]]:
    """Registers every good row once, and tells what became of each, in the form of
    `samhandling load --json`. `progress` is told how many of all rows are done.

    With `create` a helsefellesskap that nobody knows is made, where a good row names it. Raises
    what the client raises, also when nothing moves any more.
    """
    if create:
        for name in file.homes:
            _create(client, name)
    begun = client.send("intake", "/imports", file.content, LOADER, key=f"load:{new_id()}")
    path = f"/imports/{begun['import_id']}"
    while True:
        now = client.get("intake", path, LOADER)
        progress(now["done"], now["rows"])
        if now["state"] == "done":
            break
        client.until("importen", partial(_moved, client, path, now), pause=PAUSE_SECONDS)
    report = client.get("intake", f"{path}/report", LOADER)
    named = {
        outcome: [
            {name: row[name] for name in ("reference", "case_number")} for row in report[outcome]
        ]
        for outcome in ("accepted", "unchanged")
    }
    return {**named, "refused": report["refused"], "warnings": report["warnings"]}


def _moved(client: Client, path: str, before: Mapping[str, Any]) -> bool | None:
    now = client.get("intake", path, LOADER)
    return True if any(now[each] != before[each] for each in ("state", "rows", "done")) else None


def _create(client: Client, name: str) -> None:
    """An empty helsefellesskap of this name, where the register does not have it."""
    known = client.get("governance", "/helsefellesskap", LOADER)
    if any(name_key(each["name"]) == name_key(name) for each in known):
        return
    new = uuid5(NAMESPACE, f"helsefellesskap:{name.casefold()}")
    client.ask(
        "governance",
        "/helsefellesskap",
        {
            "helsefellesskap_id": str(new),
            "name": name,
            "case_number_format": "{year}/{running}",
        },
        LOADER,
        key=f"load:helsefellesskap:{new}",
    )

    def heard() -> bool | None:
        there = client.get("intake", "/helsefellesskap", LOADER)["helsefellesskap"]
        return True if str(new) in there else None

    client.until(f"inntak kjenner {name}", heard)

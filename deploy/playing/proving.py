"""Checks the proofs that audit gives, with nothing but the hashes (R-4)."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from deploy.playing.client import Client
from shared.eventlog.merkle import CompactRange, leaf_hash, verify_inclusion


@dataclass(frozen=True, slots=True)
class Proof:
    """`root` is over the heads of all trees together, `tree_size` the events below them."""

    verified: bool
    tree_size: int
    root: str
    checked: int


def prove(client: Client, case_id: UUID, readers: Sequence[UUID]) -> Proof:
    """Every event of the case that these people see is in its ledger's tree, and the trees are
    those of the heads. Each reading has heads of its own: the trees grow meanwhile.

    Raises what the client raises.
    """
    verified, checked = True, set()
    for reader in readers:
        given = client.get("audit", f"/cases/{case_id}/proof", reader)
        verified = verified and bool(given["entries"]) and _holds(given)
        checked |= {
            (entry["service"], entry["epoch"], entry["position"]) for entry in given["entries"]
        }
    over_all = CompactRange()
    for head in given["heads"]:
        line = f"{head['service']} {head['epoch']} {head['size']} {head['root']}"
        over_all.append(leaf_hash(line.encode()))
    return Proof(
        verified,
        sum(head["size"] for head in given["heads"]),
        over_all.root().hex(),
        len(checked),
    )


def _holds(given: dict[str, Any]) -> bool:
    heads = {(head["service"], head["epoch"]): head for head in given["heads"]}
    for entry in given["entries"]:
        head = heads[entry["service"], entry["epoch"]]
        leaf = bytes.fromhex(entry["leaf"])
        if entry["body"] is not None and leaf_hash(base64.b64decode(entry["body"])) != leaf:
            return False
        if not verify_inclusion(
            leaf,
            entry["position"] - 1,
            head["size"],
            [bytes.fromhex(step) for step in entry["proof"]],
            bytes.fromhex(head["root"]),
        ):
            return False
    return True

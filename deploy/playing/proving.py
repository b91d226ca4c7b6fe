"""Checks the proofs that audit gives, with nothing but the hashes (R-4)."""

import base64
from dataclasses import dataclass
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


def prove(client: Client, case_id: UUID, reader: UUID) -> Proof:
    """Every event of the case is in its ledger's tree, and the trees are those of the heads.

    Raises what the client raises.
    """
    given = client.get("audit", f"/cases/{case_id}/proof", reader)
    heads = {(head["service"], head["epoch"]): head for head in given["heads"]}
    verified = bool(given["entries"])
    for entry in given["entries"]:
        head = heads[(entry["service"], entry["epoch"])]
        verified = verified and verify_inclusion(
            leaf_hash(base64.b64decode(entry["body"])),
            entry["position"] - 1,
            head["size"],
            [bytes.fromhex(step) for step in entry["proof"]],
            bytes.fromhex(head["root"]),
        )
    over_all = CompactRange()
    for head in given["heads"]:
        line = f"{head['service']} {head['epoch']} {head['size']} {head['root']}"
        over_all.append(leaf_hash(line.encode()))
    return Proof(
        verified,
        sum(head["size"] for head in given["heads"]),
        over_all.root().hex(),
        len(given["entries"]),
    )

"""Finds texts about the same thing, by Norwegian words (I-7, G-21).

No language model and no network: `terms` makes a text into the terms it is found by, `weights`
tells how much each counts, `index` keeps them as keyed hashes in tables of a read model's own, so
that they move in the read model's transaction. What the texts are (reports, routines in force,
known answers) is the read model's to say, by a kind.
"""

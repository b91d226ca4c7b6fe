"""Real cases from a file are registered through intake, once, and refused row by row (I-10)."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.installation.installation import Installation

TELEMARK = "Helsefellesskapet i Telemark"
CASES: list[dict[str, Any]] = [
    {
        "reference": "oppgaver-sykehuset-selv",
        "date": "2020-01-15",
        "helsefellesskap": TELEMARK,
        "language": "nb",
        "title": "Sykehuset ber fastlegen viderehenvise og sykmelde etter innleggelse",
        "what_happens": "Fastlegen blir bedt om å henvise videre på sykehusets egne funn.",
        "parties": ["Sykehuset Telemark HF", "Porsgrunn kommune"],
        "workaround": "Fastlegen gjør det for å spare pasienten.",
    },
    {
        "reference": "innsparing-sunnmore",
        "date": "2014-11-20",
        "helsefellesskap": "Helsefellesskap Møre og Romsdal",
        "language": "nn",
        "title": "Kommunane vart ikkje involverte i innsparingstiltaka til helseføretaket",
        "what_happens": "Kommunane meiner at tiltaka flyttar oppgåver og kostnader til dei.",
        "parties": ["Helse Møre og Romsdal HF", "Ålesund kommune"],
    },
    {
        "reference": "med-nummer",
        "date": "2024-02-01",
        "helsefellesskap": TELEMARK,
        "title": "Gjelder pasient 01019000083",
        "what_happens": "Svar blir liggende.",
        "parties": ["Skien kommune"],
    },
    {
        "reference": "uten-tittel",
        "date": "2024-02-01",
        "helsefellesskap": TELEMARK,
        "title": "",
        "what_happens": "Svar blir liggende.",
        "parties": ["Skien kommune"],
    },
]


def loaded(
    one: Installation, folder: Path, cases: list[dict[str, Any]], *more: str
) -> tuple[int, dict[str, Any]]:
    """`samhandling load FILE --json`, as an operator runs it."""
    file = folder / "cases.json"
    file.write_text(json.dumps({"format": "samhandling-cases/1", "cases": cases}))
    ran = subprocess.run(
        [sys.executable, "-m", "deploy.cli", "load", str(file), "--json", *more],
        env={
            **os.environ,
            "SAMHANDLING_HOME": str(one.settings.home),
            "SAMHANDLING_PUBLIC_URL": one.settings.public_url,
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.stdout, ran.stderr
    answer: dict[str, Any] = json.loads(ran.stdout)
    return ran.returncode, answer


def test_the_same_file_twice_changes_nothing_and_bad_rows_are_told_i_10(
    one: Installation, tmp_path: Path
) -> None:
    code, first = loaded(one, tmp_path, CASES)
    assert code == 1, "rows were refused"
    assert [row["reference"] for row in first["accepted"]] == ["oppgaver-sykehuset-selv"]
    assert {(row["reference"], row["field"], row["rule"]) for row in first["refused"]} == {
        ("innsparing-sunnmore", "helsefellesskap", "I-1"),
        ("med-nummer", "title", "I-3"),
        ("uten-tittel", "title", "I-1"),
    }
    assert all(row["reason"].endswith(".") for row in first["refused"])
    before = one.heads()
    _, again = loaded(one, tmp_path, CASES)
    assert again["accepted"] == []
    assert again["unchanged"] == first["accepted"]
    assert again["refused"] == first["refused"]
    assert one.heads() == before


def test_a_reference_used_again_for_something_else_is_refused_i_10(
    one: Installation, tmp_path: Path
) -> None:
    case = {**CASES[0], "reference": "brukt-om-igjen"}
    assert loaded(one, tmp_path, [case])[0] == 0
    before = one.heads()
    _, answer = loaded(one, tmp_path, [{**case, "title": "Noe helt annet"}])
    (refused,) = answer["refused"]
    assert (refused["reference"], refused["field"], refused["rule"]) == (
        "brukt-om-igjen",
        "reference",
        "I-10",
    )
    assert one.heads() == before


def test_unknown_helsefellesskap_are_created_empty_when_asked_for(
    one: Installation, tmp_path: Path
) -> None:
    code, answer = loaded(one, tmp_path, [CASES[1]], "--create")
    assert code == 0
    assert [row["reference"] for row in answer["accepted"]] == ["innsparing-sunnmore"]
    _, again = loaded(one, tmp_path, [CASES[1]], "--create")
    assert [row["reference"] for row in again["unchanged"]] == ["innsparing-sunnmore"]

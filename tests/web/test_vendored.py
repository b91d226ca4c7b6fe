"""What is served from others is what they published, with its licence (architecture, section 6)."""

import hashlib
import json

from shared.web.static_files import STATIC

VENDOR = STATIC / "vendor"
LISTS = {"vendored.json", "LICENSES.md"}


def test_every_vendored_file_is_listed_and_unchanged() -> None:
    listed = json.loads((VENDOR / "vendored.json").read_text())
    found = {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name not in LISTS
    }
    assert found == {entry["file"]: entry["sha256"] for entry in listed}


def test_every_vendored_package_brings_its_licence_and_is_named_among_them() -> None:
    listed = json.loads((VENDOR / "vendored.json").read_text())
    licences = (VENDOR / "LICENSES.md").read_text()
    assert {entry["file"].split("/")[0] for entry in listed} == {
        path.name for path in VENDOR.iterdir() if path.is_dir()
    }
    for entry in listed:
        assert (VENDOR / entry["file"].split("/")[0] / "LICENSE").is_file()
        assert f"| {entry['name']} | {entry['version']} |" in licences


def test_no_template_or_script_fetches_from_elsewhere_or_is_inline() -> None:
    """The strict CSP would stop it; here it is found before a browser does."""
    templates = STATIC.parent / "templates"
    for template in templates.rglob("*.html"):
        html = template.read_text()
        for forbidden in ("http://", "https://", " style=", "<style", " onclick=", "javascript:"):
            assert forbidden not in html, (template, forbidden)
    for stylesheet in STATIC.glob("*.css"):
        assert "http" not in stylesheet.read_text(), stylesheet

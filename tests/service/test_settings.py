"""Settings come from the environment; wrong ones are all named at once, and nothing starts."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from shared.service.settings import FIRST_OPERATOR, Settings


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"SAMHANDLING_{name.upper()}", raising=False)


def test_without_settings_everything_lies_under_var(tmp_path: Path) -> None:
    settings = Settings()
    assert settings.home == tmp_path / "var"
    assert settings.database == f"sqlite:///{tmp_path}/var"
    assert settings.keys_database == settings.database
    assert settings.public_url == "http://127.0.0.1:8000"
    assert settings.first_operator == FIRST_OPERATOR


def test_each_service_may_answer_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    urls = json.dumps({"intake": "http://127.0.0.1:9001/"})
    monkeypatch.setenv("SAMHANDLING_SERVICE_URLS", urls)
    settings = Settings()
    assert settings.url_of("intake") == "http://127.0.0.1:9001/api/intake/v1"
    assert settings.url_of("audit") == "http://127.0.0.1:8000/api/audit/v1"


def test_all_wrong_settings_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMHANDLING_PORT", "70000")
    monkeypatch.setenv("SAMHANDLING_ENVIRONMENT", "staging")
    with pytest.raises(ValidationError) as wrong:
        Settings()
    assert {error["loc"] for error in wrong.value.errors()} == {("port",), ("environment",)}


def test_production_refuses_what_is_for_development(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMHANDLING_ENVIRONMENT", "production")
    monkeypatch.setenv("SAMHANDLING_FIRST_OPERATOR", str(FIRST_OPERATOR))
    with pytest.raises(ValidationError) as wrong:
        Settings()
    said = str(wrong.value)
    for part in ("DATABASE", "REDIS_URL", "PUBLIC_URL", "FIRST_OPERATOR"):
        assert f"SAMHANDLING_{part}" in said


def test_production_starts_with_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMHANDLING_ENVIRONMENT", "production")
    monkeypatch.setenv("SAMHANDLING_DATABASE", "postgresql://db/samhandling")
    monkeypatch.setenv("SAMHANDLING_REDIS_URL", "redis://valkey")
    monkeypatch.setenv("SAMHANDLING_PUBLIC_URL", "https://samhandling.example")
    settings = Settings()
    assert settings.first_operator is None
    assert not settings.sqlite

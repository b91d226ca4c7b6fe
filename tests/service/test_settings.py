"""Settings come from the environment; wrong ones are all named at once, and nothing starts."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from shared.service.settings import FIRST_OPERATOR, Settings, unknown


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


PRODUCTION = {
    "DATABASE": "postgresql://db/samhandling",
    "ENVIRONMENT": "production",
    "MASTER_KEY_FILE": "/secrets/master.key",
    "PUBLIC_URL": "https://samhandling.example",
    "REDIS_URL": "redis://valkey",
    "STREAM_KEYS": "/secrets/stream-keys",
}


MAIL = {"SMTP_HOST": "mail", "SMTP_FROM": "varsel@samhandling.example"}


def given(monkeypatch: pytest.MonkeyPatch, settings: dict[str, str]) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(f"SAMHANDLING_{name}", value)


def wrong_ones() -> list[str]:
    with pytest.raises(ValidationError) as wrong:
        Settings()
    assert "hemmelig" not in str(wrong.value)
    return sorted(str(error["loc"][0]) for error in wrong.value.errors())


def test_a_faulty_setting_does_not_hide_what_does_not_go_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given(monkeypatch, {**PRODUCTION, "PORT": "http", "PUBLIC_URL": "http://samhandling.example"})
    assert wrong_ones() == ["port", "public_url"]


def test_production_refuses_what_is_for_development(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, {"ENVIRONMENT": "production", "FIRST_OPERATOR": str(FIRST_OPERATOR)})
    assert wrong_ones() == [
        "database",
        "first_operator",
        "master_key_file",
        "public_url",
        "redis_url",
        "stream_keys",
    ]


@pytest.mark.parametrize("name", ["MASTER_KEY_FILE", "STREAM_KEYS"])
def test_production_refuses_the_keys_that_development_has_made(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    made = {"MASTER_KEY_FILE": "var/master.key", "STREAM_KEYS": "var/stream-keys"}[name]
    given(monkeypatch, {**PRODUCTION, name: str(tmp_path / made)})
    assert wrong_ones() == [name.lower()]


@pytest.mark.parametrize(
    ("settings", "wrong"),
    [
        ({"DATABASE": "mysql://x:hemmelig@y"}, "database"),
        ({"KEYS_DATABASE": "sqlite:///keys"}, "keys_database"),
        ({"REDIS_URL": "http://x:hemmelig@y"}, "redis_url"),
        ({"PUBLIC_URL": "samhandling.example"}, "public_url"),
        ({"SERVICE_URLS": '{"intake": "intake:8000"}'}, "service_urls"),
        ({"SERVICE_URLS": "intake"}, "service_urls"),
        ({"MASTER_KEY": "hemmelig"}, "master_key"),
        ({"DATABASE_FILE": "x"}, "database"),
        ({"KEYS_DATABASE_FILE": "gone"}, "keys_database_file"),
        ({"SMTP_HOST": "mail"}, "smtp_from"),
        ({"SMTP_HOST": "mail", "SMTP_FROM": "Samhandling <a@b.no>"}, "smtp_from"),
        ({"SMTP_FROM": "a@b.no"}, "smtp_host"),
        ({"SMTP_PASSWORD": "hemmelig"}, "smtp_host"),
        ({"SMTP_SECURITY": "ssl"}, "smtp_security"),
        ({**MAIL, "SMTP_SECURITY": "none"}, "smtp_security"),
        ({**MAIL, "SMTP_USER": "samhandling"}, "smtp_password"),
        ({**MAIL, "SMTP_PASSWORD": "hemmelig"}, "smtp_password"),
        ({**MAIL, "SMTP_USER": "x", "SMTP_PASSWORD_FILE": "gone"}, "smtp_password_file"),
    ],
)
def test_what_is_wrong_in_production_is_named(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], wrong: str
) -> None:
    given(monkeypatch, {**PRODUCTION, **settings})
    assert wrong_ones() == [wrong]


def test_production_starts_with_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, PRODUCTION)
    settings = Settings()
    assert settings.first_operator is None
    assert not settings.sqlite


def test_what_may_hold_a_password_comes_from_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    files = {
        "DATABASE": "postgresql://x:hemmelig@db/samhandling",
        "KEYS_DATABASE": "postgresql://x:hemmelig@keys/samhandling",
        "REDIS_URL": "redis://:hemmelig@valkey",
        "SMTP_PASSWORD": "hemmelig",
    }
    given(monkeypatch, {**MAIL, "SMTP_USER": "samhandling"})
    for name, value in files.items():
        (tmp_path / name).write_text(f"{value}\n", encoding="utf-8")
        monkeypatch.setenv(f"SAMHANDLING_{name}_FILE", str(tmp_path / name))
    settings = Settings()
    told = (
        settings.database,
        settings.keys_database,
        settings.redis_url,
        settings.mail_server.password,
    )
    assert told == tuple(files.values())
    assert "hemmelig" not in repr(settings.mail_server)


def test_a_file_with_nothing_in_it_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "empty").touch()
    monkeypatch.setenv("SAMHANDLING_REDIS_URL_FILE", str(tmp_path / "empty"))
    assert wrong_ones() == ["redis_url_file"]


def test_a_setting_that_is_empty_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMHANDLING_FIRST_OPERATOR", "")
    assert Settings().first_operator == FIRST_OPERATOR


def test_variables_that_are_no_settings_are_found() -> None:
    names = ["SAMHANDLING_HOME", "SAMHANDLING_INTAKE_PORT", "samhandling_home", "HOME"]
    assert unknown(names) == ["SAMHANDLING_INTAKE_PORT", "samhandling_home"]

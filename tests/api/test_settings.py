"""Settings: read from the environment, refused when misspelt, silent about their values."""

import pytest

from ipofacts.service.settings import Settings, SettingsError, load


def test_settings_come_from_the_environment_and_the_command_line_wins(monkeypatch, tmp_path):
    monkeypatch.setenv("IPOFACTS_PORT", "9001")
    monkeypatch.setenv("IPOFACTS_ENGINES", "3")
    monkeypatch.setenv("IPOFACTS_RULES", str(tmp_path))
    settings = load(port=9002, host=None)
    assert (settings.port, settings.engines, settings.rules, settings.host) == (9002, 3, tmp_path, "127.0.0.1")


def test_an_unknown_setting_is_refused_by_name():
    with pytest.raises(SettingsError, match=r"unknown setting IPOFACTS_ENGINE;.*IPOFACTS_ENGINES"):
        load({"IPOFACTS_ENGINE": "2", "PATH": "/bin"})


@pytest.mark.parametrize(("name", "value"), [("PORT", "77777"), ("ENGINES", "0"), ("LOG_LEVEL", "loudest"), ("QUEUE", "many")])
def test_a_value_that_cannot_be_is_refused_without_repeating_it(monkeypatch, name, value):
    monkeypatch.setenv(f"IPOFACTS_{name}", value)
    with pytest.raises(SettingsError, match=f"IPOFACTS_{name}: ") as refused:
        load()
    assert value not in str(refused.value)


def test_keys_are_never_shown(monkeypatch):
    monkeypatch.setenv("IPOFACTS_API_KEYS", "open-sesame")
    settings = load()
    assert "sesame" not in repr(settings) + str(settings) + settings.model_dump_json()


def test_every_setting_is_described_and_there_are_few():
    assert len(Settings.model_fields) <= 25
    assert all(field.description for field in Settings.model_fields.values())

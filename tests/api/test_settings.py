"""Settings: read from the environment, refused when misspelt, silent about their values."""

import pytest

from ipofacts.service.keys import new_key
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
    key, entry = new_key("desk")
    monkeypatch.setenv("IPOFACTS_API_KEYS", entry)
    settings = load()
    told = repr(settings) + str(settings) + settings.model_dump_json() + settings.shown()
    assert key not in told
    assert entry.partition(":")[2] not in told
    assert "IPOFACTS_API_KEYS=desk:***" in settings.shown().splitlines()


@pytest.mark.parametrize(
    "entries", ["open-sesame", "desk:open-sesame", "desk:" + "g" * 64, ":" + "a" * 64, "a b:" + "a" * 64, ""]
)
def test_keys_that_are_no_digests_are_refused_without_repeating_them(monkeypatch, entries):
    monkeypatch.setenv("IPOFACTS_API_KEYS", entries)
    with pytest.raises(SettingsError, match=r"IPOFACTS_API_KEYS: entry 1: .*`ipofacts key NAME`") as refused:
        load()
    assert "sesame" not in str(refused.value)


def test_two_keys_of_one_name_are_refused():
    with pytest.raises(SettingsError, match="entry 2: its name is taken"):
        load({}, api_keys=",".join(new_key("desk")[1] for _ in range(2)))


def test_a_service_that_others_can_reach_needs_keys_or_says_that_it_is_open():
    with pytest.raises(SettingsError, match=r"IPOFACTS_HOST: .*`ipofacts key NAME`.*IPOFACTS_OPEN=true"):
        load({}, host="0.0.0.0")
    assert load({}, host="0.0.0.0", open=True).host == "0.0.0.0"
    assert load({}, host="::", api_keys=new_key("desk")[1]).has_keys
    for host in ("127.0.0.1", "::1", "localhost", "127.8.8.8"):
        assert not load({}, host=host).has_keys


def test_the_settings_shown_can_be_read_again(monkeypatch):
    before = load({}, rate=2.5, cors_origins="https://a.example, https://b.example", open=True)
    assert before.origins == ["https://a.example", "https://b.example"]
    lines = [line.partition("=") for line in before.shown().splitlines() if not line.startswith("#")]
    for name, _, value in lines:
        if value:
            monkeypatch.setenv(name, value)
    assert load() == before


def test_every_setting_is_described_and_there_are_few():
    assert len(Settings.model_fields) <= 25
    assert all(field.description for field in Settings.model_fields.values())

"""Settings: the person's file wins; what is wrong is told and counts as not given."""

import pytest

from privacy_check.paths import Places
from privacy_check.person import Person
from privacy_check.settings import Settings, read


def given(home: Places, config: str, choices: str = "") -> Settings:
    home.config.mkdir(parents=True, exist_ok=True)
    home.config_file.write_text(config)
    home.choices_file.write_text(choices)
    return read(home.config_file, home.choices_file)


def test_without_files_nothing_is_chosen(home: Places) -> None:
    assert read(home.config_file, home.choices_file) == Settings()


def test_both_files_count_and_the_persons_wins(home: Places) -> None:
    settings = given(home, 'region = "uk"', 'region = "us"\nplatforms = ["web"]\nplans = ["free"]')
    assert settings.person == Person("uk", frozenset({"web"}), frozenset({"free"}))


def test_words_of_a_setting_are_inert(home: Places) -> None:
    settings = given(home, r'theme = "a\u001b\u202e\u3164"' + "\nservices = ['b\u202e']")
    assert settings.theme == "a\ufffd\ufffd\ufffd"
    assert settings.services == {"b"}


@pytest.mark.parametrize(
    ("config", "fault"),
    [
        ('region = "us-caa"', "config.toml: region: 'us-caa' is not known; did you mean 'us-ca'?"),
        ("region = 3", "region: must be a word in quotes"),
        ('platforms = ["wbe"]', "platforms: 'wbe' is not known; did you mean 'web'?"),
        ('platforms = "web"', "platforms: must be a list of words"),
        ('regoin = "uk"', "regoin: unknown key; did you mean 'region'?"),
        ("region = ", "config.toml:1: is no TOML"),
    ],
)
def test_a_wrong_setting_is_told_by_file_and_key(home: Places, config: str, fault: str) -> None:
    settings = given(home, config, 'plans = ["free"]')
    assert [fault in str(told) for told in settings.faults] == [True]
    assert settings.person == Person(plans=frozenset({"free"}))


def test_a_setting_shows_no_control(home: Places) -> None:
    settings = given(home, 'theme = "\\u001b[31m\t"\n[keys]\n"\\u001b" = "\t"')
    assert settings.theme == "\N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER}"
    assert settings.keys == {"\N{REPLACEMENT CHARACTER}": "\N{REPLACEMENT CHARACTER}"}

"""Settings: the person's file overrides; an invalid setting is reported and ignored."""

import pytest

from privacy_check.domain.person import Person
from privacy_check.session import open_session
from privacy_check.storage.paths import Places
from privacy_check.storage.settings import Settings, drop_unknown_services, read


def given(home: Places, config: str, choices: str = "") -> Settings:
    home.config.mkdir(parents=True, exist_ok=True)
    home.config_file.write_text(config)
    home.choices_file.write_text(choices)
    return read(home.config_file, home.choices_file)


def test_without_files_nothing_is_chosen(home: Places) -> None:
    assert read(home.config_file, home.choices_file) == Settings()


def test_both_files_count_and_config_toml_overrides(home: Places) -> None:
    settings = given(home, 'region = "uk"', 'region = "us"\nplatforms = ["web"]\nplans = ["free"]')
    assert settings.person == Person("uk", frozenset({"web"}), frozenset({"free"}))


def test_setting_values_are_sanitized(home: Places) -> None:
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
        ("region = ", "config.toml:1: invalid TOML"),
    ],
)
def test_an_invalid_setting_is_reported_by_file_and_key(
    home: Places, config: str, fault: str
) -> None:
    settings = given(home, config, 'plans = ["free"]')
    assert [fault in str(found) for found in settings.faults] == [True]
    assert settings.person == Person(plans=frozenset({"free"}))


def test_no_setting_can_show_control_characters(home: Places) -> None:
    settings = given(home, 'theme = "\\u001b[31m\t"\n[keys]\n"\\u001b" = "\t"')
    assert settings.theme == "\N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER}"
    assert settings.keys == {"\N{REPLACEMENT CHARACTER}": "\N{REPLACEMENT CHARACTER}"}


SERVICES = frozenset({"LinkedIn", "GitHub", "WhatsApp"})


@pytest.mark.parametrize(
    ("services", "problems"),
    [
        (["linkedin"], ["no checklist covers 'linkedin'; did you mean 'LinkedIn'?"]),
        (["GitHub", "Gihub"], ["no checklist covers 'Gihub'; did you mean 'GitHub'?"]),
        (["MySpace", "Orkut"], ["no checklist covers 'MySpace'", "no checklist covers 'Orkut'"]),
        (["GitHub", "LinkedIn"], []),
    ],
)
def test_an_unknown_service_is_reported_and_the_others_count(
    home: Places, services: list[str], problems: list[str]
) -> None:
    chosen = given(home, f"services = {services}")
    settings = drop_unknown_services(chosen, SERVICES, home.config_file)
    assert [str(fault) for fault in settings.faults] == [
        f"{home.config_file}: services: {what}" for what in problems
    ]
    assert settings.services == set(services) & SERVICES


@pytest.mark.usefixtures("library")
def test_an_unknown_service_is_reported_by_the_file_that_has_it(home: Places) -> None:
    home.config.mkdir(parents=True)
    home.choices_file.write_text("services = ['Acme', 'Amce']")
    home.profiles_file.write_text("[anna]\nservices = ['Acme', 'Acne']")
    near = "; did you mean 'Acme'?"
    expected = {
        "default": f"{home.choices_file}: services: no checklist covers 'Amce'{near}",
        "anna": f"{home.profiles_file}: anna.services: no checklist covers 'Acne'{near}",
    }
    for profile, what in expected.items():
        session = open_session(home, profile=profile)
        assert [str(fault) for fault in session.settings.faults] == [what]
    home.config_file.write_text("services = ['Acmee']")
    (fault,) = open_session(home).settings.faults
    assert str(fault).startswith(f"{home.config_file}: services: ")


def test_the_known_values_in_a_list_count(home: Places) -> None:
    settings = given(home, 'platforms = ["wbe", "ios"]\nplans = ["fre"]', 'plans = ["free"]')
    assert settings.person.platforms == {"ios"}
    assert settings.person.plans == {"free"}, "nothing of it holds, so it counts as not given"
    assert len(settings.faults) == 2

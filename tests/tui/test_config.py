"""The settings: a wrong file is told, line and reason, and never stops anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.config import Settings, load_settings


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_no_file_is_no_mistake(config: Path) -> None:
    assert load_settings(config) == (Settings(), None)


def test_a_file_is_read(config: Path) -> None:
    config.write_text('folder = "wire"\nmouse = true\n')
    assert load_settings(config) == (Settings(folder=config.parent / "wire", mouse=True), None)


def test_the_home_folder_is_spelt_out(config: Path) -> None:
    config.write_text('folder = "~/wire"\n')
    assert load_settings(config)[0].folder == Path.home() / "wire"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mouse = maybe\n", "line 1"),
        ("folder = 'a'\n\nmouse = 'maybe'\n", "line 3: mouse: "),
        (
            "mouse = false\ncolour = 'red'\n",
            "line 2: there is no setting 'colour' (there are folder, store, mouse, jobs, timezone)",
        ),
        ("[colour]\nred = 1\n", "line 1: there is no setting 'colour'"),
    ],
)
def test_a_mistake_is_told_with_its_line(config: Path, text: str, said: str) -> None:
    config.write_text(text)
    settings, problem = load_settings(config)
    assert settings == Settings()
    assert problem is not None
    assert said in problem
    assert problem.endswith("starting with the defaults.")


def test_a_file_that_is_not_text(config: Path) -> None:
    config.write_bytes(b"\xff\xfe\x00")
    assert load_settings(config)[1] == f"{config}: cannot be read (it is not UTF-8); starting with the defaults."


def test_every_setting_is_documented() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_the_time_zone_is_read(config: Path) -> None:
    config.write_text('timezone = "Pacific/Kiritimati"\n')
    assert load_settings(config) == (Settings(timezone="Pacific/Kiritimati"), None)


@pytest.mark.parametrize("name", ["Moon/Tranquility", "Europe", "", "../etc/passwd", "/etc/passwd"])
def test_a_wrong_time_zone_is_said_in_one_sentence(config: Path, name: str) -> None:
    config.write_text(f'mouse = true\ntimezone = "{name}"\n')
    settings, problem = load_settings(config)
    assert settings == Settings()
    assert problem == (
        f"{config}: line 2: timezone: there is no time zone {name!r} (name one as Europe/Vienna or UTC);"
        " starting with the defaults."
    )

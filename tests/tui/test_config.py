"""The settings: a wrong file is told, line and reason, and never stops anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.commands import COMMANDS
from tui.config import Settings, Watch, load_settings, toml_lines


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
    config.write_text('folder = "~nosuchuser/wire"\n')  # is told where that folder is looked for
    assert load_settings(config)[0].folder == config.parent / "~nosuchuser" / "wire"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mouse = maybe\n", "line 1"),
        ("folder = 'a'\nescape_delay = 0\nmouse = 'maybe'\n", "line 2: escape_delay: "),
        (
            "mouse = false\ncolour = 'red'\n",
            "line 2: there is no setting 'colour' (there are folder, store, mouse, jobs",
        ),
        ("[colour]\nred = 1\n", "line 1: there is no setting 'colour'"),
        ("theme = 'pink'\n", "line 1: theme: "),
        (
            "[[watch]]\nname = 'a'\nfilter = ''\n\n[[watch]]\nname = 'b'\nfilter = 'on'\nbell = 3\n",
            "line 8: watch.bell: ",
        ),
        ("[[watch]]\nname = 'a'\nfilter = 'nobody:x'\n", "line 3: watch.filter: There is no field nobody:"),
        ("[keys]\n'day.oldest' = 'x'\n", "line 2: keys: there is no command 'day.oldest'"),
        ("[keys]\n'day.older' = 'PgOver'\n", "line 2: keys: 'PgOver' is no key"),
        ("mouse = true\n[keys]\n'day.older' = 'p'\n", "line 3: keys: p is the key of problems.open already"),
    ],
)
def test_a_mistake_is_told_with_its_line(config: Path, text: str, said: str) -> None:
    config.write_text(text)
    _settings, problem = load_settings(config)
    assert problem is not None
    assert said in problem
    assert problem.endswith(("starting with the defaults.", "the rest of the file holds."))


def test_what_is_right_holds_beside_what_is_wrong(config: Path) -> None:
    config.write_text(
        "mouse = true\njobs = 0\n[[watch]]\nname = 'a'\nfilter = 'x'\n[[watch]]\nname = ''\nfilter = 'x'\n"
        "[keys]\n'day.older' = '{'\n'day.newer' = 'q'\n"
    )
    settings, problem = load_settings(config)
    assert settings == Settings(mouse=True, watch=(Watch(name="a", filter="x"),), keys={"day.older": "{"})
    assert problem is not None
    assert all(f"line {number}: " in problem for number in (2, 7, 11))


def test_what_config_prints_is_read_as_the_same_settings(config: Path) -> None:
    settings = Settings(
        folder=Path("/srv/wire"),
        theme="light",
        ascii=True,
        pager='less -R "x"',
        watch=(Watch(name="a \\ b", filter='"air base"', command=("say", "ä\x7f")),),
        keys={"day.older": "{ ctrl+y", "app.suspend": ""},
    )
    for kept in (settings, Settings()):
        config.write_text("\n".join(toml_lines(kept)), encoding="utf-8")
        assert load_settings(config) == (kept, None)


def test_what_config_prints_names_every_setting_and_every_command() -> None:
    text = "\n".join(toml_lines(Settings()))
    assert all(
        f"\n{name} = " in f"\n{text}" or f"# {name} =" in text or f"[{name}]" in text for name in Settings.model_fields
    )
    assert all(f'"{command.id}"' in text for command in COMMANDS)


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
    assert settings == Settings(mouse=True)
    assert problem == (
        f"{config}: line 2: timezone: there is no time zone {name!r} (name one as Europe/Vienna or UTC);"
        " the rest of the file holds."
    )

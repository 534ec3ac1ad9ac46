"""The preferences of the user: kept, and never a reason not to start."""

import json
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.settings import Settings, load_settings, save_settings


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    kept = Settings(theme="dark", font_size=14, data_dir="/so", last_login="canbo", idle_minutes=0)
    save_settings(kept, tmp_path / "a" / "tuy-chon.json")
    assert load_settings(tmp_path / "a" / "tuy-chon.json") == kept


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '"a"', "\x00", '{"theme": 3, "font_size": "to"}'])
def test_broken_preferences_mean_the_defaults(tmp_path: Path, content: str) -> None:
    path = tmp_path / "tuy-chon.json"
    path.write_text(content, encoding="utf-8")
    assert load_settings(path) == Settings()


def test_one_wrong_value_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "tuy-chon.json"
    path.write_text(json.dumps({"theme": "dark", "font_size": True, "unknown": 1}), encoding="utf-8")
    assert load_settings(path) == Settings(theme="dark")


@pytest.mark.parametrize(
    ("theme", "mode"), [("light", "light"), ("dark", "dark"), ("system", "system"), ("?", "system")]
)
def test_an_unknown_look_is_the_systems(theme: str, mode: str) -> None:
    assert Settings(theme=theme).mode == mode


def test_a_place_that_cannot_be_written_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("", encoding="utf-8")
    with pytest.raises(UserError, match="Không dùng được"):
        save_settings(Settings(), tmp_path / "tep" / "tuy-chon.json")

"""Times that the browser counts are those that the server counts."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from dash_app.documents.script_reading import read_script
from dash_app.documents.script_timing import spoken_words, time_range
from dash_app.documents.shooting_script import script_json
from dash_app.words import seconds

ASSETS = Path(__file__).parents[2] / "assets" / "js"
PIECES = (
    *("Bạn", "ăn", "phở", "chưa?", "45k", "7,5", "một_hai", "món-ngon", "…", "!", "“ngon”"),
    # Letters that are composed elsewhere; what is no letter; letters beyond the first plane.
    *("pho\u031b\u0309", "bu\u0301n", "🍜", "²", "½", "Ⅷ", "漢字", "𝒜𝓑", "ª", "\u0301", "\u200d"),
    *("[giá]", "[tên món]", "[", "]", "[a [b] c]", "[]", "\n", "\t", "[Khoảng 9 từ: vị\nmặn]"),
)
_COUNT = """(scripts) => scripts.map((script) => ({
    ranges: window.scriptTiming.timeRanges(script),
    shown: window.scriptTiming.timeRanges(script).map(window.scriptTiming.timeRange),
}))"""


def scripts() -> list[dict[str, Any]]:
    """Returns scripts of all kinds, as a browser holds them."""
    dice = random.Random(7)
    found = [script(["một hai", "", "một"], 4.0, 0.5), script(["x"] * 40, 3.5, 3.0)]
    for _ in range(400):
        said = [
            " ".join(dice.choices(PIECES, k=dice.randint(0, 12)))
            for _ in range(dice.randint(1, 12))
        ]
        rate = dice.choice((2.0, 2.5, 3.0, 3.26, 4.0, 8.0, dice.uniform(0.5, 8)))
        silent = dice.choice((0.5, 0.75, 1.25, 3.0, 59.95, dice.uniform(0.5, 90)))
        found.append(script(said, rate, silent))
    return found


def script(said: list[str], rate: float, silent_s: float) -> dict[str, Any]:
    return {
        "id": "a",
        "made_at": "",
        "made_with": "offline",
        "duration_s": 60,
        "words_per_second": rate,
        "parts": [
            {"title": "", "visuals": "", "dialogue": text, "silent_s": silent_s} for text in said
        ],
    }


@pytest.fixture
def counting(browser: Browser) -> Any:
    """Returns a page that counts and holds nothing else."""
    page = browser.new_page()
    page.add_script_tag(path=ASSETS / "script_timing.js")
    yield page
    page.close()


@pytest.mark.slow
def test_browser_and_server_give_the_same_times(counting: Any) -> None:
    asked = scripts()
    for sent, counted in zip(asked, counting.evaluate(_COUNT, asked), strict=True):
        made = script_json(read_script(sent))["parts"]
        assert counted["ranges"] == [
            {
                "start": part["start_s"],
                "end": part["end_s"],
                "words": spoken_words(part["dialogue"]),
            }
            for part in made
        ]
        assert counted["shown"] == [time_range(part["start_s"], part["end_s"]) for part in made]


@pytest.mark.slow
def test_durations_are_written_alike(counting: Any) -> None:
    values = [0, 0.4, 0.5, 1.5, 2.5, 59.5, 60, 60.4, 75, 119.5, 600, 3599.9]
    shown = counting.evaluate("(values) => values.map(window.scriptTiming.inWords)", values)
    assert shown == [seconds(each) for each in values]

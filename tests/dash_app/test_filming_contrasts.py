"""What is told as a difference between outliers and other videos, and what is not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from dash_app.statistics import risk_ratio, share_interval
from dash_app.tabs.studio.filming_contrasts import Contrast, contrasts
from dash_app.tabs.studio.filming_data import Found
from dash_app.tabs.studio.filming_kinds import KINDS
from dash_app.tabs.studio.filming_numbers import number_check
from dash_app.tabs.studio.filming_sentences import contrast_sentence, finding_lines
from dash_app.tabs.studio.filming_traits import Trait, traits


def _trait(has_it: np.ndarray[Any, Any], title: str = "Thời lượng") -> Trait:
    rows = np.flatnonzero(has_it)
    return Trait(title, ("dài",), np.arange(has_it.size), rows, np.zeros(rows.size, np.int64))


def _videos(creators: int, each: int, chance: Any, seed: int = 5) -> tuple[pd.DataFrame, Any]:
    """Returns videos and which have the trait; `chance(creator, has_it)` is that of an outlier."""
    random = np.random.default_rng(seed)
    creator = np.repeat(np.arange(creators), each)
    has_it = random.random(creator.size) < np.where(creator % 2, 0.7, 0.3)
    drawn = random.random(creator.size)
    is_outlier = np.array(
        [drawn[row] < chance(int(c), bool(has_it[row])) for row, c in enumerate(creator)]
    )
    return pd.DataFrame({"creator": creator.astype(str), "is_outlier": is_outlier}), has_it


def test_a_trait_that_helps_every_creator_is_clear() -> None:
    videos, has_it = _videos(20, 60, lambda _, has: 0.3 if has else 0.08)
    (found,) = contrasts(videos, [_trait(has_it)])
    hit = videos["is_outlier"].to_numpy()
    counts = [int((hit & has_it).sum()), int(hit.sum()), int((~hit & has_it).sum())]
    counts.append(int((~hit).sum()))
    hits, n, other_hits, other_n = counts
    assert (found.hits, found.share.n, found.other_hits, found.other.n) == tuple(counts)
    assert found.share == share_interval(hits, n)
    assert found.ratio == pytest.approx(hits / n / (other_hits / other_n))
    katz = risk_ratio([hits], [n], [other_hits], [other_n])
    assert (found.low, found.high) == (katz.low[0], katz.high[0])
    assert found.verdict == "clear"
    assert 15 < (found.within or 0) < 30


def test_a_trait_of_creators_whose_plays_jump_about_is_no_difference() -> None:
    videos, has_it = _videos(20, 60, lambda creator, _: 0.35 if creator % 2 else 0.05)
    (found,) = contrasts(videos, [_trait(has_it)])
    # By the shares alone it would be one, far beyond doubt.
    assert (found.low or 0) > 1.1
    assert found.verdict == "unclear"


def test_where_nothing_is_different_nothing_is_told() -> None:
    wrong = 0
    for seed in range(20):
        random = np.random.default_rng(1000 + seed)
        videos, _ = _videos(10, 40, lambda *_: 0.2, seed)
        many = [_trait(random.random(len(videos)) < 0.5, f"{n}") for n in range(20)]
        wrong += any(each.verdict == "clear" for each in contrasts(videos, many))
    assert wrong <= 2


def test_few_videos_or_creators_are_said() -> None:
    videos, has_it = _videos(20, 60, lambda _, has: 0.3 if has else 0.08)
    alone = videos.assign(creator="một")
    (found,) = contrasts(alone, [_trait(has_it)])
    assert found.verdict == "few"
    (found,) = contrasts(videos[:40], [_trait(has_it[:40])])
    assert found.verdict == "few"
    assert found.share.estimate is not None


def _found(found: tuple[Contrast, ...], **fields: Any) -> Found:
    usual = {
        "kind": KINDS["review"],
        "n": 500,
        "outliers": 100,
        "creators": 20,
        "outlier_creators": 10,
        "by_label": 100,
        "agreement": (10, 9),
        "contrasts": found,
        "middles": (),
        "best": (),
        "every": 1,
    }
    return Found(**(usual | fields))  # type: ignore[arg-type]


def test_only_what_is_sure_is_called_different() -> None:
    videos, has_it = _videos(20, 60, lambda _, has: 0.3 if has else 0.08)
    clear, same = contrasts(
        videos, [_trait(has_it), _trait(np.random.default_rng(1).random(1200) < 0.5, "Giờ đăng")]
    )
    lines = [each.text for each in finding_lines(_found((clear, same)))]
    assert lines[0].startswith("Thời lượng: dài hay gặp hơn ở video nổi bật")
    assert lines[1] == "1 phép so còn lại đủ dữ liệu nhưng chưa rõ."
    assert "điểm phần trăm" in contrast_sentence(clear)
    (only, *_) = finding_lines(_found((same,)))
    assert "Chưa có đặc điểm nào khác rõ" in only.text
    (few,) = finding_lines(_found((clear,), outliers=12))
    assert "Chỉ có 12 video nổi bật" in few.text
    (none,) = finding_lines(_found((), n=0, outliers=0))
    assert "Không có video review nào" in none.text


def test_traits_divide_the_videos_that_have_them_known() -> None:
    videos = pd.DataFrame(
        {
            "video_key": [3, 7, 9],
            "duration": pd.array([2, None, 0], dtype="Int64"),
            "is_photo": [False, True, False],
            "part": [4, 4, 0],
            "weekday": [1, 7, 7],
            "hashtags": [0, 1, 1],
            "caption": [2, 0, 0],
            "words_per_second": [2.0, np.nan, 40.0],
            "is_original": [True, None, False],
            "has_ad_signs": [False, False, True],
            "has_dish": [True, True, False],
            "has_place": [False, False, False],
        }
    )
    details = pd.DataFrame(
        {
            "field": ["has_cta", "has_cta", "dish", "hook_type"],
            "label": ["Có", "Không", "phở", "Kể chuyện"],
            "videos": [np.array([3]), np.array([9]), np.array([7, 8]), np.array([100])],
        }
    )
    found = {each.title: each for each in traits(videos, details)}
    having = {
        title: [
            (int(row), each.names[value]) for row, value in zip(each.rows, each.values, strict=True)
        ]
        for title, each in found.items()
    }
    assert having["Thời lượng"] == [(0, "30–60s"), (1, "bài ảnh"), (2, "<10s")]
    assert having["Thứ đăng"] == [(0, "Thứ Hai"), (1, "Chủ nhật"), (2, "Chủ nhật")]
    assert having["Tốc độ nói"] == [(0, "2–3 từ/giây")]
    assert having["Kêu gọi hành động"] == [(0, "Có")]
    assert having["Nhóm món"] == [(1, "phở")]
    assert having["Kiểu mở đầu"] == []
    assert found["Âm thanh"].known.tolist() == [0, 2]
    assert found["Kêu gọi hành động"].known.tolist() == [0, 2]
    assert found["Nhóm món"].known.tolist() == [0, 1, 2]


@pytest.mark.parametrize(
    ("sentence", "is_fine"),
    [
        ("Video dài 75 giây, tỷ lệ 6 %.", True),
        ("Quán mở từ 6 giờ sáng.", False),
        ("Đăng từ 18 giờ tới 23h.", True),
        ("Món này 9k một phần.", False),
        ("Món này 45 nghìn một phần.", True),
        ("Đặt máy nghiêng 30 độ.", False),
        ("Có 3 người cùng ăn.", False),
        ("Tăng 87 % lượt xem.", False),
    ],
)
def test_a_number_must_be_given_with_its_unit(sentence: str, is_fine: bool) -> None:
    given = "tối (18–23h); 75 giây (70–83), n = 30; tỷ lệ 6 %; gấp 9 lần; 3 video; một tô 45k"
    assert number_check(given)(sentence) is is_fine

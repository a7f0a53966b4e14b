"""What is asked before booking: raised by unusual creators, not by ordinary ones, with numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from kol_channels import EMPTY, crowd, frame, ordinary

from dash_app.findings.kol_flag_words import RedFlag, flags_of, unchecked_of
from dash_app.findings.kol_flags import DEDUCTIONS, FlagTable, find_flags, safety_part
from dash_app.findings.kol_peers import Peers, find_peers

_UNUSUAL: dict[str, tuple[dict[str, Any], str, tuple[str, ...]]] = {
    "refuses": ({"booking_note": "refuses"}, "cao", ("không nhận booking",)),
    "likes": (
        {"likes_per_play": 0.9},
        "cao",
        ("Lượt thích cao bất thường: 900,0", "47,6", "41 TikToker nhóm giữa", "n = 40 video"),
    ),
    "comments": (
        {"comments_per_play": 0.00001},
        "cao",
        ("Bình luận thấp bất thường: 0,01", "1,2", "n = 40 video"),
    ),
    "silent": (
        {"heard": 12, "silent": 9},
        "vừa",
        ("9 trong 12 video từ 1.000 lượt xem", "tắt bình luận"),
    ),
    "cliff": (
        {"snapshots": 3.0, "days": 20.0, "worst_change": -0.12},
        "cao",
        ("−12,0 %", "3 lần trong 20 ngày"),
    ),
    "idle": ({"newest_age": 65}, "vừa", ("65 ngày", "có thể chưa được thu thập")),
    "irregular": ({"weeks_active": 3}, "thấp", ("3 trong 12 tuần",)),
    "carried": ({"best_plays": 1_400_000.0}, "cao", ("70 %", "40 video")),
    "ads": ({"ads": 16}, "thấp", ("40 % video", "16 trong 40", "có thể nhầm")),
}


def _found(channel: dict[str, Any]) -> tuple[tuple[RedFlag, ...], FlagTable, dict[str, Any]]:
    """Returns the flags of a creator among ordinary ones."""
    channels = frame(channel, *crowd(39), ordinary())
    peers = find_peers(channels, None)
    flags = find_flags(channels, peers)
    facts = _facts(channels.iloc[0].to_dict(), channels, peers)
    return flags_of(facts, flags, 0), flags, facts


def _facts(known: dict[Any, Any], channels: Any, peers: Peers) -> dict[str, Any]:
    usual = {
        f"usual_{name}": peers.medians(channels[name])[0]
        for name in ("likes_per_play", "comments_per_play")
    }
    return known | usual | {"peers": peers.of(0).words}


@pytest.mark.parametrize("name", _UNUSUAL)
def test_an_unusual_creator_raises_its_flag_and_no_other(name: str) -> None:
    changes, confidence, words = _UNUSUAL[name]
    found, flags, _ = _found(ordinary(creator="khac.thuong", **changes))
    raised = {key for key, level in flags.levels.items() if level[0]}
    assert raised == {name}
    (flag,) = found
    assert flag.confidence == confidence
    for each in words:
        assert each in flag.text


def test_ordinary_creators_raise_none() -> None:
    channels = frame(*crowd(40), *crowd(40, tier="high"), ordinary(tier=None))
    flags = find_flags(channels, find_peers(channels, None))
    assert not flags.counts.any()
    assert safety_part(channels, flags).tolist() == [50 + 50 * 40 / 45] * 81


def test_every_flag_has_a_sentence() -> None:
    everything: dict[str, Any] = {}
    for changes, _, _ in _UNUSUAL.values():
        everything |= changes
    found, flags, _ = _found(ordinary(**everything))
    # Who posts nothing any more is not also called irregular.
    assert len(found) == len(_UNUSUAL) - 1
    assert int(flags.counts[0]) == len(found)
    order = [("thấp", "vừa", "cao").index(each.confidence) for each in found]
    assert order == sorted(order, reverse=True)


def test_no_flag_speaks_of_a_person_or_of_fakery() -> None:
    for changes, _, _ in _UNUSUAL.values():
        for flag in _found(ordinary(**changes))[0]:
            for word in ("giả", "gian", "mua ", "lừa", "ảo"):
                assert word not in flag.text.lower()


@pytest.mark.parametrize(("videos", "confidence"), [(5, "thấp"), (12, "vừa"), (40, "cao")])
def test_few_videos_make_a_flag_less_sure(videos: int, confidence: str) -> None:
    changes = {"lasting": videos, "videos": videos, "likes_per_play": 0.9}
    (flag,) = _found(ordinary(**changes))[0]
    assert flag.confidence == confidence


def test_below_five_videos_rates_are_not_judged() -> None:
    changes = {"lasting": 4, "videos": 4, "likes_per_play": 0.9, "best_plays": 1_900_000.0}
    found, flags, facts = _found(ordinary(**changes))
    assert found == ()
    assert "tỷ lệ thích, bình luận" in " ".join(unchecked_of(facts, flags, 0))


@pytest.mark.parametrize(
    ("lost", "confidence"), [(0.04, None), (0.05, "vừa"), (0.099, "vừa"), (0.1, "cao")]
)
def test_a_loss_of_followers_counts_from_five_per_cent(lost: float, confidence: str | None) -> None:
    changes = {"snapshots": 2.0, "days": 9.0, "worst_change": -lost}
    found = _found(ordinary(**changes))[0]
    assert [each.confidence for each in found] == ([confidence] if confidence else [])


def test_what_cannot_be_checked_is_said_not_flagged() -> None:
    found, flags, facts = _found(EMPTY)
    assert found == ()
    unchecked = " ".join(unchecked_of(facts, flags, 0))
    for words in ("biến động người theo dõi", "nhịp đăng", "mức quảng cáo"):
        assert words in unchecked
    known, flags, facts = _found(ordinary(snapshots=2.0, days=9.0, worst_change=0.01))
    assert known == ()
    assert tuple(unchecked_of(facts, flags, 0)) == ()


def test_safety_loses_points_by_confidence_and_never_falls_below_zero() -> None:
    calm, loaded = ordinary(), ordinary(ads=20, booking_note="refuses")
    worst = ordinary(
        booking_note="refuses", likes_per_play=0.9, comments_per_play=0.5, best_plays=1_900_000.0
    )
    channels = frame(calm, loaded, worst, EMPTY, *crowd(36))
    safety = safety_part(channels, find_flags(channels, find_peers(channels, None)))
    kept = 40 / 45
    assert safety[0] == pytest.approx(50 + 50 * kept)
    lost = DEDUCTIONS[1] + DEDUCTIONS[3]
    assert safety[1] == pytest.approx(50 + (50 - lost) * kept)
    assert safety[2] == pytest.approx(50 - 50 * kept)
    assert np.isnan(safety[3])

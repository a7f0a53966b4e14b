"""So sánh: what each makes: subjects, hashtags, sound and signs of advertising."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import combinations
from typing import Any, Final

import numpy.typing as npt
import pandas as pd
from dash import html

from dash_app.components.hashtag_names import hashtag_names
from dash_app.components.share_table import ShareRow, build_share_table
from dash_app.components.tag_overlap import TagUser, build_tag_overlap
from dash_app.figures.grouped_bars import grouped_bars
from dash_app.findings.compare_content import (
    LEAST_LABELLED,
    Mix,
    Overlap,
    format_findings,
    mix_findings,
    tag_findings,
)
from dash_app.pages import Reader, Shown
from dash_app.queries import compare as queries
from dash_app.statistics import MIN_SAMPLE, share_interval
from dash_app.tabs.creators.compare_choice import Comparison, Contender, comparison
from dash_app.tabs.creators.compare_plays import colours
from dash_app.tabs.creators.compare_values import own_sound
from dash_app.words import LABEL_FIELDS, percent, whole

_FIELDS: Final = {
    "dish": "Món ăn",
    "province": "Tỉnh thành",
    **{field: LABEL_FIELDS[field] for field in queries.LABEL_FIELDS},
}
_MOST_LABELS: Final = 3
_MOST_ROWS: Final = 6
_SHOWN_TAGS: Final = 6
_MOST_SHARED: Final = 12
_LEAST_USES: Final = 2


def show_mix(reader: Reader) -> Shown:
    """What the videos of each are about: dishes, provinces, labels where there are any."""
    found = comparison(reader)
    rows = found.reader.frame(queries.content_mix, most=_MOST_LABELS)
    counted = list(rows.itertuples(index=False, name=None))
    mixes = [
        mix
        for field, title in _FIELDS.items()
        for mix in _mixes([each[1:] for each in counted if each[0] == field], title, found.accounts)
    ]
    return Shown(
        "Nói về gì?",
        build_share_table(
            "Nội dung của từng TikToker",
            {each.name: each.colour for each in found.contenders},
            [ShareRow(each.group, each.name, each.shares, each.words) for each in mixes],
        )
        if mixes
        else html.P("Chưa video nào có món ăn, tỉnh thành hay nhãn nội dung.", className="muted"),
        "tỷ lệ trong các video của người đó có nhãn của mục ấy; một video có thể có nhiều nhãn. "
        "Món ăn và tỉnh thành: tìm trong mô tả, hashtag, lời thoại bằng từ điển; thể loại và kiểu "
        f"mở đầu: nhãn nội dung, chỉ một phần video có. Mỗi mục: {_MOST_LABELS} nhãn nhiều nhất "
        f"của từng người, tối đa {_MOST_ROWS}; ô trống: dưới {LEAST_LABELLED} video có nhãn của "
        "mục",
        found.videos,
        findings=mix_findings(
            mixes,
            [each.name for each in found.contenders],
            labelled=any(field in queries.LABEL_FIELDS for field, *_ in counted),
        ),
        table=lambda: pd.DataFrame(
            [
                {
                    "Mục": mix.group,
                    "Nhãn": mix.name,
                    "TikToker": f"@{account}",
                    "Số video": n,
                    "Video có nhãn của mục": total,
                    "Tỷ lệ": n / total if total else None,
                }
                for mix in mixes
                for account, n, total in zip(found.accounts, mix.n, mix.of_field, strict=True)
            ],
            columns=["Mục", "Nhãn", "TikToker", "Số video", "Video có nhãn của mục", "Tỷ lệ"],
        ),
    )


def _mixes(
    counted: list[tuple[str, str, int, int]], group: str, accounts: tuple[str, ...]
) -> list[Mix]:
    """Returns how often each has a label, the labels most common over all of them first."""
    counts: dict[tuple[str, str], int] = {}
    totals: dict[str, int] = {}
    together: dict[str, float] = defaultdict(float)
    for label, account, n, total in counted:
        counts[label, account], totals[account] = n, total
        together[label] += n / total
    return [
        Mix(
            group,
            label,
            tuple(counts.get((label, account), 0) for account in accounts),
            tuple(totals.get(account, 0) for account in accounts),
        )
        for label in sorted(together, key=lambda each: (-together[each], each))[:_MOST_ROWS]
    ]


def _uses(found: Comparison) -> dict[str, dict[str, int]]:
    """Returns the hashtags of each, with how many videos carry them, most first."""
    rows = found.reader.frame(queries.hashtags_used, least=_LEAST_USES)
    uses: dict[str, dict[str, int]] = {account: {} for account in found.accounts}
    for account, key, n in rows.itertuples(index=False, name=None):
        uses[account][key] = n
    return uses


def show_tags(reader: Reader) -> Shown:
    """Which hashtags they share, and which are their own."""
    found, names = comparison(reader), hashtag_names(reader.snapshot)
    uses = _uses(found)
    sizes = {each.account: each.n for each in found.contenders}
    users = Counter(key for own in uses.values() for key in own)
    total = Counter[str]()
    for own in uses.values():
        total.update(own)
    both = sorted(
        (key for key, n in users.items() if n > 1), key=lambda key: (-users[key], -total[key], key)
    )
    shared = [
        (
            names.name(key),
            [each.colour for each in found.contenders if key in uses[each.account]],
            ", ".join(
                f"@{account}: {percent(own[key] / sizes[account], 0)} số video"
                for account, own in uses.items()
                if key in own
            ),
        )
        for key in both[:_MOST_SHARED]
    ]
    own_tags = [
        TagUser(
            each.name,
            each.colour,
            [
                (names.name(key), percent(n / each.n, 0))
                for key, n in uses[each.account].items()
                if users[key] == 1
            ][:_SHOWN_TAGS],
            f"Không có hashtag nào của riêng, dùng từ {_LEAST_USES} video.",
        )
        for each in found.contenders
    ]
    return Shown(
        "Gắn hashtag gì?",
        build_tag_overlap(shared, own_tags, "Không có hashtag nào chung."),
        f"hashtag dùng từ {_LEAST_USES} video, cách viết có dấu và không dấu là một; độ trùng "
        "(Jaccard) = số hashtag cả hai dùng / số hashtag một trong hai dùng, kể cả hashtag chung "
        f"chung như #xuhuong; hiện {_MOST_SHARED} hashtag chung và {_SHOWN_TAGS} hashtag riêng "
        "nhiều video nhất",
        found.videos,
        findings=tag_findings(
            [
                Overlap(
                    f"@{a}",
                    f"@{b}",
                    len(uses[a].keys() & uses[b].keys()),
                    len(uses[a]),
                    len(uses[b]),
                )
                for a, b in combinations(found.accounts, 2)
            ]
        ),
        table=lambda: pd.DataFrame(
            [
                {
                    "Hashtag": names.name(key),
                    "TikToker": f"@{account}",
                    "Số video": n,
                    "Tỷ lệ số video": n / sizes[account],
                }
                for account, own in uses.items()
                for key, n in own.items()
            ],
            columns=["Hashtag", "TikToker", "Số video", "Tỷ lệ số video"],
        ),
    )


_FORMATS: Final[dict[str, Callable[[Contender], npt.NDArray[Any]]]] = {
    "Âm thanh tự thu": own_sound,
    "Dấu hiệu quảng cáo": lambda each: each.videos["has_ad_signs"],
    "Gắn giỏ hàng": lambda each: each.videos["is_shop"],
    "Bài ảnh": lambda each: each.videos["is_photo"],
}


def show_formats(reader: Reader) -> Shown:
    """Own sound, signs of advertising, shop links and photo posts."""
    found = comparison(reader)
    rows = []
    for name, has in _FORMATS.items():
        for each in found.drawn:
            marks = has(each)
            share = share_interval(int(marks.sum()), len(marks))
            rows.append(
                {
                    "x": name,
                    "series": each.name,
                    "n": len(marks),
                    "y": share.estimate,
                    "low": share.low,
                    "high": share.high,
                    "hover": f"<b>{percent(share.estimate)}</b> ({percent(share.low, 0)} đến "
                    f"{percent(share.high, 0)})<br>{whole(int(marks.sum()))} trong "
                    f"{whole(len(marks))} video",
                }
            )
    columns = ["x", "series", "n", "y", "low", "high", "hover"]
    frame = pd.DataFrame(rows, columns=columns).astype(
        dict.fromkeys(("y", "low", "high"), "float64")
    )
    return Shown(
        "Âm thanh, quảng cáo, định dạng",
        grouped_bars(
            frame,
            xs=list(_FORMATS),
            colours=colours(found),
            y_title="Tỷ lệ số video của chính người đó",
            rate=True,
        ),
        "âm thanh tự thu: TikTok ghi là âm thanh gốc, hoặc tác giả mang tên hiển thị của kênh; dấu "
        "hiệu quảng cáo: TikTok đánh dấu, gắn giỏ hàng, hoặc chữ công bố trong mô tả, không phải "
        "bằng chứng; vạch: khoảng tin cậy 95 % (Wilson)",
        found.videos,
        findings=(*format_findings(frame, MIN_SAMPLE), *found.left_out),
        table=lambda: frame[["x", "series", "n", "y", "low", "high"]].rename(
            columns={
                "x": "Đặc điểm",
                "series": "TikToker",
                "n": "Số video",
                "y": "Tỷ lệ",
                "low": "Cận dưới 95 %",
                "high": "Cận trên 95 %",
            }
        ),
    )

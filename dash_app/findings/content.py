"""What labels, durations, hashtag counts and speech say, with how many videos say it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from dash_app.findings.bins import effect_strength, effect_words, not_enough, value_words
from dash_app.findings.finding import Finding
from dash_app.metrics import Aggregate, Metric
from dash_app.statistics import MIN_SAMPLE, BinEffect, GroupDifference
from dash_app.words import decimal, percent, whole

_SMALL, _MIDDLING = 0.01, 0.06
"""Shares of the variance of ranks that are called very small and small; from 0.14 on, large."""
_LARGE = 0.14
_NEAR = 0.1


def label_findings(
    frame: pd.DataFrame, *, field: str, labelled: int, metric: Metric, aggregate: Aggregate
) -> tuple[Finding, ...]:
    """Says which label is highest and which is most used; labels under 30 videos do not compete.

    Args:
        frame: Columns label, n, value; a video with two labels is in both rows.
        field: Name of the label field.
        labelled: Videos with a label of the field.
        metric: Of the values.
        aggregate: Of the values.
    """
    fit = frame[(frame["n"] >= MIN_SAMPLE) & frame["value"].notna()]
    if fit.empty:
        return (not_enough(labelled, "video có nhãn này"),)
    best, most = _top(fit, "value"), _top(fit, "n")
    measure = f"{aggregate.label.lower()} {value_words(best['value'], metric)}"
    name = quoted(field, best["label"])
    share = percent(most["n"] / labelled, 0)
    return (
        Finding(
            f"Cao nhất: {name}, {measure} (n = {whole(best['n'])})."
            if len(fit) > 1
            else f"Chỉ {name} đủ {MIN_SAMPLE} video: {measure} (n = {whole(best['n'])})."
        ),
        Finding(
            f"Đây cũng là nhãn nhiều video nhất: {share} số video có nhãn."
            if most.name == best.name
            else f"Nhiều video nhất: “{most['label']}”, {share} số video có nhãn."
        ),
    )


def difference_finding(
    difference: GroupDifference, *, metric: Metric, several: bool
) -> tuple[Finding, ...]:
    """Says how much of the ranks of videos goes with their labels, by Kruskal and Wallis.

    Args:
        difference: Between labels of at least 30 videos.
        metric: That videos are ranked by.
        several: Whether a video may have several labels.
    """
    if not difference.enough or difference.epsilon_squared is None or difference.p is None:
        return ()
    share = difference.epsilon_squared
    n = f"n = {whole(difference.n)}"
    if difference.p >= 0.05:
        return (
            Finding(
                f"Gộp mọi TikToker, {difference.groups} nhãn có từ {MIN_SAMPLE} video không khác "
                f"nhau rõ về {metric.inside} (Kruskal–Wallis, {n})."
            ),
        )
    twice = "; video có nhiều nhãn được tính ở từng nhãn" if several else ""
    return (
        Finding(
            f"Gộp mọi TikToker, nhãn đi cùng {percent(share)} chênh lệch thứ hạng "
            f"{metric.inside} giữa các video: mức {_size(share)} (ε² Kruskal–Wallis = "
            f"{decimal(share, 3)}, {n}{twice}). Con số này gồm cả khác biệt giữa các TikToker."
        ),
    )


def profile_findings(
    frame: pd.DataFrame, *, name: str, axes: Mapping[str, str]
) -> tuple[Finding, ...]:
    """Says on which measure each label stands out most; labels under 30 videos are only named.

    Args:
        frame: Column n and those named below, one row a label.
        name: The column with the labels.
        axes: The columns with ratios to the common median, and how each measure is called.
    """
    found = []
    for row in frame[frame["n"] >= MIN_SAMPLE].to_dict("records"):
        ratios = {axes[key]: float(row[key]) for key in axes if pd.notna(row[key])}
        if not ratios:
            continue
        high, low = max(ratios, key=ratios.__getitem__), min(ratios, key=ratios.__getitem__)
        label = f"“{row[name]}” (n = {whole(row['n'])})"
        found.append(
            Finding(f"{label}: gần trung vị chung ở mọi chỉ số (chênh không quá 10 %).")
            if max(abs(ratio - 1) for ratio in ratios.values()) <= _NEAR
            else Finding(
                f"{label}: cao nhất ở {high.lower()}, {_times(ratios[high])} trung vị chung; "
                f"thấp nhất ở {low.lower()}, {_times(ratios[low])}."
            )
        )
    few = frame[frame["n"] < MIN_SAMPLE]
    if not few.empty:
        names = ", ".join(
            f"“{label}” (n = {whole(n)})" for label, n in zip(few[name], few["n"], strict=True)
        )
        found.append(Finding(f"Chưa đủ {MIN_SAMPLE} video để kết luận: {names}.", "few"))
    return tuple(found)


def duration_findings(frame: pd.DataFrame, photos: int) -> tuple[Finding, ...]:
    """Says how long videos usually are, and how many posts have no length.

    Args:
        frame: Columns name, end (seconds, None for the open bin), n; one row a bin in order.
        photos: Photo posts, which are not in the frame.
    """
    total = int(frame["n"].sum())
    found = _usual(frame, lambda end: f"ngắn hơn {whole(end)} giây")
    if photos:
        share = percent(photos / (total + photos))
        found += (
            Finding(
                f"{whole(photos)} bài ảnh ({share} số bài) không có thời lượng nên không nằm trong "
                "biểu đồ."
            ),
        )
    return found


def hashtag_findings(frame: pd.DataFrame) -> tuple[Finding, ...]:
    """Says how many hashtags videos usually have.

    Args:
        frame: Columns start (the number of hashtags), name, n; one row a number in order.
    """
    total = int(frame["n"].sum())
    if total < MIN_SAMPLE:
        return (not_enough(total),)
    reached = frame["n"].cumsum() / total
    middle, most = frame.iloc[int((reached >= 0.5).argmax())], _top(frame, "n")
    without = int(frame.loc[frame["start"] == 0, "n"].sum())
    return (
        Finding(
            f"Trung vị: {middle['name']} mỗi video (n = {whole(total)}). Thường gặp nhất: "
            f"{most['name']}, {percent(most['n'] / total)} số video."
        ),
        Finding(f"{percent(without / total)} số video không có hashtag nào."),
    )


def speech_findings(
    frame: pd.DataFrame, *, silent: int, slow: float, fastest: str
) -> tuple[Finding, ...]:
    """Says how many videos have a transcript, and how fast people speak in them.

    Args:
        frame: Columns start, end (words a second, None for the open bin), name, n.
        silent: Videos without a transcript, which are not in the frame.
        slow: Words a second below which there is hardly any speech; the edge of a bin.
        fastest: How the bin of faults is called.
    """
    spoken = int(frame["n"].sum())
    if not spoken:
        return (Finding("Chưa có video nào có bản chép lời trong góc nhìn này.", "few"),)
    share = percent(spoken / (spoken + silent))
    found = [
        Finding(f"{whole(spoken)} trong {whole(spoken + silent)} video ({share}) có bản chép lời.")
    ]
    if spoken < MIN_SAMPLE:
        return (*found, not_enough(spoken, "video có bản chép lời"))
    found += _usual(frame, lambda end: f"nói chậm hơn {_plain(end)} từ/giây")
    hardly = int(frame.loc[frame["start"] < slow, "n"].sum())
    if hardly:
        found.append(
            Finding(
                f"{percent(hardly / spoken)} dưới {_plain(slow)} từ/giây: gần như chỉ có nhạc hoặc "
                "tiếng động."
            )
        )
    faulty = int(frame["n"].iloc[-1])
    if faulty:
        found.append(
            Finding(
                f"{whole(faulty)} video {fastest}: bản chép lời hẳn có lỗi, không so ở biểu đồ sau."
            )
        )
    return tuple(found)


def spread_findings(
    frame: pd.DataFrame, *, name: Callable[[pd.Series], str], metric: Metric
) -> tuple[Finding, ...]:
    """Compares how far bins lie apart with how far videos of one bin do.

    Args:
        frame: Columns n, p25, p50, p75, one row a bin.
        name: How a row's bin is called.
        metric: Of the quantiles.
    """
    fit = frame[(frame["n"] >= MIN_SAMPLE) & (frame["p50"] > 0)]
    if fit.empty:
        return (not_enough(int(frame["n"].sum()) if len(frame) else 0),)
    best, least = _top(fit, "p50"), fit.iloc[int(fit["p50"].argmin())]
    found = [
        Finding(
            f"Trung vị cao nhất: {name(best)}, {value_words(best['p50'], metric)} "
            f"(n = {whole(best['n'])})."
        )
    ]
    if len(fit) > 1 and (fit["p25"] > 0).all():
        within = float((fit["p75"] / fit["p25"]).median())
        between = best["p50"] / least["p50"]
        lesson = (
            ": độ dài chỉ đi cùng một phần nhỏ của khác biệt" if within > between * 1.25 else ""
        )
        found.append(
            Finding(
                f"Giữa các nhóm, trung vị chênh nhau nhiều nhất {_times(between)}; trong một nhóm, "
                f"video ở mức 75 % thường gấp {_times(within)} video ở mức 25 %{lesson}."
            )
        )
    return tuple(found)


def pace_findings(
    frame: pd.DataFrame, slope: BinEffect | None, metric: Metric
) -> tuple[Finding, ...]:
    """Says how a metric goes with speaking faster, among videos of one creator.

    Args:
        frame: Columns name, n, estimate, one row a bin of words a second.
        slope: What goes with one word a second more; None where nobody's speech varies.
        metric: Of the estimates.
    """
    n = int(frame["n"].sum()) if len(frame) else 0
    fit = frame[frame["n"] >= MIN_SAMPLE] if len(frame) else frame
    if fit.empty:
        return (not_enough(n, "video có bản chép lời"),)
    best = _top(fit, "estimate")
    found = [
        Finding(
            f"Trung vị cao nhất: {best['name']}, {value_words(best['estimate'], metric)} "
            f"(n = {whole(best['n'])})."
        )
    ]
    if slope is None or not slope.enough or slope.low is None or slope.high is None:
        found.append(Finding("So trong cùng một TikToker: chưa đủ dữ liệu về tốc độ nói.", "few"))
        return tuple(found)
    behind = f"n = {whole(slope.n)}, {whole(slope.creators)} TikToker"
    words = f"{metric.inside} {effect_words(slope, metric)}"
    if slope.low <= 0 <= slope.high:
        found.append(
            Finding(
                "So trong cùng một TikToker, không thấy liên hệ rõ: nói nhanh thêm 1 từ/giây đi "
                f"cùng {words}, {behind}."
            )
        )
    else:
        found.append(
            Finding(
                f"So trong cùng một TikToker, nói nhanh thêm 1 từ/giây đi cùng {words}, {behind}. "
                "Đây là liên hệ, chưa phải nguyên nhân.",
                "effect",
                effect_strength(slope, metric),
            )
        )
    return tuple(found)


def quoted(field: str, label: str) -> str:
    """Returns a label as it stands in a sentence."""
    return f"{field.lower()} “{label}”"


def _usual(frame: pd.DataFrame, below: Callable[[float], str]) -> tuple[Finding, ...]:
    """Says which bin is fullest, and how many videos lie below the edge nearest to the middle."""
    total = int(frame["n"].sum())
    if total < MIN_SAMPLE:
        return (not_enough(total),)
    most = _top(frame, "n")
    share = frame["n"].cumsum() / total
    middle = int((share - 0.5).abs().where(frame["end"].notna()).argmin())
    return (
        Finding(
            f"Nhiều video nhất: {most['name']}, {percent(most['n'] / total)} (n = {whole(total)}). "
            f"{percent(share.iloc[middle], 0)} {below(frame['end'].iloc[middle])}."
        ),
    )


def _top(frame: pd.DataFrame, column: str) -> pd.Series:
    return frame.iloc[int(frame[column].argmax())]


def _size(share: float) -> str:
    if share < _SMALL:
        return "rất nhỏ"
    if share < _MIDDLING:
        return "nhỏ"
    return "vừa" if share < _LARGE else "lớn"


def _times(ratio: float) -> str:
    return f"{decimal(ratio, 1 if ratio >= 10 else 2)} lần"


def _plain(value: float) -> str:
    return decimal(value, 2).rstrip("0").rstrip(",")

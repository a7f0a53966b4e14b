"""The seven sections on a topic, written from its numbers by rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from dash_app.findings.topic_study import Group, Study, TagLift, Timeline, TopicVideo
from dash_app.findings.topic_words import (
    compared_words,
    effect_words,
    few_words,
    lift_words,
    matched_words,
    part_words,
    plays_words,
    rate_words,
    share_words,
    size_words,
    source_words,
)
from dash_app.statistics import MIN_PERIODS, MIN_SAMPLE
from dash_app.words import day, decimal, percent, seconds, short, whole

SECTIONS: Final[Mapping[str, str]] = {
    "overview": "Tổng quan",
    "points": "Điểm chính",
    "examples": "Ví dụ",
    "challenges": "Thách thức",
    "practices": "Cách làm tốt",
    "trends": "Xu hướng",
    "sources": "Nguồn",
}
"""Key and title of each section, in their order."""

NO_WEB: Final = (
    "Không có gì được tìm trên mạng: mô hình không truy cập web, mọi số liệu là của những video đã "
    "thu thập."
)
_EXAMPLES: Final = 5
_TAGS: Final = 3
_MOST_HOOK: Final = 160
_MUCH_OF_ONE: Final = 0.3
_MANY_ADS: Final = 0.2
_FEW_ANNOUNCED: Final = 0.5
_OLD_DAYS: Final = 60


def rule_sections(study: Study) -> dict[str, str]:
    """Returns the text of each section, a sentence a line."""
    written = {
        "overview": _overview(study),
        "points": _points(study),
        "examples": _examples(study),
        "challenges": _challenges(study),
        "practices": _practices(study),
        "trends": trend_lines(study.timeline),
        "sources": source_lines(study),
    }
    return {key: "\n".join(written[key]) for key in SECTIONS}


def level_lines(study: Study) -> Iterator[str]:
    """Yields how the videos do against others."""
    on, others = study.on, study.others
    yield (
        f"Lượt xem trung vị {plays_words(on.plays)}; video khác {plays_words(others.plays)}: "
        f"{compared_words(on.plays, others.plays)}."
    )
    yield (
        f"Tỷ lệ tương tác trung vị {rate_words(on.rate)}; video khác {rate_words(others.rate)}: "
        f"{compared_words(on.rate, others.rate)}."
    )
    yield (
        "So với video khác của chính TikToker ấy: lượt xem "
        f"{effect_words(study.plays_effect, rate=False)}; tỷ lệ tương tác "
        f"{effect_words(study.rate_effect, rate=True)}."
    )


def trend_lines(timeline: Timeline) -> Iterator[str]:
    """Yields how often the topic comes up over time."""
    known = [each for each in timeline.periods if each.total]
    if not known:
        return
    most = max(known, key=lambda each: each.n)
    last = known[-1]
    yield (
        f"Nhiều nhất: {timeline.unit} {most.name} với {whole(most.n)} video trong "
        f"{whole(most.total)}; {timeline.unit} mới nhất {last.name} (có thể chưa trọn): "
        f"{whole(last.n)} trong {whole(last.total)}."
    )
    trend = timeline.trend
    if not timeline.enough or trend.slope is None or trend.low is None or trend.high is None:
        yield (
            f"Chưa đủ dữ liệu để nói về xu hướng (cần {MIN_SAMPLE} video về chủ đề và "
            f"{MIN_PERIODS} {timeline.unit} có đủ video)."
        )
        return
    slope, low, high = (
        f"{decimal(100 * each, 3)} điểm %" for each in (trend.slope, trend.low, trend.high)
    )
    between = f"{slope} mỗi {timeline.unit} (95 %: {low} đến {high}, n = {trend.n} {timeline.unit})"
    if trend.low <= 0 <= trend.high:
        yield f"Tỷ trọng video về chủ đề không tăng giảm rõ: {between}."
    else:
        yield f"Tỷ trọng video về chủ đề {'tăng' if trend.slope > 0 else 'giảm'} rõ: {between}."


def source_lines(study: Study) -> Iterator[str]:
    """Yields what everything rests on."""
    yield (
        f"{size_words(study.on)} đã thu thập, đăng từ {day(study.first)} tới {day(study.last)}, "
        f"khớp ở: {matched_words(study)} (một video có thể khớp ở nhiều chỗ)."
    )
    yield NO_WEB


def _overview(study: Study) -> Iterator[str]:
    yield (
        f"“{study.counted}” có trong {size_words(study.on)}, tức {part_words(study)} của "
        f"{whole(study.all_videos)} video trong góc nhìn, đăng từ {day(study.first)} tới "
        f"{day(study.last)}."
    )
    if study.on.n < MIN_SAMPLE:
        yield (
            f"Chưa đủ dữ liệu để kết luận: mới có {whole(study.on.n)} video, cần từ {MIN_SAMPLE}."
        )
    yield from level_lines(study)


def _points(study: Study) -> Iterator[str]:
    if tags := _frequent_tags(study):
        listed = "; ".join(
            f"{each.name} {lift_words(each)}, {whole(each.n)} video" for each in tags
        )
        yield f"Hashtag gắn nhiều hơn rõ so với mọi video: {listed}."
    for name, shares in (("Món hay được nhắc", study.dishes), ("Nơi hay được nhắc", study.places)):
        if shares:
            listed = "; ".join(f"{each.name} {share_words(each)}" for each in shares[:_TAGS])
            yield f"{name}: {listed}."
    for name, groups in (
        ("Thời lượng thường thấy nhất", study.durations),
        ("Hay đăng nhất vào buổi", study.hours),
        ("Kiểu mở đầu thường thấy nhất", study.hooks),
    ):
        of = sum(each.n for each in groups)
        if groups:
            most = max(groups, key=lambda each: each.n)
            yield f"{name}: {most.name}, {whole(most.n)} trong {whole(of)} video."
    if study.creators:
        first = study.creators[0]
        yield (
            f"Nhiều lượt xem nhất về chủ đề: @{first.account}, {short(first.total)} lượt xem qua "
            f"{whole(first.n)} video ({percent(study.top_share, 0)} tổng lượt xem của chủ đề)."
        )


def _frequent_tags(study: Study) -> list[TagLift]:
    """Returns the hashtags that are surely set more often than elsewhere."""
    often = (each for each in study.tags if each.enough and not each.own and (each.low or 0) > 1)
    return list(often)[:_TAGS]


def _examples(study: Study) -> Iterator[str]:
    yield from map(_example, study.videos[:_EXAMPLES])


def _example(video: TopicVideo) -> str:
    length = "bài ảnh" if video.is_photo else seconds(video.duration_s)
    times = (
        ""
        if video.outlier_ratio is None
        else f", gấp {decimal(video.outlier_ratio)} lần mức thường của kênh"
    )
    hook = video.hook if len(video.hook) <= _MOST_HOOK else f"{video.hook[:_MOST_HOOK].rstrip()}…"
    opening = f" Mở đầu: “{hook}”" if hook else ""
    ads = " Có dấu hiệu quảng cáo." if video.has_ad_signs else ""
    return (
        f"{video.label} @{video.creator}: {short(video.plays)} lượt xem{times}; {length}, đăng "
        f"{day(video.posted_date)}, khớp ở {source_words(video)}.{opening}{ads}"
    )


def _challenges(study: Study) -> Iterator[str]:
    on = study.on
    if on.n < MIN_SAMPLE:
        yield (
            f"Chưa đủ dữ liệu: {whole(on.n)} video (dưới {MIN_SAMPLE}); mọi con số chỉ để tham "
            "khảo."
        )
    for name, number in study.left_out:
        yield f"Hẹp hơn nữa thì quá ít: {name} {few_words(number)}."
    verdict = compared_words(on.plays, study.others.plays)
    if verdict == "thấp hơn rõ":
        yield (
            "Lượt xem trung vị thấp hơn rõ so với video khác: "
            f"{plays_words(on.plays)} so với {plays_words(study.others.plays)}."
        )
    elif verdict == "chưa phân biệt được":
        yield "Video về chủ đề chưa cho thấy lượt xem khác video khác: chọn chủ đề thôi chưa đủ."
    if study.spread:
        low, high = study.spread
        yield (
            f"Kết quả trải rộng: một phần tư số video dưới {short(low)} lượt xem, một phần tư trên "
            f"{short(high)}."
        )
    if study.top_share >= _MUCH_OF_ONE and len(study.creators) > 1:
        first = study.creators[0]
        yield (
            f"@{first.account} giữ {percent(study.top_share, 0)} tổng lượt xem của chủ đề: một "
            "kênh mạnh kéo số chung."
        )
    unannounced = 1 - study.announced / on.n
    if unannounced >= _FEW_ANNOUNCED:
        yield (
            f"{percent(unannounced, 0)} số video không nhắc tới chủ đề ở mô tả hay hashtag: có thể "
            "chỉ nói thoáng qua."
        )
    if study.ad_share >= _MANY_ADS:
        yield (
            f"{percent(study.ad_share, 0)} số video có dấu hiệu quảng cáo: lượt xem của chúng có "
            "thể do trả tiền mà có."
        )
    age = (study.newest - study.last).days
    if age > _OLD_DAYS:
        yield f"Video mới nhất về chủ đề đã cách dữ liệu mới nhất {whole(age)} ngày."
    yield "Các con số chỉ cho thấy hai điều đi cùng nhau, chưa phải nguyên nhân."


def _practices(study: Study) -> Iterator[str]:
    for name, groups in (
        ("Thời lượng", study.durations),
        ("Buổi đăng", study.hours),
        ("Kiểu mở đầu", study.hooks),
    ):
        yield _best_group(name, groups)
    count = f"Video về chủ đề thường có {decimal(study.hashtags, 0)} hashtag (trung vị)"
    if tags := " ".join(each.name for each in _frequent_tags(study)):
        yield f"{count}; hay gắn kèm {tags}, chưa rõ có thêm lượt xem hay không."
    else:
        yield f"{count}."
    yield from _to_watch(study.videos)
    yield "Mỗi lần đổi một điều rồi đo lại trên kênh của mình."


def _to_watch(videos: tuple[TopicVideo, ...]) -> Iterator[str]:
    """Yields which video to look at: one that is about the topic, and not paid for."""
    announced = (
        each
        for each in videos
        if not each.has_ad_signs and not {"caption", "hashtag"}.isdisjoint(each.mentioned_in)
    )
    if video := next(announced, None):
        yield (
            f"Xem kỹ {video.label} @{video.creator} trước: nhiều lượt xem nhất trong các video "
            "nhắc tới chủ đề ở mô tả hoặc hashtag và không có dấu hiệu quảng cáo."
        )


def _best_group(name: str, groups: tuple[Group, ...]) -> str:
    known = [each for each in groups if each.plays.enough]
    if len(known) < 2:
        return f"{name}: chưa đủ dữ liệu để so (cần hai nhóm có từ {MIN_SAMPLE} video)."
    best = max(known, key=lambda each: each.plays.estimate or 0)
    rest = [each for each in known if each is not best]
    clear = all((best.plays.low or 0) > (each.plays.high or 0) for each in rest)
    found = f"{name} có lượt xem trung vị cao nhất: {best.name}, {plays_words(best.plays)}"
    return f"{found}; cao hơn rõ mọi nhóm đủ dữ liệu." if clear else f"{found}; chưa chắc hơn hẳn."

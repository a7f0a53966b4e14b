"""What sounds and forms suggest for the next posts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Final

from dash_app.findings.bins import effect_words
from dash_app.findings.rising_sounds import RisingSounds
from dash_app.findings.suggestion import Suggestion
from dash_app.metrics import Metric
from dash_app.statistics import BinEffect
from dash_app.words import day, decimal, percent, whole

_MOST_SOUNDS: Final = 2
# Plays may be bought: that posts with signs of advertising go far is no advice to advertise.
_MORE: Final[Mapping[str, str]] = {
    "photo": "Xen thêm bài ảnh vào lịch đăng.",
    "shop": "Gắn giỏ hàng không làm hụt kết quả ở đây: có thể gắn khi có hàng hợp.",
    "ad": "Đừng lấy bài có dấu hiệu quảng cáo làm mốc: lượt xem của chúng có thể nhờ trả tiền.",
    "plain": "Giữ video thường làm phần chính của lịch đăng.",
    "original": "Ưu tiên lồng tiếng hoặc thu âm thanh của chính mình.",
}
_LESS: Final[Mapping[str, str]] = {
    "photo": "Đừng thay video bằng bài ảnh khi mục tiêu là chỉ số này.",
    "shop": "Tính trước phần hụt khi gắn giỏ hàng: chỉ gắn ở bài cần bán.",
    "ad": "Tính trước phần hụt ở bài quảng cáo khi cam kết với nhãn hàng.",
    "plain": "Thử dạng khác ngoài video thường.",
    "original": "Thử nhạc có sẵn thay cho âm thanh tự thu.",
}


def sound_suggestions(
    rising: RisingSounds | None,
    effects: Sequence[BinEffect],
    names: Mapping[str, str],
    *,
    metric: Metric,
    link: Callable[[str], str],
) -> tuple[Suggestion, ...]:
    """Returns what to do: first the sounds that rise, then the forms that do better or worse.

    Args:
        rising: The rises of the newest weeks.
        effects: Of the forms, within creators.
        names: What the forms are called.
        metric: Of the effects.
        link: The address at which a sound is shown.
    """
    return (
        *_sounds(rising, link),
        *(_form(each, names, metric) for each in effects if each.clear),
    )


def _sounds(rising: RisingSounds | None, link: Callable[[str], str]) -> tuple[Suggestion, ...]:
    if rising is None:
        return ()
    sure = [each for each in rising.sounds if each.sure][:_MOST_SOUNDS]
    chosen = sure or list(rising.sounds[:1])
    last_day = rising.last + timedelta(days=6)
    when = f"{day(rising.first)}–{day(last_day)}"
    return tuple(
        Suggestion(
            f"Thử âm thanh “{each.title}” khi nó còn đang lên."
            if each.sure
            else f"Theo dõi âm thanh “{each.title}”.",
            f"{whole(each.creators)} TikToker dùng trong {when} ({whole(each.videos)} video), gấp "
            f"{decimal(each.times)} lần mức chờ đợi; "
            + (
                f"tỷ lệ báo nhầm ước tính {percent(each.q)}. Nghe thử và xem có hợp món, hợp kênh "
                "trước khi dùng."
                if each.sure
                else "nhưng ít lượt quá, có thể chỉ là ngẫu nhiên."
            ),
            link(each.key),
            "Xem âm thanh này",
            sure=each.sure,
        )
        for each in chosen
    )


def _form(effect: BinEffect, names: Mapping[str, str], metric: Metric) -> Suggestion:
    better = (effect.estimate or 0) > 0
    numbers = (
        f"{names[str(effect.bin)]}, so trong cùng một TikToker: {metric.inside} "
        f"{effect_words(effect, metric)}, n = {whole(effect.n)}, "
        f"{whole(effect.creators)} TikToker."
    )
    action = (_MORE if better else _LESS)[str(effect.bin)]
    return Suggestion(action, numbers)

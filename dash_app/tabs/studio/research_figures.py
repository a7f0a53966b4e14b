"""Nghiên cứu chủ đề: the figures that stand before everything else."""

from __future__ import annotations

from dash_app.components.key_figures import KeyFigure
from dash_app.findings.topic_study import Study
from dash_app.findings.topic_words import compared_words, effect_words
from dash_app.words import percent, short, whole


def topic_figures(study: Study) -> list[KeyFigure]:
    """Returns the figures, each with its n."""
    on, others = study.on, study.others
    trend = study.timeline.trend
    moves = "chưa đủ dữ liệu"
    if study.timeline.enough and trend.slope and trend.low is not None and trend.high is not None:
        rises = "tăng" if trend.slope > 0 else "giảm"
        moves = "không rõ" if trend.low <= 0 <= trend.high else f"{rises} rõ"
    return [
        KeyFigure("Video về chủ đề", whole(on.n), f"của {whole(on.creators)} TikToker"),
        KeyFigure(
            f"Lượt xem trung vị (n\u00a0=\u00a0{whole(on.plays.n)})",
            short(on.plays.estimate),
            f"video khác {short(others.plays.estimate)}: {compared_words(on.plays, others.plays)}",
        ),
        KeyFigure(
            f"Tương tác trung vị (n\u00a0=\u00a0{whole(on.rate.n)})",
            percent(on.rate.estimate, 2),
            f"video khác {percent(others.rate.estimate, 2)}: "
            f"{compared_words(on.rate, others.rate)}",
        ),
        KeyFigure(
            "Cùng một TikToker",
            _short_effect(study),
            f"lượt xem so với video khác của họ{_sureness(study)}",
        ),
        KeyFigure(
            f"Tỷ trọng theo {study.timeline.unit}",
            moves,
            f"n = {whole(trend.n)} {study.timeline.unit} có đủ video",
        ),
    ]


def _short_effect(study: Study) -> str:
    effect = study.plays_effect
    if effect is None or not effect.enough:
        return "chưa đủ"
    return effect_words(effect, rate=False).split(" (")[0]


def _sureness(study: Study) -> str:
    effect = study.plays_effect
    if effect is None or not effect.enough:
        return ": chưa đủ dữ liệu"
    return f", n = {whole(effect.n)}: {'khác rõ' if effect.clear else 'chưa rõ'}"

"""The target length, and how the last two steps of a script ended."""

from __future__ import annotations

from typing import Any

from dash import html

from dash_app.documents.shooting_script import NO_MODEL, ShootingScript
from dash_app.tabs.studio.script_length import Length
from dash_app.words import decimal, seconds, whole


def build_length(length: Length) -> html.Div:
    """Returns words, seconds and rate, and where they come from."""
    figures = (
        (whole(length.words), "từ"),
        (seconds(length.duration_s), "thời lượng"),
        (decimal(length.words_per_second, 2), "từ mỗi giây"),
    )
    return html.Div(
        [
            html.Dl(
                [html.Div([html.Dt(name), html.Dd(value)]) for value, name in figures],
                className="length-figures",
            ),
            html.P(length.sentence, className="step-note"),
            html.P(
                f"n = {whole(length.n)} video có lời thoại."
                if length.n
                else "Không đo được từ video nào (n = 0).",
                className="step-note",
            ),
        ]
    )


def build_drafted(words: int, model: str, again: Any) -> html.Div:
    """Returns how long the draft became, with a button for another one."""
    told = f"{whole(words)} từ, mô hình {model}. Đọc bản nháp ở đầu khung kịch bản."
    return html.Div([html.P(told, className="step-note"), again])


def build_not_drafted(n: int) -> html.P:
    """Returns what was done in place of a draft."""
    told = (
        f"{NO_MODEL}: dựng khung từ cách làm của {whole(n)} video mẫu, chỗ trong ngoặc vuông để "
        "bạn điền."
    )
    return html.P(told, className="step-note")


def build_finished(script: ShootingScript) -> html.P:
    """Returns what the script came to."""
    told = (
        f"{whole(len(script.parts))} phần, {seconds(script.total_s)}, {whole(script.words)} từ lời "
        f"thoại, {whole(len(script.hashtags))} hashtag."
    )
    return html.P(told, className="step-note")

"""Scripts for tests: invented, in Vietnamese."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dash_app.documents.shooting_script import ShootingScript, Source, TimedPart, timed

URL = "https://www.tiktok.com/@quan.an.ngon/video/7300000000000000001"


def make_script(**fields: Any) -> ShootingScript:
    """Returns a script of three parts; fields are put over it."""
    script = ShootingScript(
        id="a1",
        made_at="2025-03-19T09:59:46+00:00",
        made_with="model",
        model="mau-1",
        description="Bún bò Huế nấu tại nhà",
        hashtags=("bunbohue", "monngon"),
        duration_s=30.0,
        words_per_second=4.0,
        setting="Bếp nhà",
        characters=("Người nấu", "Bạn cùng nhà"),
        parts=(
            TimedPart("Mở đầu", "Cận cảnh tô bún", "Bạn nấu bún bò kiểu này chưa?"),
            TimedPart("Nguyên liệu", "Bày từ trên xuống", "", silent_s=5.0),
            TimedPart("Kết", "Nhìn máy quay", "Bình luận cho mình biết nhé."),
        ),
        sources=(Source("7300000000000000001", "quan.an.ngon", URL, "Mở đầu bằng câu hỏi"),),
        labels={"categories": ("Nấu ăn",), "tone_of_voice": ("Thân mật", "Hào hứng")},
        notes=("Hãy kiểm tra giá trước khi quay.",),
    )
    return timed(replace(script, **fields))

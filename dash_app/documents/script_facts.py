"""What stands above and below a script in every file: facts, times, sources."""

from __future__ import annotations

from datetime import datetime

from dash_app.documents.script_timing import time_range
from dash_app.documents.shooting_script import NO_MODEL, ShootingScript, TimedPart
from dash_app.words import LABEL_FIELDS, ZONE, decimal, seconds, whole

TITLE = "Kịch bản video"
SILENT = "(không lời)"
PART_TITLES = ("Thời gian", "Phần", "Hình ảnh", "Lời thoại")


def made_words(script: ShootingScript) -> str:
    """Returns when and with what a script was made."""
    with_what = f"Mô hình {script.model}" if script.made_with == "model" else NO_MODEL
    made_at = made_instant(script)
    return f"{with_what}, {made_at:%d/%m/%Y %H:%M}" if made_at else with_what


def made_instant(script: ShootingScript) -> datetime | None:
    """Returns when a script was made, in Viet Nam; None where that is not told."""
    try:
        return datetime.fromisoformat(script.made_at).astimezone(ZONE)
    except (ValueError, OverflowError):
        return None


def script_facts(script: ShootingScript) -> list[tuple[str, str]]:
    """Returns names and values of what is to be known before filming; only what is known."""
    labels = [
        (title, ", ".join(script.labels[name]))
        for name, title in LABEL_FIELDS.items()
        if script.labels.get(name)
    ]
    facts = [
        ("Thời lượng mong muốn", seconds(script.duration_s)),
        ("Các phần cộng lại", f"{seconds(script.total_s)}, {whole(script.words)} từ"),
        ("Tốc độ nói", f"{decimal(script.words_per_second, 2)} từ/giây"),
        ("Bối cảnh", script.setting),
        ("Nhân vật", "; ".join(script.characters)),
        *labels,
        ("Cách viết", made_words(script)),
    ]
    return [(name, value) for name, value in facts if value]


def posted_words(script: ShootingScript) -> str:
    """Returns the description as it is posted, hashtags behind it."""
    tags = " ".join(f"#{tag}" for tag in script.hashtags)
    return "\n".join(text for text in (script.description, tags) if text)


def part_time(part: TimedPart) -> str:
    """Returns `0:07–0:15`."""
    return time_range(part.start_s, part.end_s)

"""Which sound and which weeks the page of sounds is asked for."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dash_app import links
from dash_app.pages import Reader
from dash_app.queries import sounds
from dash_app.view import METRIC, SCOPE, Control, View

SOUND: Final = Control("sound", "Âm thanh xem kỹ", search="sound")
RANKED: Final = Control(
    "ranked", "Xếp âm thanh theo", (("creators", "Số TikToker"), ("videos", "Số video")), "creators"
)
WINDOW: Final = Control(
    "window",
    "Tuần mới nhất để tìm âm thanh lên",
    (("1", "1 tuần trọn"), ("2", "2 tuần trọn"), ("4", "4 tuần trọn")),
    "1",
)
STEP: Final = Control("step", "Theo thời gian", (("month", "Tháng"), ("week", "Tuần")), "month")
CONTROLS: Final = (SCOPE, METRIC, SOUND, RANKED, WINDOW, STEP)

MOST_USED: Final = 12


def read_most_used(reader: Reader) -> pd.DataFrame:
    """Returns the frame of `queries.sounds.most_used`."""
    view = reader.view
    return reader.frame(
        sounds.most_used, metric=view.metric.key, ranked=view.choice("ranked"), most=MOST_USED
    )


def chosen_sound(reader: Reader) -> str:
    """Returns the `music_id` that is asked for, or that of the most used sound; empty for none."""
    chosen = reader.view.choice("sound")
    if chosen:
        return chosen
    used = read_most_used(reader)
    return str(used["music_id"].iloc[0]) if len(used) else ""


def sound_link(view: View, key: str) -> str:
    """Returns the address at which this page shows a sound, with the choices made so far."""
    defaults = {control.name: control.default for control in CONTROLS}
    kept = {name: value for name, value in view.choices if value != defaults[name]}
    return f"{links.page(links.SOUNDS_PAGE, **(kept | {'sound': key}))}#trends-sounds-sound"

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


def read_sounds(reader: Reader) -> pd.DataFrame:
    """Returns the most used sounds and the one that is asked for, the most used first.

    The columns are those of `queries.sounds.most_used` and of `queries.sounds.sound_facts`.
    """
    return reader.kept(_read)


def most_used(reader: Reader) -> pd.DataFrame:
    """Returns the most used ones of `read_sounds`."""
    return read_sounds(reader).head(MOST_USED)


def chosen_sound(reader: Reader) -> str:
    """Returns the `music_id` that is asked for, or that of the most used sound; empty for none."""
    chosen = reader.view.choice("sound")
    if chosen:
        return chosen
    used = read_sounds(reader)
    return str(used["music_id"].iloc[0]) if len(used) else ""


def _read(reader: Reader) -> pd.DataFrame:
    view = reader.view
    ranked, chosen = view.choice("ranked"), view.choice("sound")
    used = reader.frame(sounds.most_used, {"sound": chosen}, ranked=ranked, most=MOST_USED)
    facts = reader.frame(
        sounds.sound_facts, {"sounds": " ".join(used["music_id"])}, metric=view.metric.key
    )
    other = "videos" if ranked == "creators" else "creators"
    return used.merge(facts, on="music_id").sort_values(
        [ranked, other, "music_id"], ascending=[False, False, True], ignore_index=True
    )


def sound_link(view: View, key: str) -> str:
    """Returns the address at which this page shows a sound, with the choices made so far."""
    defaults = {control.name: control.default for control in CONTROLS}
    kept = {name: value for name, value in view.choices if value != defaults[name]}
    return f"{links.page(links.SOUNDS_PAGE, **(kept | {'sound': key}))}#trends-sounds-sound"

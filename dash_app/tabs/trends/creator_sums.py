"""The sums behind all comparisons within creators on the page of sounds and forms: read at once."""

from __future__ import annotations

import pandas as pd

from dash_app.pages import Reader
from dash_app.queries import formats
from dash_app.sampling import every_nth
from dash_app.tabs.trends.form_periods import read_periods
from dash_app.tabs.trends.sound_choice import chosen_sound


def read_creator_sums(reader: Reader) -> pd.DataFrame:
    """Returns the frame of `queries.formats.within_creator_by_form`."""
    return reader.frame(
        formats.within_creator_by_form,
        {"sound": chosen_sound(reader)},
        metric=reader.view.metric.key,
        every=every(reader),
    )


def every(reader: Reader) -> int:
    """Returns which part of the videos comparisons are made of, see `sampling`."""
    frame = read_periods(reader)
    return every_nth(int(frame["n"].sum()) if len(frame) else 0)

"""Native charts of the shortlist, editable in the reader's program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION

from dash_app.documents import palette
from dash_app.documents.pptx_chart_data import Values, add_chart, move_to_lines
from dash_app.documents.pptx_chart_style import (
    POINTS,
    WIDE_POINTS,
    add_legend,
    draw_line,
    fill,
    forget_in_legend,
    hide_values,
    label,
    mark_with_dash,
    number_format,
    style_names,
    style_values,
)
from dash_app.documents.pptx_shapes import Box


def stacked_points(
    slide: Any, box: Box, names: Sequence[str], parts: Mapping[str, Values], about: str
) -> Any:
    """Adds horizontal bars of the points that each part brings, the first name on top.

    Args:
        slide: Which slide.
        box: Where.
        names: One bar each.
        parts: Points by name of the part, one a bar.
        about: What the chart shows, for those who cannot see it.
    """
    chart = add_chart(slide, box, XL_CHART_TYPE.BAR_STACKED, names, parts, about)
    style_names(chart.category_axis, 11)
    chart.category_axis.reverse_order = True
    hide_values(chart.value_axis, 0, 100)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = _gap(len(names), 35, 160), 100
    for number, series in enumerate(plot.series):
        fill(series, palette.colour(number))
    label(plot, WIDE_POINTS, "FFFFFF", 10, bold=True)
    add_legend(chart)
    return chart


def part_bars(slide: Any, box: Box, names: Sequence[str], scores: Values, about: str) -> Any:
    """Adds horizontal bars of scores from 0 to 100, the first name on top."""
    chart = add_chart(
        slide, box, XL_CHART_TYPE.BAR_CLUSTERED, names, {"Điểm phần (0–100)": scores}, about
    )
    style_names(chart.category_axis, 10)
    chart.category_axis.reverse_order = True
    # Room for the number behind the longest bar.
    hide_values(chart.value_axis, 0, 112)
    plot = chart.plots[0]
    plot.gap_width = 45
    fill(plot.series[0], palette.ACCENT)
    label(plot, POINTS, palette.INK, 10, position=XL_LABEL_POSITION.OUTSIDE_END)
    return chart


def plays_ranges(
    slide: Any,
    box: Box,
    names: Sequence[str],
    ranges: Sequence[tuple[float, float, float] | None],
    wanted: tuple[str, float] | None,
    about: str,
) -> Any:
    """Adds a column from P25 to P75 for each name, P50 marked, and a line at the wanted plays.

    Args:
        slide: Which slide.
        box: Where.
        names: One column each.
        ranges: P25, P50, P75 of each.
        wanted: Name and height of the line.
        about: What the chart shows, for those who cannot see it.
    """
    series: dict[str, Values] = {
        "P25": [each and each[0] for each in ranges],
        "Khoảng P25–P75": [each and each[2] - each[0] for each in ranges],
        "P50": [each and each[1] for each in ranges],
    }
    if wanted:
        series[wanted[0]] = [wanted[1]] * len(names)
    chart = add_chart(slide, box, XL_CHART_TYPE.COLUMN_STACKED, names, series, about)
    style_names(chart.category_axis, 10)
    highest = max([each[2] for each in ranges if each] + [wanted[1] if wanted else 0], default=0)
    style_values(chart.value_axis, highest)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = _gap(len(names), 70, 420), 100
    plot.series[0].format.fill.background()
    plot.series[0].format.line.fill.background()
    fill(plot.series[1], palette.PALE)
    move_to_lines(chart, 2)
    lines = chart.plots[1].series
    mark_with_dash(lines[0], palette.ACCENT, number_format(highest))
    if wanted:
        draw_line(lines[1], palette.SECOND)
    add_legend(chart)
    forget_in_legend(chart, 0)
    return chart


def recent_columns(
    slide: Any, box: Box, plays: Values, middle: tuple[str, float] | None, about: str
) -> Any:
    """Adds a column for each video, the oldest first, and a line at their median.

    Args:
        slide: Which slide.
        box: Where.
        plays: Of each video.
        middle: Name and height of the line.
        about: What the chart shows, for those who cannot see it.
    """
    names = [str(number) for number in range(1, len(plays) + 1)]
    series: dict[str, Values] = {"Từng video": plays}
    if middle:
        series[middle[0]] = [middle[1]] * len(plays)
    chart = add_chart(slide, box, XL_CHART_TYPE.COLUMN_CLUSTERED, names, series, about)
    style_names(chart.category_axis, 9)
    style_values(chart.value_axis, max((value for value in plays if value), default=0))
    plot = chart.plots[0]
    plot.gap_width = _gap(len(plays), 40, 250)
    fill(plot.series[0], palette.ACCENT)
    if middle:
        move_to_lines(chart, 1)
        draw_line(chart.plots[1].series[0], palette.SECOND)
    add_legend(chart)
    return chart


def _gap(bars: int, least: int, most: int) -> int:
    """Returns the gap between bars in percent of their width; few bars stay slim."""
    return round(max(least, most - (most - least) * (bars - 1) / 9))

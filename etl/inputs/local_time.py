"""Vietnamese calendar columns of a UTC instant, computed once, here.

Nothing after this module does time-zone arithmetic.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

ZONE = "Asia/Ho_Chi_Minh"

LOCAL_FIELDS = (
    pa.field("posted_date", pa.date32()),
    pa.field("posted_hour", pa.int32()),
    pa.field("posted_weekday", pa.int32()),
    pa.field("posted_month", pa.int32()),
    pa.field("posted_year", pa.int32()),
    pa.field("year_week", pa.string()),
    pa.field("week_start", pa.date32()),
)


def local_columns(posted_at: pa.Array) -> list[pa.Array]:
    """Returns the columns named in `LOCAL_FIELDS` for an array of naive UTC timestamps.

    The ISO week belongs to the year of its Thursday: 31/12/2024 is in `Y2025_W01`.
    """
    local = pc.local_timestamp(
        pc.cast(pc.assume_timezone(posted_at, "UTC"), pa.timestamp("us", ZONE))
    )
    iso = pc.iso_calendar(local)
    iso_year = pc.struct_field(iso, "iso_year")
    week = pc.utf8_lpad(pc.cast(pc.struct_field(iso, "iso_week"), pa.string()), 2, "0")
    weekday = pc.struct_field(iso, "iso_day_of_week")
    day = pc.cast(local, pa.date32())
    days_since_1970 = pc.cast(day, pa.int32())
    monday = pc.cast(
        pc.cast(
            pc.subtract(days_since_1970, pc.cast(pc.subtract(weekday, 1), pa.int32())), pa.int32()
        ),
        pa.date32(),
    )
    return [
        day,
        pc.cast(pc.hour(local), pa.int32()),
        pc.cast(weekday, pa.int32()),
        pc.cast(pc.month(local), pa.int32()),
        pc.cast(pc.year(local), pa.int32()),
        pc.binary_join_element_wise("Y", pc.cast(iso_year, pa.string()), "_W", week, ""),
        monday,
    ]

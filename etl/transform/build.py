"""Builds all datasets from the lake: the order of the transforms, in one place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import ibis

from etl import schema
from etl.inputs.rows import Table
from etl.lake.snapshots import Snapshots
from etl.transform import creators as creator_steps
from etl.transform import details, snapshots
from etl.transform import videos as video_steps
from etl.transform.engines import Engine, write_rows


def build_datasets(
    engine: Engine,
    lake: Snapshots,
    found: Path,
    out: Path,
    on_dataset: Callable[[str], None] = lambda _: None,
) -> None:
    """Writes `<dataset>.parquet` for every dataset of `etl.schema` but the alerts, made of these.

    Args:
        engine: What runs the transforms.
        lake: The landed snapshots.
        found: The folder that enrichment wrote to; also takes intermediate tables.
        out: The folder of the new version.
        on_dataset: Called with the name of each dataset that is done.
    """

    def landed(table: Table) -> ibis.Table:
        return engine.read(lake.files[table])

    def enriched(name: str) -> ibis.Table:
        return engine.read([found / f"{name}.parquet"])

    def publish(name: str, rows: ibis.Table) -> ibis.Table:
        contract = schema.dataset(name)
        path = out / f"{name}.parquet"
        write_rows(engine, rows, path, contract.arrow, contract.key)
        on_dataset(name)
        return engine.read([path])

    video_rows, profiles, texts = landed(Table.VIDEOS), landed(Table.PROFILES), enriched("texts")
    base = _kept(engine, _newest_videos(video_rows, texts), found / "newest_videos.parquet")
    known = snapshots.creator_snapshots(profiles, video_rows)

    creators = creator_steps.newest_creators(known, enriched("bios"))
    creators = creator_steps.with_statistics(creators, base, schema.per_video_metrics())
    creators = publish("creators", creator_steps.with_tier(creators))
    publish("creator_history", snapshots.creator_history(known))

    videos = base.pipe(video_steps.with_weekly_score).pipe(video_steps.with_outlier_ratio)
    videos = videos.pipe(video_steps.with_main_place, enriched("places"))
    videos = videos.pipe(video_steps.with_creator, creators).pipe(video_steps.with_url)
    counts = snapshots.snapshot_counts(video_rows)
    videos = videos.left_join(counts, "video_id").drop("video_id_right")
    videos = publish("videos", videos)
    publish("video_history", snapshots.video_history(video_rows))

    for name, source in (
        ("video_hashtags", "hashtags"),
        ("video_dishes", "dishes"),
        ("video_places", "places"),
    ):
        publish(name, details.of_known_videos(enriched(source), videos))
    publish("transcripts", details.newest_transcripts(landed(Table.TRANSCRIPTS), videos, texts))
    labels, local = landed(Table.LABELS), landed(Table.LOCAL_LABELS)
    publish("video_labels", details.long_labels(labels, videos))
    publish("video_local_labels", details.long_local_labels(local, labels, videos))


def _newest_videos(video_rows: ibis.Table, texts: ibis.Table) -> ibis.Table:
    newest = snapshots.newest(video_rows, "video_id", "collected_at", "landing")
    return (
        newest.pipe(video_steps.with_format)
        .pipe(video_steps.with_words, texts)
        .pipe(video_steps.with_engagement)
    )


def _kept(engine: Engine, rows: ibis.Table, path: Path) -> ibis.Table:
    """Returns the rows from a file that they are written to, so that they are computed once."""
    write_rows(engine, rows, path, rows.schema().to_pyarrow(), ("video_id",))
    return engine.read([path])

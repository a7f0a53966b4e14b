"""One run: land what is new, enrich, transform, check, publish."""

from __future__ import annotations

import hashlib
import secrets
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from etl import schema
from etl.alerts.build import build_alerts
from etl.enrich.enrichment import enrich
from etl.errors import (
    ChecksFailed,
    ForgetUnfinished,
    NothingToRead,
    QuarantineNotEmpty,
    UnknownVersion,
)
from etl.forgotten import read_unfinished
from etl.guards import disk_errors_explained, only_run
from etl.home import Home
from etl.inputs.files import InputFile, find_input_files
from etl.inputs.rows import Table
from etl.inputs.synthetic import real_where_any
from etl.lake.landing import Landing, land
from etl.lake.ledger import LandedFile, landings_in_use, read_ledger
from etl.lake.snapshots import open_lake
from etl.numbers import whole
from etl.progress import Steps
from etl.publish.checks import check_accounts, check_datasets
from etl.publish.describe import describe
from etl.publish.manifest import Check, write_manifest
from etl.publish.serving import build_serving
from etl.publish.versions import (
    STAGING,
    Version,
    announce,
    current_version,
    list_versions,
    make_announced_current,
    open_version,
    remove_old_versions,
    sync_folder,
)
from etl.transform.build import build_datasets
from etl.transform.engines import EngineName, open_engine
from etl.words import reason


@dataclass(frozen=True)
class Outcome:
    """What a run did.

    Attributes:
        version: The published version; None where nothing was new.
        current: The version that is current now.
        landing: What was read.
        ignored: Files that are no data.
        seconds: How long each step took.
    """

    version: Version | None
    current: Version
    landing: Landing
    ignored: int
    seconds: dict[str, float]


def reference_folder() -> Path:
    """Returns the folder of the committed reference tables."""
    return Path(__file__).resolve().parent.parent / "data" / "reference"


def run(
    home: Home,
    inputs: list[Path],
    engine: EngineName,
    steps: Steps,
    *,
    strict: bool = False,
    reference: Path | None = None,
) -> Outcome:
    """Brings the inputs into the lake and publishes a new version where anything is new.

    Args:
        home: The working folders.
        inputs: Folders or files to read; none of them is modified.
        engine: What runs the transforms.
        steps: Where progress is shown.
        strict: End with an error where anything cannot be used.
        reference: The reference tables, if not the committed ones.

    Raises:
        EtlError: With a Vietnamese sentence; the current version is as it was.
    """
    files = _input_files(home, inputs)
    reference = reference or reference_folder()
    with disk_errors_explained(home), only_run(home):
        _refuse_half_forgotten(home)
        started = time.monotonic()
        run_id = _run_id()
        advance = steps.start("Đọc và kiểm tra tệp", sum(file.size for file in files))
        landing = land(home, files, inputs, run_id, strict=strict, on_bytes=advance)
        if strict:
            _refuse_quarantine(landing)
        seconds = {"land": _since(started)}
        fingerprint = _fingerprint(home, reference)
        version = None
        if fingerprint not in _published_fingerprints(home.datasets):
            version = _publish(home, run_id, engine, reference, fingerprint, steps, seconds)
        current = current_version(home.datasets)
    ignored = sum(file.ignored for file in (*landing.files, *landing.unchanged))
    return Outcome(version, current, landing, ignored, seconds)


def publish_lake(home: Home, steps: Steps) -> Version:
    """Publishes what a removal has left, unless the current version was made of the same.

    For a caller that holds the home by `only_run` and has changed the lake.

    Raises:
        NothingToRead: Where no video is left.
        EtlError: With a Vietnamese sentence; the current version is as it was.
    """
    reference = reference_folder()
    fingerprint = _fingerprint(home, reference)
    with suppress(UnknownVersion):
        current = current_version(home.datasets)
        if current.manifest.fingerprint == fingerprint:
            return current
    return _publish(
        home,
        _run_id(),
        EngineName.DUCKDB,
        reference,
        fingerprint,
        steps,
        {},
        losses_meant=True,
    )


def roll_back(home: Home, name: str) -> Version:
    """Makes an earlier version current.

    Raises:
        UnknownVersion: Where there is none of that name.
        AnotherRunIsActive: While a run is writing.
    """
    open_version(home.datasets, name)  # before the lock, which would make a home that is not there
    with disk_errors_explained(home), only_run(home):
        _refuse_half_forgotten(home)
        version = open_version(home.datasets, name)
        announce(home.datasets, name)
        make_announced_current(home.datasets)
    return version


def _refuse_half_forgotten(home: Home) -> None:
    unfinished = read_unfinished(home.forgetting)
    if unfinished:
        names = " ".join(unfinished.handles)
        raise ForgetUnfinished(
            f"Lần xoá {names} trước đây bị ngắt giữa chừng. Chạy lại trước đã: "
            f"python -m etl forget {names}"
        )


def _published_fingerprints(datasets: Path) -> set[str]:
    """Returns what a run need not publish again: the current version and the newest one.

    They differ after a rollback, which a run without anything new must not undo. Where the current
    version cannot be read there are none, so that a run mends it.
    """
    try:
        current = current_version(datasets)
    except UnknownVersion:
        return set()
    return {version.manifest.fingerprint for version in (current, *list_versions(datasets)[-1:])}


def _input_files(home: Home, inputs: list[Path]) -> list[InputFile]:
    for path in inputs:
        if not path.exists():
            raise NothingToRead(f"Không có thư mục hay tệp {str(path)!r}. Kiểm tra lại --input.")
    files = real_where_any(find_input_files(inputs, home.holds))
    if not files:
        named = ", ".join(map(str, inputs))
        raise NothingToRead(
            f"Không có tệp nào trong {named}. Cần tệp TikTokApi (user_info.json, "
            "videos_info.json), bảng phẳng CSV hoặc parquet, lời thoại, món ăn, hoặc nhãn."
        )
    return files


def _refuse_quarantine(landing: Landing) -> None:
    files = (*landing.files, *landing.unchanged)
    rows = sum(file.rows_quarantined for file in files)
    fields = sum(file.fields_dropped for file in files)
    if rows or fields:
        where = f" Xem {landing.quarantine}." if landing.quarantine else ""
        raise QuarantineNotEmpty(
            f"{whole(rows)} dòng và {whole(fields)} trường lẻ không dùng được, và có --strict: "
            f"dừng lại, chưa công bố gì.{where}"
        )


def _publish(
    home: Home,
    run_id: str,
    engine_name: EngineName,
    reference: Path,
    fingerprint: str,
    steps: Steps,
    seconds: dict[str, float],
    *,
    losses_meant: bool = False,
) -> Version:
    staging = home.datasets / f"{STAGING}{run_id}"
    work = staging / "work"
    work.mkdir(parents=True)
    lake = open_lake(home.lake, work)
    landings = landings_in_use(home.lake)
    files = read_ledger(landings)
    if not any(file.rows_landed for file in files if file.table == Table.VIDEOS.value):
        raise NothingToRead(_nothing_usable(files))
    started = time.monotonic()
    advance = steps.start("Tìm món ăn, địa điểm, hashtag", None)
    enrich(lake, reference, work, advance)
    seconds["enrich"] = _since(started)
    started = time.monotonic()
    advance = steps.start("Tính các bộ dữ liệu", len(schema.datasets()))
    with open_engine(engine_name, work / "spill") as engine:
        build_datasets(engine, lake, work, staging, lambda _: advance(1))
        seconds["transform"] = _since(started)
        started = time.monotonic()
        before = _previous(home.datasets, files)
        newest = read_ledger(landings[-1:])
        build_alerts(engine, staging, newest, before, losses_meant=losses_meant)
        advance(1)
    seconds["alerts"] = _since(started)
    started = time.monotonic()
    advance = steps.start("Kiểm tra và công bố", 2)
    checks = [*check_accounts(files, lake), *check_datasets(staging)]
    _refuse_failed(checks)
    advance(1)
    build_serving(staging)
    version_name = f"{run_id[:16]}-{fingerprint[:8]}"
    seconds["publish"] = _since(started)
    manifest = describe(
        staging, version_name, engine_name.value, fingerprint, landings, lake, checks, seconds
    )
    write_manifest(staging, manifest)
    shutil.rmtree(work)
    sync_folder(staging)
    announce(home.datasets, version_name)
    staging.rename(home.datasets / version_name)
    make_announced_current(home.datasets)
    remove_old_versions(home.datasets)
    advance(1)
    return open_version(home.datasets, version_name)


def _previous(datasets: Path, files: list[LandedFile]) -> Path | None:
    """Returns the folder of the version that readers have now; None where it is of other data."""
    try:
        version = current_version(datasets)
    except UnknownVersion:
        return None
    is_comparable = version.manifest.synthetic == any(file.synthetic for file in files)
    return version.folder if is_comparable else None


def _refuse_failed(checks: list[Check]) -> None:
    failed = [check for check in checks if not check.passed]
    if failed:
        details = "; ".join(f"{check.name}: {check.detail}" for check in failed)
        raise ChecksFailed(
            f"{len(failed)} kiểm tra chất lượng không đạt, chưa công bố gì. {details}. "
            "Phiên bản hiện tại không đổi."
        )


def _nothing_usable(files: list[LandedFile]) -> str:
    reasons = ", ".join(reason(code) for code in sorted({c for f in files for c in f.reasons}))
    told = f" Lý do: {reasons} (xem thư mục quarantine)." if reasons else ""
    return f"Không có video nào dùng được trong {whole(len(files))} tệp đã đọc.{told}"


def _run_id() -> str:
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


def _since(started: float) -> float:
    return round(time.monotonic() - started, 3)


def _fingerprint(home: Home, reference: Path) -> str:
    """Returns a hash of what the datasets depend on.

    That is the landings, who was removed from them, the reference tables and the definitions.
    """
    digest = hashlib.blake2b(digest_size=16)
    digest.update(repr([folder.name for folder in landings_in_use(home.lake)]).encode())
    if home.forgotten.exists():
        digest.update(home.forgotten.read_bytes())
    code = Path(__file__).resolve().parent
    sources = [
        *reference.glob("*.csv"),
        code / "schema.py",
        code / "text.py",
        *(code / "enrich").glob("*.py"),
        *(code / "transform").glob("*.py"),
        *(code / "alerts").glob("*.py"),
        code / "publish" / "serving.py",
    ]
    for path in sorted(sources, key=lambda path: path.name):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()

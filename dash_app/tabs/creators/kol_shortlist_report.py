"""The shortlist as a report: what its details, the workbook and the slides say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import numpy as np
import pandas as pd

from dash_app.documents.kol_report import Candidate, Flag, KolReport, PlaysRange, ScorePart
from dash_app.filters import Filters
from dash_app.findings.kol_brief import Brief, brief_lines
from dash_app.findings.kol_flags import LEAST_VIDEOS
from dash_app.findings.kol_score import PARTS, PRIOR_VIDEOS
from dash_app.findings.kol_total import Together, add_up, together_words
from dash_app.links import tiktok_profile
from dash_app.pages import Reader
from dash_app.queries import kol
from dash_app.statistics.forecast import PlaysForecast
from dash_app.tabs.creators.kol_explained import reasons, red_flags
from dash_app.tabs.creators.kol_ranking import Ranking, forecasts, ranking
from dash_app.words import TIERS, ZONE, day, whole

BOOKING = {
    "refuses": "Giới thiệu ghi không nhận booking",
    "offers": "Giới thiệu có thông tin liên hệ",
}
_NO_BOOKING = "Giới thiệu không nói về booking"


def kol_report(reader: Reader) -> KolReport:
    """Returns the report on the shortlist of a view; accounts that nobody knows are left out."""
    return reader.kept(_report)


def taken_together(reader: Reader) -> Together:
    """Returns what the shortlist reaches and costs together."""
    return reader.kept(_taken_together)


def _taken_together(reader: Reader) -> Together:
    return _add_up(ranking(reader).brief, kol_report(reader).candidates)


def _add_up(brief: Brief, candidates: Sequence[Candidate]) -> Together:
    totals = [each.total for each in candidates]
    return add_up(brief, [(each.p25, each.p50, each.p75) for each in totals])


def best_first(ranked: Ranking) -> list[int]:
    """Returns the rows of the shortlist by score; those without one last."""
    scores = ranked.scores
    return sorted(ranked.shortlisted, key=lambda row: -np.nan_to_num(scores[row], nan=-1.0))


def _report(reader: Reader) -> KolReport:
    ranked = ranking(reader)
    rows = best_first(ranked)
    accounts = [ranked.account(row) for row in rows]
    recent = recent_plays(reader).groupby("creator")["plays"]
    plays = {str(account): tuple(each.astype(float)) for account, each in recent}
    candidates = tuple(
        _candidate(ranked, row, forecasts(reader)[row], plays.get(account, ()))
        for row, account in zip(rows, accounts, strict=True)
    )
    return KolReport(
        title="Danh sách KOL đề xuất",
        brief=tuple(brief_lines(ranked.brief)),
        planned_videos=ranked.brief.videos,
        wanted_plays=ranked.brief.wanted,
        candidates=candidates,
        together=together_words(ranked.brief, _add_up(ranked.brief, candidates)),
        method=tuple(method_lines()),
        data=tuple(_data(reader, ranked)),
        synthetic=bool(reader.snapshot.manifest.synthetic),
        made_on=reader.today,
    )


def recent_plays(reader: Reader) -> pd.DataFrame:
    """Returns the latest plays of the shortlist: creator, posted_date, plays, the oldest first."""
    known = ranking(reader).basis.rows
    accounts = tuple(sorted(each for each in ranking(reader).brief.shortlist if each in known))
    if not accounts:
        return pd.DataFrame({"creator": [], "posted_date": [], "plays": []})
    return reader.frame(kol.kol_recent_plays, None, Filters(creator=accounts))


def _candidate(
    ranked: Ranking,
    row: int,
    total: PlaysForecast,
    recent: tuple[float, ...],
) -> Candidate:
    facts = ranked.facts(row)
    account, brief = str(facts["creator"]), ranked.brief
    fair = brief.cpm.of_plays(total.p50) if brief.cpm and total.p50 else None
    return Candidate(
        account=account,
        nickname=str(facts["nickname"] or account),
        url=tiktok_profile(account),
        tier=TIERS.get(facts["tier"], "Chưa rõ nhóm"),
        followers=_known(facts["followers"]),
        videos=int(facts["videos"]),
        median_plays=_known(facts["median_plays"]),
        engagement_rate=_known(facts["engagement_rate"]),
        engagement_percentile=_known(ranked.engagement[row]),
        score=_known(ranked.scores[row]),
        parts=_parts(ranked, row),
        flags=tuple(Flag(each.text, each.confidence) for each in red_flags(ranked, row)),
        booking=BOOKING.get(facts["booking_note"], _NO_BOOKING),
        one=PlaysRange(*(float(facts[name]) for name in ("p25", "p50", "p75"))),
        total=_range(total),
        chance=total.chance,
        fair_fee=(fair.low, fair.high) if fair else None,
        recent_plays=recent,
    )


def _parts(ranked: Ranking, row: int) -> tuple[ScorePart, ...]:
    total = sum(ranked.brief.weights) or 1
    return tuple(
        ScorePart(part.name, weight / total, _known(score), reason)
        for part, weight, score, reason in zip(
            PARTS, ranked.brief.weights, ranked.parts[row], reasons(ranked, row), strict=True
        )
    )


def _range(forecast: PlaysForecast) -> PlaysRange:
    """Returns the quartiles; NaN where the data hold no video to forecast from."""
    known = (forecast.p25, forecast.p50, forecast.p75)
    return PlaysRange(*(np.nan if each is None else each for each in known))


def _known(value: float | None) -> float | None:
    return None if pd.isna(value) else float(value)


def method_lines() -> Iterator[str]:
    """Yields how scores, forecasts and flags are made, and their limits."""
    yield (
        "Điểm 0–100 là trung bình có trọng số của sáu phần: độ phù hợp, lượt xem, độ đều, tương "
        "tác, tăng trưởng, an toàn. Phần không có số liệu không có trọng số."
    )
    yield (
        "Bốn phần là bách phân vị so với TikToker khác trong dữ liệu; ít video thì điểm được kéo "
        f"về 50: người có n video giữ n / (n + {PRIOR_VIDEOS}) độ lệch của mình."
    )
    yield (
        f"Tương tác và các tỷ lệ bất thường so với người cùng ngách, cùng nhóm người theo dõi có "
        f"từ {LEAST_VIDEOS} video; không đủ 30 người thì so với cả nhóm."
    )
    yield (
        "Dự báo lượt xem suy từ lịch sử của chính kênh, ít lịch sử thì kéo về nhóm. Một nửa số "
        "lần, kết quả nằm giữa P25 và P75."
    )
    yield (
        "Điều cần hỏi lại là con số bất thường, không phải kết luận về một người; độ chắc nói về "
        "con số, không nói về nguyên nhân."
    )
    yield "Phí theo khung = khung CPM do thương hiệu nhập × dự báo lượt xem / 1.000."


def _data(reader: Reader, ranked: Ranking) -> Iterator[tuple[str, str]]:
    manifest = reader.snapshot.manifest
    yield "Phiên bản dữ liệu", reader.snapshot.name
    yield "TikToker trong dữ liệu", whole(len(ranked.channels))
    yield "Video trong dữ liệu", whole(ranked.basis.videos)
    yield "Video mới nhất", day(reader.snapshot.newest)
    if manifest.newest_collected_at:
        collected = datetime.fromisoformat(manifest.newest_collected_at).astimezone(ZONE)
        yield "Thu thập gần nhất", day(collected.date())
    yield "TikToker khớp đề bài", whole(len(ranked.order))

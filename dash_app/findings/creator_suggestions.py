"""What one creator could do next, from its own videos and from its tier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dash_app.findings.own_level import LEAST, OwnLevel, level_words
from dash_app.findings.posting import Rhythm
from dash_app.findings.suggestion import Suggestion
from dash_app.links import KOL_PAGE, compare_page, page
from dash_app.metrics import Metric
from dash_app.statistics import MIN_SAMPLE, Spread
from dash_app.words import decimal, percent, short, whole

_MOST: Final = 5
_LOW: Final = 25
_FEW: Final = 4
# Of a channel's videos; with fewer of them a rare rhythm may be a collection with holes.
_WHOLE: Final = 0.8
TIMES: Final = 2
"""Times the creator's usual plays from which on a video is worth doing again."""

LISTING_PAGE: Final = "/creators/list"
_OUTLIERS_PAGE: Final = "/videos/outliers"
_PERFORMANCE: Final = "/videos/performance"
# What the tier's videos with most of it are looked at by, and what is asked for.
_WAYS: Final = {
    "comments_per_play": ("comments", "Hỏi người xem một câu cụ thể ở cuối video"),
    "shares_per_play": ("shares", "Làm video đáng gửi cho bạn bè: danh sách quán, mẹo, giá"),
    "saves_per_play": ("saves", "Làm video đáng lưu: địa chỉ, công thức, bảng giá"),
    "likes_per_play": ("likes", "Xem lại phần mở đầu và phần kết của video"),
}


@dataclass(frozen=True)
class TierGap:
    """A ratio of the creator beside its tier.

    Attributes:
        measure: Of `queries.tier_bands`.
        inside: What it is called inside a sentence.
        own: The creator's, written out.
        usual: The tier's median, written out.
        rank: The creator's percentile; None where unknown.
        n: Creators of the tier.
    """

    measure: str
    inside: str
    own: str
    usual: str
    rank: float | None
    n: int


@dataclass(frozen=True)
class Standing:
    """What the videos that can be judged reach, in plays.

    Attributes:
        n: How many.
        high: Those of at least `TIMES` the creator's usual.
        low: First quartile of plays; None without any.
        middle: Median.
        top: Third quartile.
    """

    n: int
    high: int
    low: float | None
    middle: float | None
    top: float | None


def suggest(
    *,
    account: str,
    tier: str | None,
    tier_name: str,
    metric: Metric,
    levels: Sequence[OwnLevel],
    rhythm: Rhythm,
    frequency: Spread,
    gaps: Sequence[TierGap],
    standing: Standing,
    covered: float | None,
) -> tuple[Suggestion, ...]:
    """Returns what to try, the best supported first, and where to go on.

    Args:
        account: The creator.
        tier: Its code; None where unknown.
        tier_name: Inside a sentence.
        metric: That `levels` are of.
        levels: Its videos against its own median.
        rhythm: Its posting.
        frequency: Videos a week of its tier.
        gaps: Its ratios beside its tier's.
        standing: What its videos reach.
        covered: Collected videos over the channel's own count; None where that is not known.
    """
    found = [
        *_own_levels(levels, metric),
        *cadence(rhythm, frequency, tier_name, covered),
        *_weakest(gaps, tier, tier_name, standing.n),
        *_outliers(account, standing),
    ]
    sure_first = sorted(found, key=lambda each: not each.sure)
    return (*sure_first[: _MOST - 2], *_go_on(account, standing))


def suggest_for_nobody(account: str, known: bool) -> tuple[Suggestion, ...]:
    """Returns what to do where there is no video to look at.

    Args:
        account: What was asked for; empty for nobody.
        known: Whether the data have the creator.
    """
    if known:
        return (
            Suggestion(
                f"Bỏ bớt bộ lọc, hoặc thu thập video của @{account} rồi mở lại trang này.",
                "Hồ sơ đã có nhưng không có video nào để tính trong góc nhìn này.",
                sure=False,
            ),
        )
    return (
        Suggestion(
            "Chọn một TikToker có trong dữ liệu.",
            "Danh sách có mọi kênh, xếp được theo người theo dõi, lượt xem, nhịp đăng.",
            LISTING_PAGE,
            "Mở danh sách TikToker",
            sure=False,
        ),
    )


def _own_levels(levels: Sequence[OwnLevel], metric: Metric) -> Iterator[Suggestion]:
    telling = [each for each in levels if each.clear or each.hint]
    high = sorted((e for e in telling if e.above > 0.5), key=lambda e: (not e.clear, -e.low))
    low = sorted((e for e in telling if e.above < 0.5), key=lambda e: (not e.clear, e.high))
    for each in high[:1]:
        yield Suggestion(
            f"Thử làm thêm {each.name}: hiện là {percent(each.part, 0)} số video.",
            f"{level_words(each, metric)}. Đi cùng nhau, chưa phải nguyên nhân: hãy thử rồi so "
            "lại.",
            sure=each.clear,
        )
    for each in low[:1]:
        yield Suggestion(
            f"Bớt hoặc làm khác {each.name}: hiện là {percent(each.part, 0)} số video.",
            f"{level_words(each, metric)}. Xem các video dưới mức thường ở trên để tìm lý do.",
            sure=each.clear,
        )


def cadence(
    rhythm: Rhythm, tier: Spread, tier_name: str, covered: float | None
) -> Iterator[Suggestion]:
    """Yields what to do about how often it posts.

    Args:
        rhythm: Its posting.
        tier: Videos a week of its tier.
        tier_name: Inside a sentence.
        covered: Collected videos over the channel's own count; None where that is not known.
    """
    if not rhythm.enough or rhythm.per_week is None:
        return
    low, middle, high = (tier.percentile(each) for each in (25, 50, 75))
    share = "" if covered is None else f" ({percent(min(covered, 1), 0)} số video của kênh)"
    collected = f"Chỉ tính video đã thu thập{share}."
    if low is not None and middle is not None and rhythm.per_week < low:
        yield Suggestion(
            f"Đăng đều hơn: thử {decimal(middle)} video mỗi tuần như trung vị của {tier_name}.",
            f"Hiện {decimal(rhythm.per_week)} video/tuần, nửa giữa của {tier_name} là "
            f"{decimal(low)}–{decimal(high)} (n = {whole(tier.n)} TikToker). {collected}",
            sure=tier.n >= MIN_SAMPLE and (covered or 0) >= _WHOLE,
        )
    usual = rhythm.gap or 0
    if rhythm.silence is not None and rhythm.silence > max(7, 3 * usual):
        yield Suggestion(
            "Kiểm tra xem kênh còn hoạt động không trước khi đặt lịch.",
            f"Video mới nhất cách ngày thu thập {whole(rhythm.silence)} ngày, trong khi thường "
            f"cách nhau {decimal(usual, 0)} ngày.",
            sure=False,
        )
    elif rhythm.pause > max(14, 5 * usual):
        yield Suggestion(
            "Giữ sẵn vài video để không nghỉ dài.",
            f"Có lần nghỉ {whole(rhythm.pause)} ngày, trong khi thường cách nhau "
            f"{decimal(usual, 0)} ngày. {collected}",
            sure=False,
        )


def _weakest(
    gaps: Sequence[TierGap], tier: str | None, tier_name: str, videos: int
) -> Iterator[Suggestion]:
    known = [each for each in gaps if each.rank is not None and each.measure in _WAYS]
    if not known or tier is None or videos < LEAST:
        return
    weakest = min(known, key=lambda each: each.rank or 0)
    if (weakest.rank or 0) >= _LOW:
        return
    metric, way = _WAYS[weakest.measure]
    yield Suggestion(
        f"{way}.",
        f"{weakest.inside[0].upper()}{weakest.inside[1:]} là điểm yếu nhất so với {tier_name}: "
        f"{weakest.own}, trung vị nhóm {weakest.usual} trên 1.000 lượt xem (n = "
        f"{whole(weakest.n)} TikToker, kênh ở bách phân vị {weakest.rank:.0f}).",
        page(_PERFORMANCE, metric=metric, tier=tier),
        f"Xem video {tier_name} theo chỉ số này",
        sure=min(weakest.n, videos) >= MIN_SAMPLE,
    )


def _outliers(account: str, standing: Standing) -> Iterator[Suggestion]:
    if not standing.high:
        return
    yield Suggestion(
        f"Xem lại {whole(standing.high)} video gấp từ {TIMES} lần mức thường và thử làm tiếp kiểu "
        "ấy.",
        f"{percent(standing.high / standing.n, 0)} trong {whole(standing.n)} video không ghim, đủ "
        "tuổi của kênh đạt mức này.",
        page(_OUTLIERS_PAGE, creator=account, least=str(TIMES)),
        "Xem chúng ở trang Video nổi bật",
        sure=standing.n >= MIN_SAMPLE,
    )


def _go_on(account: str, standing: Standing) -> Iterator[Suggestion]:
    if standing.n < _FEW:
        yield Suggestion(
            "Trước khi thuê: xin kênh ảnh chụp thống kê của các video gần đây.",
            f"Dữ liệu chỉ có {whole(standing.n)} video không ghim, đủ tuổi: chưa nói được kênh "
            "thường đạt bao nhiêu lượt xem.",
            sure=False,
        )
    else:
        yield Suggestion(
            "Trước khi thuê: so phí được báo với lượt xem mà kênh thường đạt.",
            f"Trung vị {whole(standing.middle)} lượt xem, một nửa video nằm trong "
            f"{short(standing.low)}–{short(standing.top)} (n = {whole(standing.n)} video).",
            page(KOL_PAGE, quoted=account),
            "Kiểm tra báo giá ở trang Chọn KOL",
            sure=standing.n >= MIN_SAMPLE,
        )
    yield Suggestion(
        "Đặt kênh này cạnh kênh khác trước khi quyết định.",
        "Trang So sánh đặt 2 đến 5 kênh cạnh nhau, mỗi kênh so với nhóm của nó.",
        compare_page([account]),
        "Mở trang So sánh",
    )

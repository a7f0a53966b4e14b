"""Which sounds more creators use than the weeks before let expect, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from dash_app.findings.finding import Finding
from dash_app.words import decimal, percent, whole
from etl.alerts.kinds import FALSE_SHARE, LEAST_USERS, LEAST_WEEKS, TRAITS, WEEKS_BEFORE, AlertKind

LEAST_TIMES: Final = TRAITS[AlertKind.RISING_SOUND].levels[0]
RULE: Final = (
    f"TikToker dùng âm thanh trong các tuần mới nhất so với {WEEKS_BEFORE} tuần ngay trước, mỗi "
    "người một lần mỗi tuần, chỉ tính TikToker được thu thập sau tuần cuối; chờ đợi: số lượt nếu "
    "vẫn dùng đều như trước; gấp: (lượt mới + ½) / (lượt trước + ½), chia cho tỷ số ấy của mọi "
    "TikToker; kiểm định nhị thức có điều kiện, một phía (Przyborowski & Wilenski 1940), giữ tỷ lệ "
    f"báo nhầm q ≤ {100 * FALSE_SHARE:.0f} % (Döhler, Durand & Roquain 2018): cùng cách tính với "
    f"Cảnh báo; “đang lên” khi q đạt, có từ {LEAST_USERS} TikToker và gấp từ {LEAST_TIMES:.0f} lần"
)


@dataclass(frozen=True)
class RisingSound:
    """A sound that may be rising.

    Attributes:
        key: Its `music_id`.
        title: As TikTok has it.
        author: Likewise.
        original: Whether it is a recording.
        recent: Pairs of creator and week, lately.
        earlier: Likewise in the weeks before.
        creators: Who use it lately.
        videos: With it lately.
        plays: Median plays of these.
        expected: What `recent` would be had nothing changed.
        times: Ratio of the two, drawn to 1 where there are few uses.
        q: The share of false ones among all sounds that are at least as sure.
        weeks: Uses by week, the oldest first.
    """

    key: str
    title: str
    author: str
    original: bool
    recent: int
    earlier: int
    creators: int
    videos: int
    plays: float
    expected: float
    times: float
    q: float
    weeks: tuple[int, ...]

    @property
    def sure(self) -> bool:
        """Whether it would be an alert."""
        return self.q <= FALSE_SHARE and self.recent >= LEAST_USERS and self.times >= LEAST_TIMES


@dataclass(frozen=True)
class RisingSounds:
    """The sounds of some weeks against those before.

    Attributes:
        first: Monday of the first of the latest weeks.
        last: Monday of the last one.
        active: Pairs of creator and week, lately.
        active_before: Likewise before.
        weeks_before: How many weeks those are.
        asked: Sounds that were tested.
        sounds: The surest first; not all of them.
    """

    first: date
    last: date
    active: int
    active_before: int
    weeks_before: int
    asked: int
    sounds: tuple[RisingSound, ...]

    @property
    def comparable(self) -> bool:
        """Whether there is enough before to compare with."""
        return self.weeks_before >= LEAST_WEEKS and self.active > 0


def rising_findings(found: RisingSounds | None) -> tuple[Finding, ...]:
    """Says which sounds rise beyond chance."""
    if found is None or not found.comparable:
        return (
            Finding(
                f"Chưa đủ dữ liệu: cần ít nhất {LEAST_WEEKS} tuần có video trong {WEEKS_BEFORE} "
                "tuần ngay trước để so.",
                "few",
            ),
        )
    sure = [each for each in found.sounds if each.sure]
    if not sure:
        asked = f"trong {whole(found.asked)} âm thanh đủ lượt dùng để xét" if found.asked else ""
        return (
            Finding(
                f"Không âm thanh nào {asked} tăng rõ hơn mức ngẫu nhiên (q ≤ "
                f"{percent(FALSE_SHARE, 0)}). Những dòng dưới đây chỉ để theo dõi."
                if found.sounds
                else f"Không âm thanh nào {asked} tăng so với trước.".replace("  ", " "),
                "fact" if found.asked else "few",
            ),
        )
    return tuple(_sentence(each, found) for each in sure[:3])


def _sentence(sound: RisingSound, found: RisingSounds) -> Finding:
    unit = "TikToker" if found.first == found.last else "lượt TikToker × tuần"
    return Finding(
        f"“{sound.title}”: {whole(sound.recent)} trong {whole(found.active)} {unit} đăng video đã "
        f"dùng ({whole(sound.videos)} video), theo {found.weeks_before} tuần trước thì chỉ khoảng "
        f"{decimal(sound.expected)}: gấp {decimal(sound.times)} lần (n = "
        f"{whole(sound.recent + sound.earlier)} lượt; tỷ lệ báo nhầm ước tính q = "
        f"{percent(sound.q, 1)}).",
        "effect",
    )

"""Content labels: how a video begins, sounds, moves and ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from etl.sample.dice import Dice
from etl.sample.styles import STYLES, Style

CURIOSITY: Final = "Gây tò mò"
QUESTION: Final = "Đặt câu hỏi"
STORY: Final = "Kể chuyện"
OFFER: Final = "Khuyến mãi"

_HOOKS: Final = (
    ("Vào thẳng vấn đề", 58),
    (CURIOSITY, 17),
    (STORY, 12),
    (QUESTION, 7),
    ("Phản hồi bình luận", 3),
    (OFFER, 2),
    ("Giật tít", 1),
)
_HOOK_EFFECTS: Final = {CURIOSITY: 1.32, QUESTION: 1.12, STORY: 1.08, OFFER: 0.82}
_TONES: Final = (
    ("Thân mật", 50),
    ("Hào hứng", 32),
    ("Hài hước", 12),
    ("Ngạc nhiên", 4),
    ("Trung lập", 2),
)
_PACES: Final = (("Nhanh", 46), ("Thay đổi", 40), ("Chậm", 14))
_CTAS: Final = (
    ("Mời trải nghiệm", 50),
    ("Comment", 14),
    ("Xem tiếp", 10),
    ("Follow", 9),
    ("Liên hệ", 6),
    ("Lưu lại", 5),
    ("Share", 2),
    ("Khác", 4),
)


@dataclass(frozen=True)
class Labels:
    """What a careful viewer would note; the order within a list is that of importance."""

    categories: tuple[str, ...]
    main_content_focus: tuple[str, ...]
    structure_style: tuple[str, ...]
    hook_type: tuple[str, ...]
    tone_of_voice: tuple[str, ...]
    pacing: tuple[str, ...]
    has_cta: bool | None
    cta_type: tuple[str, ...]

    @property
    def effect(self) -> float:
        """How the content moves plays, 1 being usual."""
        if not self.hook_type:
            return 0.8
        pace = 1.1 if self.pacing == ("Nhanh",) else 1.0
        return _HOOK_EFFECTS.get(self.hook_type[0], 1.0) * pace


def label(dice: Dice, style: Style) -> Labels:
    """Decides what a video of a style is like; a few have nothing to do with food."""
    if dice.chance(0.05):
        return Labels(("Không liên quan ẩm thực",), (), (), (), (), (), None, ())
    other = dice.pick(STYLES).category
    mixed = (style.category,) if other == style.category or dice.chance(0.9) else None
    has_cta = dice.chance(0.5)
    return Labels(
        categories=mixed or (style.category, other),
        main_content_focus=_some(dice, style.focus, 0.7),
        structure_style=_some(dice, style.structures, 0.25),
        hook_type=_some(dice, _HOOKS, 0.04),
        tone_of_voice=_some(dice, _TONES, 0.65),
        pacing=(dice.weighted(_PACES),),
        has_cta=has_cta,
        cta_type=_some(dice, _CTAS, 0.15) if has_cta else (),
    )


def _some(dice: Dice, choices: tuple[tuple[str, float], ...], second: float) -> tuple[str, ...]:
    first = dice.weighted(choices)
    other = dice.weighted(choices)
    return (first, other) if other != first and dice.chance(second) else (first,)

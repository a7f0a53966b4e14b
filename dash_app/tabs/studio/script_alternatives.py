"""Other sentences for the ends of a script, where no model writes them."""

from __future__ import annotations

from dataclasses import dataclass

from dash_app.documents.shooting_script import ShootingScript
from dash_app.pages import Reader
from dash_app.tabs.studio.script_words import dishes_in, known_dishes
from llm.offline.script import SLOT_DISH, call_sentence, opening_sentence
from llm.vocabulary import LABELS

_UNTOLD = "Khác"


@dataclass(frozen=True)
class Alternative:
    """A sentence to choose.

    Attributes:
        label: What kind it is of.
        text: Itself, with slots to fill.
    """

    label: str
    text: str


def alternatives(reader: Reader, script: ShootingScript, index: int) -> tuple[Alternative, ...]:
    """Returns openings for the first part, calls to action for the last one, none for others.

    Raises:
        ValueError: Where there is no such part.
    """
    if not 0 <= index < len(script.parts):
        raise ValueError(f"Kịch bản không có phần {index + 1}: chỉ có {len(script.parts)} phần.")
    dish = next(iter(dishes_in(_words(script), reader.snapshot.kept(known_dishes))), SLOT_DISH)
    found: tuple[Alternative, ...] = ()
    if index == 0:
        kinds = LABELS["hook_type"]
        found = tuple(Alternative(kind, opening_sentence(kind, dish)) for kind in kinds)
    elif index == len(script.parts) - 1:
        kinds = tuple(kind for kind in LABELS["cta_type"] if kind != _UNTOLD)
        found = tuple(Alternative(kind, call_sentence(kind, dish)) for kind in kinds)
    return tuple(each for each in found if each.text != script.parts[index].dialogue)


def _words(script: ShootingScript) -> str:
    said = (f"{part.dialogue} {part.visuals}" for part in script.parts)
    return " ".join((script.description, *said))

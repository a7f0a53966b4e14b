"""A model's comment on one card, as a stream: grounded in what the card shows and held to it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from dash_app.components.card import card_id
from dash_app.components.filter_bar import active_values
from dash_app.components.insight.evidence import Evidence, gather
from dash_app.components.insight.sentences import Sieve
from dash_app.filters import Filters
from dash_app.pages import Ask, Card, Event, Page, Stream
from dash_app.words import whole
from llm.prompt import Prompt
from llm.prompts import quoted, read_prompt

SUFFIX: Final = ".comment"
_NOTHING: Final = "Biểu đồ này chưa có số liệu nên không có gì để nhận xét."
_NONE_LEFT: Final = (
    "Câu nào mô hình viết cũng có con số không có trong bảng nên đã bị bỏ hết. Hãy bấm “Viết lại”, "
    "hoặc xem các phát hiện đã tính ở trên."
)
_NO_WORDS: Final = "Mô hình không viết gì. Hãy bấm “Viết lại”."


def find_comment(page: Page, name: str) -> Stream | None:
    """Returns the stream of a card's comment; None where the name is not one of a chart's."""
    key = name.removesuffix(SUFFIX)
    card = next((each for each in page.cards if each.key == key and each.kind == "chart"), None)
    if card is None or key == name:
        return None
    return Stream(name, partial(_comment, page, card))


def prompt_of(evidence: Evidence) -> Prompt:
    """Returns what is asked; equal for equal cards, so that the answer can be kept."""
    request = f"Nhận xét biểu đồ sau.\n\n{quoted('biểu đồ', evidence.text)}"
    return Prompt(read_prompt("comment"), request)


def _comment(page: Page, card: Card, ask: Ask) -> Iterator[Event]:
    words, note = card_id(page, card, "comment"), card_id(page, card, "comment-note")
    shown = card.show(ask.reader)
    evidence = gather(shown, page.title, _filter_words(ask.reader.view.filters))
    yield Event("replace", words, "")
    if evidence is None:
        yield Event("replace", note, _NOTHING)
        return
    yield Event("replace", note, "")
    known = evidence.known
    sieve = Sieve(lambda sentence: known.unknown_of(sentence) is None)
    said = ask.assistant.stream(
        prompt_of(evidence), client=ask.client, fresh=bool(ask.fields.get("fresh"))
    )
    for piece in sieve.pass_on(said):
        yield Event(piece.kind, words, piece.text)
    if not sieve.kept.strip():
        yield Event("replace", words, _NONE_LEFT if sieve.taken_back else _NO_WORDS)
    of = f"bảng của biểu đồ này, n = {whole(shown.n)} {shown.unit}"
    yield Event("replace", note, _note(ask.assistant.models, of, sieve.taken_back))


def _filter_words(filters: Filters) -> str:
    texts = [text for _, _, text in active_values(filters)]
    return ", ".join(texts) or "không có, tất cả video"


def _note(models: tuple[str, ...], of: str, taken_back: int) -> str:
    """Returns who wrote it, from what, and what is missing."""
    who = f"Do mô hình {models[0]} viết từ {of}. Mọi con số đã được đối chiếu với bảng"
    dropped = f"; {taken_back} câu bị bỏ vì có con số không có trong bảng" if taken_back else ""
    return f"{who}{dropped}."

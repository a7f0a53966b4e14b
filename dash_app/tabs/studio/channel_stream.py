"""Tối ưu kênh: the four weeks in words, by a model that is held to the numbers, or by rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from dash import html

from dash_app.components.insight.number_check import Known
from dash_app.components.insight.sentences import Sieve
from dash_app.components.stream_form import build_copy_button, build_form, build_text_field
from dash_app.pages import Ask, Event, Page, Reader, Stream
from dash_app.tabs.studio.channel_plan import TITLES, written
from dash_app.tabs.studio.channel_reading import advice, plan, whose
from etl.text import to_nfc
from llm.prompt import Prompt
from llm.prompts import quoted, read_prompt

WORDS: Final = "studio-channel-words"
NOTE: Final = "studio-channel-words-note"
_MOST_WISH: Final = 1_000
_MOST_CHARACTERS: Final = 6_000
_OFFLINE: Final = (
    "Không dùng mô hình: đây là kế hoạch xếp bằng quy tắc, viết thành dòng để sao chép. Điều kiện "
    "bạn nêu không đổi được kế hoạch này."
)
_NONE_LEFT: Final = (
    "Câu nào mô hình viết cũng có con số không có trong các khuyến nghị nên đã bị bỏ hết. Hãy thử "
    "lại, hoặc dùng kế hoạch xếp bằng quy tắc ở trên."
)


def build_plan_panel(page: Page) -> html.Section:
    """Returns the form and where its answer stands."""
    return html.Section(
        [
            html.Header(html.Div(html.H3("Viết kế hoạch thành lời"), className="card-head")),
            html.P(
                "Từ chính các khuyến nghị và kế hoạch ở trên. Có mô hình thì xếp theo điều kiện "
                "của bạn, mọi con số được đối chiếu; không có mô hình thì ghi lại kế hoạch thành "
                "dòng.",
                className="muted",
            ),
            build_form(
                page,
                "plan",
                [
                    build_text_field(
                        page,
                        "wish",
                        "Điều kiện của kênh (không bắt buộc)",
                        rows=2,
                        example="Ví dụ: chỉ quay được cuối tuần, có một người quay, ngân sách ít",
                        most=_MOST_WISH,
                    )
                ],
                "Viết kế hoạch",
            ),
            html.Div(id=WORDS, className="stream-text plan-words", **{"aria-live": "polite"}),
            html.Div(id=NOTE, className="muted plan-note"),
            html.Div(build_copy_button(WORDS, "Sao chép kế hoạch"), className="plan-files"),
        ],
        className="panel panel-wide",
        id="studio-channel-plan-panel",
    )


def run(ask: Ask) -> Iterator[Event]:
    """Yields the plan in words."""
    reader = ask.reader
    about = whose(reader)
    yield Event("replace", WORDS, "")
    yield Event("replace", NOTE, "")
    if about.nothing:
        yield Event("replace", NOTE, f"{about.nothing}: không có gì để xếp kế hoạch.")
        return
    told = plan_text(reader)
    if not ask.assistant.models:
        yield Event("replace", WORDS, told)
        yield Event("replace", NOTE, _OFFLINE)
        return
    wish = _read_wish(ask)
    data = f"{_advice_text(reader)}\n\n{told}"
    known = Known((), f"{data}\n{wish}", 0)
    sieve = Sieve(lambda sentence: known.unknown_of(sentence) is None, _MOST_CHARACTERS)
    said = ask.assistant.stream(_prompt(data, wish), client=ask.client)
    for piece in sieve.pass_on(said):
        yield Event(piece.kind, WORDS, piece.text)
    if not sieve.kept.strip():
        yield Event("replace", WORDS, told)
        yield Event("replace", NOTE, _NONE_LEFT)
        return
    dropped = (
        f"; {sieve.taken_back} câu bị bỏ vì có con số không có trong khuyến nghị"
        if sieve.taken_back
        else ""
    )
    yield Event(
        "replace",
        NOTE,
        f"Do mô hình {ask.assistant.models[0]} viết từ các khuyến nghị của trang này. Mọi con số "
        f"đã được đối chiếu{dropped}.",
    )


STREAM: Final = Stream("plan", run)


def plan_text(reader: Reader) -> str:
    """Returns the plan by rules, a paragraph a week."""
    return "\n\n".join(
        "\n".join(
            [
                f"{week.name}",
                *(
                    f"{title}: {part}."
                    for title, part in zip(TITLES[1:], written(week)[1:], strict=True)
                ),
            ]
        )
        for week in plan(reader)
    )


def _advice_text(reader: Reader) -> str:
    lines = [
        f"{number}. [{'chắc' if each.sure else 'cần xem thêm'}] {each.topic}: {each.action} "
        f"{each.reason}"
        for number, each in enumerate((one.suggestion for one in advice(reader)), start=1)
    ]
    return "\n".join(lines or ["(không có khuyến nghị nào)"])


def _prompt(data: str, wish: str) -> Prompt:
    asked = f"\n\nĐiều kiện của người làm kênh:\n\n{quoted('điều kiện', wish)}" if wish else ""
    return Prompt(
        read_prompt("channel_plan"),
        f"Viết kế hoạch 4 tuần từ các khuyến nghị và kế hoạch sau.\n\n"
        f"{quoted('khuyến nghị và kế hoạch', data)}{asked}",
    )


def _read_wish(ask: Ask) -> str:
    value: Any = ask.fields.get("wish")
    return to_nfc(value).strip()[:_MOST_WISH] if isinstance(value, str) else ""

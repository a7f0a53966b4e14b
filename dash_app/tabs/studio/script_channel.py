"""Who is going to speak: a creator chosen from the data, told to whoever writes the script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dash_app.components.chosen_creator import Chosen, chosen, median_of, regular
from dash_app.filters import Filters
from dash_app.pages import Reader
from dash_app.queries import hooks
from dash_app.words import seconds, short, whole

_MOST_HOOKS = 3
_MOST_LETTERS = 160


@dataclass(frozen=True)
class Channel:
    """A creator as a script needs it.

    Attributes:
        name: As it stands among the characters of a script.
        facts: What a model is told of it, a line each; empty without one.
        sentence: Says to the user what is known.
    """

    name: str
    facts: str
    sentence: str


def channel_of(reader: Reader, has_model: bool) -> Channel | None:
    """Returns the creator that the user chose; None where none is chosen.

    Args:
        reader: Of the page.
        has_model: Whether somebody is told the facts; else the name alone is used.
    """
    if not reader.view.choice("account"):
        return None
    who = reader.kept(chosen)
    if who.profile is None:
        return Channel("", "", f"Không có {who.name} trong dữ liệu, nên không dùng thông tin kênh.")
    nickname = str(who.value("nickname") or "").strip()
    name = f"{nickname} ({who.name})" if nickname else who.name
    if not has_model:
        return Channel(name, "", f"Viết cho {name}: tên kênh đứng ở mục nhân vật.")
    beginnings = _beginnings(reader, who)
    told = f", {whole(len(beginnings))} câu mở đầu hay nhất của kênh" if beginnings else ""
    return Channel(
        name,
        "\n".join(_facts(reader, who, name, beginnings)),
        f"Viết cho {name}: dùng hồ sơ kênh{told}.",
    )


def _facts(reader: Reader, who: Chosen, name: str, beginnings: list[str]) -> Iterator[str]:
    yield f"Kênh sẽ quay: {name}"
    followers, bio = who.value("followers"), who.value("bio")
    if followers is not None:
        yield f"Người theo dõi: {short(followers)}"
    if bio:
        yield f"Giới thiệu trên kênh: {_cut(str(bio))}"
    if who.value("is_seller"):
        yield "Kênh có bán hàng"
    usual = median_of(reader.kept(regular)["duration_s"])
    if usual:
        yield f"Video thường dài {seconds(usual)}"
    for each in beginnings:
        yield f"Câu mở đầu từng dùng: {each}"


def _beginnings(reader: Reader, who: Chosen) -> list[str]:
    own = Filters(creator=(who.account,))
    frame = reader.frame(hooks.best_hooks, filters=own, most=_MOST_HOOKS)
    return [_cut(str(each)) for each in frame["hook"]]


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _MOST_LETTERS else f"{text[:_MOST_LETTERS].rsplit(' ', 1)[0]}…"

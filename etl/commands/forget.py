"""`python -m etl forget`: removes one creator from everything below a home."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.console import Console

from etl.collect.names import handle_of
from etl.console import DEFAULT_HOME, HomeOption, JsonOption, fields, output, print_json, told
from etl.errors import NotConfirmed
from etl.forget.traces import Traces
from etl.home import Home
from etl.numbers import whole
from etl.progress import shown_steps


def forget(
    handle: Annotated[
        str, typer.Argument(metavar="TÀI_KHOẢN", help="Tên tài khoản TikTok, có hay không có @.")
    ],
    home: HomeOption = DEFAULT_HOME,
    yes: Annotated[bool, typer.Option("--yes", metavar="", help="Xoá mà không hỏi lại.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Xoá một TikToker khỏi mọi tệp và phiên bản, và không thu thập lại nữa."""
    from etl.forget.removal import known_traces, remove_creator

    with told(home) as console:
        name = handle_of(handle)
        traces = known_traces(Home(home), name)
        if traces is None:
            if as_json:
                print_json({"handles": [name], "already_forgotten": True})
            else:
                output().print(
                    f"{name} đã được xoá từ trước và không còn gì trong {home}.", markup=False
                )
            return
        if not yes:
            _confirm(console, name, traces)
        with shown_steps(console) as steps:
            removal = remove_creator(Home(home), traces, steps)
    if as_json:
        print_json({**fields(removal), "already_forgotten": False})
        return
    lines = [
        f"Đã xoá {', '.join(removal.handles)}: {whole(removal.videos)} video cùng hồ sơ, lời "
        "thoại, nhãn, tệp âm thanh và mọi phiên bản cũ. Lần chạy sau sẽ bỏ qua tài khoản này.",
        f"Phiên bản hiện tại: {removal.version}."
        if removal.version
        else "Không còn video nào của ai khác: chưa có phiên bản nào để mở.",
    ]
    if removal.outside:
        lines.append(
            f"{whole(len(removal.outside))} tệp nguồn nằm ngoài thư mục làm việc còn giữ tài "
            f"khoản này và không bị đụng tới, ví dụ {removal.outside[0]}: hãy tự xoá."
        )
    if removal.left:
        lines.append(
            "Các tệp sau vẫn nhắc tới tài khoản này mà không viết lại được, hãy tự xoá: "
            + ", ".join(removal.left)
        )
    lines.append("Hãy tự xoá trong bản sao lưu, bộ nhớ đệm ngoài thư mục này, và tệp đã gửi đi.")
    output().print("\n".join(lines), markup=False)


def _confirm(console: Console, name: str, traces: Traces) -> None:
    """Goes on once the handle has been typed again.

    Raises:
        NotConfirmed: Where something else was, or nothing.
    """
    named = ", ".join(sorted(traces.handles))
    console.print(
        f"Sẽ xoá hẳn {named}: {whole(len(traces.video_ids))} video đã biết, mọi tệp của họ, và "
        "mọi phiên bản trước đây. Không lấy lại được.\nGõ lại tên tài khoản để xoá: ",
        markup=False,
        end="",
    )
    typed = sys.stdin.readline().strip().removeprefix("@")
    if typed.lower() != name:
        raise NotConfirmed(
            f"Chưa xoá gì: cần gõ đúng {name!r} để xác nhận, hoặc thêm --yes nếu chạy tự động."
        )

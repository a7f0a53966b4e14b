"""The files of a script, made of what the browser holds: it may have been edited since."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from dash_app.documents.script_docx import write_docx
from dash_app.documents.script_markdown import write_markdown
from dash_app.documents.script_reading import read_script
from dash_app.documents.script_xlsx import write_xlsx
from dash_app.documents.shooting_script import ShootingScript
from dash_app.pages import Export

_OFFICE: Final = "application/vnd.openxmlformats-officedocument"


def script_exports() -> tuple[Export, ...]:
    """Returns the exports of a page that holds a script, as its field `script`."""
    return (
        Export(
            "kich-ban.md",
            "text/markdown; charset=utf-8",
            lambda fields: write_markdown(_script(fields)).encode(),
        ),
        Export(
            "kich-ban.docx",
            f"{_OFFICE}.wordprocessingml.document",
            lambda fields: write_docx(_script(fields)),
        ),
        Export(
            "bang-quay.xlsx",
            f"{_OFFICE}.spreadsheetml.sheet",
            lambda fields: write_xlsx(_script(fields)),
        ),
    )


def _script(fields: Mapping[str, Any]) -> ShootingScript:
    script = fields.get("script")
    if not isinstance(script, Mapping):
        raise ValueError("Chưa có kịch bản để tải: hãy viết kịch bản trước.")
    return read_script(script)

"""What the workbook and the slides of a shortlist have in common."""

from __future__ import annotations

import re
import subprocess
import sys
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pptx
import pytest
from kol_reports import candidate, report, reports

from dash_app.documents.kol_pptx import write_pptx
from dash_app.documents.kol_report import KolReport
from dash_app.documents.kol_xlsx import write_xlsx

every_report = pytest.mark.parametrize("made", reports())
both = pytest.mark.parametrize("write", [write_pptx, write_xlsx])


@both
@every_report
def test_missing_values_are_dashes_and_broken_letters_are_gone(write: Any, made: KolReport) -> None:
    with ZipFile(BytesIO(write(made))) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xml")]
        content = "\n".join(archive.read(name).decode() for name in names)
    assert not re.search(r">\s*(nan|None|inf)\s*<", content, re.IGNORECASE)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202e]|_x0000_|_x000B_", content)


@both
@every_report
def test_the_same_report_gives_the_same_bytes(write: Any, made: KolReport) -> None:
    assert write(made) == write(made)


def test_a_server_loads_the_libraries_only_when_a_document_is_asked_for() -> None:
    loaded = (
        "import sys, dash_app.documents.kol_pptx, dash_app.documents.kol_xlsx; print(*sys.modules)"
    )
    modules = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, check=True
    )
    assert not {"pptx", "lxml", "xlsxwriter"} & set(modules.stdout.split())


def test_the_slides_name_the_document_and_nobody() -> None:
    content = write_pptx(report(candidate(0)))
    properties = pptx.Presentation(BytesIO(content)).core_properties
    assert properties.title == "Chọn KOL cho món bún mùa thu"
    assert properties.subject == "Danh sách KOL"
    assert properties.language == "vi-VN"
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    with ZipFile(BytesIO(content)) as archive:
        assert not any(b"python-pptx" in archive.read(name) for name in archive.namelist())
        assert not any("thumbnail" in name or "printer" in name for name in archive.namelist())


def test_the_workbook_names_the_document_and_nobody() -> None:
    with ZipFile(BytesIO(write_xlsx(report()))) as archive:
        properties = archive.read("docProps/core.xml").decode()
    assert "<dc:title>Chọn KOL cho món bún mùa thu</dc:title>" in properties
    assert "<dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy>" in properties

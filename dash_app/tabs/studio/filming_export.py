"""Gợi ý quay: what is saved of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from dash_app.documents.filming_docx import write_docx
from dash_app.documents.filming_markdown import write_markdown
from dash_app.documents.filming_report import read_report
from dash_app.documents.plain_text import plain
from dash_app.pages import Export, Reader
from dash_app.tabs.studio.filming_brief import Brief
from dash_app.tabs.studio.filming_contrasts import Contrast
from dash_app.tabs.studio.filming_data import Found
from dash_app.tabs.studio.filming_places import DOCX_NAME, MARKDOWN_NAME
from dash_app.tabs.studio.filming_sentences import (
    CAUSE,
    CRAFT_NOTE,
    JUDGING,
    KIND_RULE,
    RULE,
    VERDICTS,
    contrast_name,
    finding_lines,
    kind_sentence,
    middle_words,
    ratio_words,
    share_words,
)
from dash_app.words import day, decimal, short, whole
from llm.offline.filming import Craft

_LONGEST: Final = 200
EXPORTS: Final = (
    Export(
        MARKDOWN_NAME,
        "text/markdown; charset=utf-8",
        lambda fields: write_markdown(read_report(fields)),
    ),
    Export(
        DOCX_NAME,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        lambda fields: write_docx(read_report(fields)),
    ),
)


def report_fields(
    reader: Reader, brief: Brief, found: Found, craft: Sequence[Craft]
) -> dict[str, Any]:
    """Returns plain data for the files, without what a model writes: the browser adds that.

    `all` is for the page alone, where a table of so many rows would be slow as components.
    """
    return {
        "title": f"Gợi ý quay: {brief.kind.videos}",
        "description": brief.description,
        "made_on": day(reader.today),
        "synthetic": bool(reader.snapshot.manifest.synthetic),
        "facts": [
            f"{whole(found.n)} {brief.kind.videos} của {whole(found.creators)} TikToker, trong đó "
            f"{whole(found.outliers)} video nổi bật của {whole(found.outlier_creators)} TikToker.",
            kind_sentence(found),
        ],
        "findings": [each.text for each in finding_lines(found)],
        "usual_titles": ["Đặc điểm", "Video nổi bật", "Video còn lại", "Gấp (lần)", "Kết luận"],
        "usual": [_row(each) for each in found.usual],
        "all": [_row(each) for each in found.contrasts],
        "middles_titles": ["Số đo", "Video nổi bật", "Video còn lại"],
        "middles": [
            [each.name, middle_words(each, each.outliers), middle_words(each, each.others)]
            for each in found.middles
        ],
        "best": [
            [
                f"@{row['creator']}: gấp {decimal(row['outlier_ratio'])} lần mức thường của kênh, "
                f"{short(row['plays'])} lượt xem, {day(row['posted_date'])}. "
                f"{plain(row['caption'], _LONGEST)}",
                row["url"],
            ]
            for row in found.best
        ],
        "craft_titles": ["Về", "Nên làm"],
        "craft": [[each.aspect, each.advice] for each in craft],
        "craft_note": CRAFT_NOTE,
        "method": [f"{each}." for each in (RULE, KIND_RULE, *JUDGING)] + [CAUSE],
    }


def _row(contrast: Contrast) -> list[str]:
    return [
        contrast_name(contrast),
        share_words(contrast.share),
        share_words(contrast.other),
        ratio_words(contrast),
        VERDICTS[contrast.verdict],
    ]

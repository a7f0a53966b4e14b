"""A table that is read from the server page by page, and loaded when it comes into sight.

The grid's library weighs more than all charts of a page, so a page carries only a slot: when it is
scrolled near, `assets/js/grids.js` fetches the library and asks for the grid.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import dash_ag_grid as dag
from dash import Dash, Input, Output, State, dcc, html
from dash.exceptions import PreventUpdate

from dash_app.pages import Grid, GridColumn, Page, Reader, open_reader
from dash_app.services import Services
from dash_app.view import read_view

PAGE_ROWS: Final = 15
_ROW_PIXELS: Final = 40
_MOST_OFFSET: Final = 1_000_000
_WORDS: Final = {
    "page": "Trang",
    "to": "đến",
    "of": "trong",
    "nextPage": "Trang sau",
    "lastPage": "Trang cuối",
    "firstPage": "Trang đầu",
    "previousPage": "Trang trước",
    "loadingOoo": "Đang tải…",
    "noRowsToShow": "Không có dòng nào khớp với bộ lọc",
    "ariaPageSizeSelectorLabel": "Số dòng mỗi trang",
    "pageSizeSelectorLabel": "Số dòng:",
    "more": "thêm",
    "thousandSeparator": ".",
    "decimalSeparator": ",",
}


def build_slot(grid: Grid) -> html.Div:
    """Returns the place that the grid comes to."""
    return html.Div(
        [
            dcc.Store(id=f"{grid.key}-wanted"),
            html.Div(
                html.Div("Đang tải bảng…", className="grid-loading"),
                id=f"{grid.key}-slot",
                className="grid-slot",
                **{"data-grid": grid.key},
            ),
        ]
    )


def build_grid(grid: Grid) -> dag.AgGrid:
    """Returns the grid; its rows come from the server."""
    return dag.AgGrid(
        id=grid.key,
        columnDefs=[_column(column) for column in grid.columns],
        defaultColDef={"resizable": True, "sortable": True, "suppressMovable": True},
        rowModelType="infinite",
        columnSize=None,
        className="grid",
        style={"height": f"{_ROW_PIXELS * (PAGE_ROWS + 2) + 34}px"},
        dashGridOptions={
            "pagination": True,
            "paginationPageSize": PAGE_ROWS,
            "paginationPageSizeSelector": False,
            "cacheBlockSize": PAGE_ROWS,
            "maxBlocksInCache": 5,
            "rowHeight": _ROW_PIXELS,
            "localeText": _WORDS,
            "enableCellTextSelection": True,
        },
    )


def register_grid(app: Dash, grid: Grid, page: Page, services: Services) -> None:
    """Registers what brings the grid and its rows."""

    @app.callback(
        Output(f"{grid.key}-slot", "children"),
        Input(f"{grid.key}-wanted", "data"),
        prevent_initial_call=True,
    )
    def update_slot(wanted: bool | None) -> Any:
        if not wanted:
            raise PreventUpdate
        return build_grid(grid)

    @app.callback(
        Output(grid.key, "getRowsResponse"),
        Input(grid.key, "getRowsRequest"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def update_rows(request: dict[str, Any] | None, search: str | None) -> dict[str, Any]:
        if not request:
            raise PreventUpdate
        view = read_view(page.controls, search)
        return read_rows(grid, open_reader(services.store.snapshot(), view), request)


def read_rows(grid: Grid, reader: Reader, request: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the rows that a grid asks for, and how many there are in all.

    Args:
        grid: Which one.
        reader: Of the view.
        request: `startRow` and `sortModel` as AG Grid sends them; what cannot be is passed over.
    """
    order, descending = _order(grid, request.get("sortModel")) or (grid.order(reader), True)
    start = request.get("startRow")
    offset = min(max(start, 0), _MOST_OFFSET) if isinstance(start, int) else 0
    rows = grid.rows(reader, order, descending, offset, PAGE_ROWS)
    return {
        "rowData": [
            {column.field: column.write(row[column.field]) for column in grid.columns}
            for row in rows
        ],
        "rowCount": grid.count(reader),
    }


def _order(grid: Grid, model: Any) -> tuple[str, bool] | None:
    """Returns the column that the user ordered by and whether it descends; None without one."""
    sortable = [column.field for column in grid.columns if column.sortable]
    for each in model if isinstance(model, list) else []:
        if isinstance(each, dict) and each.get("colId") in sortable:
            return str(each["colId"]), each.get("sort") == "desc"
    return None


def _column(column: GridColumn) -> dict[str, Any]:
    definition: dict[str, Any] = {
        "field": column.field,
        "headerName": column.title,
        "width": column.width,
        "sortable": column.sortable,
        "tooltipField": None if column.link else column.field,
    }
    if column.flex:
        definition |= {"flex": column.flex, "minWidth": column.width}
    if column.number:
        definition["type"] = "rightAligned"
    if column.link:
        definition["cellRenderer"] = "VideoLink"
    if column.creator:
        definition["cellRenderer"] = "CreatorLink"
    return definition

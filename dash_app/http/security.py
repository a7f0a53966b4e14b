"""What the server refuses, and the headers that make a browser refuse more."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

import flask
from dash import Dash
from dash.exceptions import DependencyException, InvalidResourceError
from werkzeug.exceptions import BadRequest, HTTPException

from dash_app.errors import NoData

MOST_BODY_BYTES: Final = 512 * 1024
_CALLBACK: Final = "/_dash-update-component"
# By property: what a browser can send as its value, besides nothing.
_TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    "pathname": (str,),
    "search": (str,),
    "search_value": (str,),
    "value": (str, list),
    "getRowsRequest": (dict,),
}


def register_security(app: Dash) -> None:
    """Adds headers, a limit on request bodies, and 400 for callbacks that do not exist.

    Call it after all callbacks are registered: the script policy holds the hashes of inline ones.
    """
    server: flask.Flask = app.server
    server.config["MAX_CONTENT_LENGTH"] = MOST_BODY_BYTES
    policy = _policy(app.csp_hashes())

    @server.before_request
    def refuse_unknown_callbacks() -> None:
        if flask.request.path == _CALLBACK and flask.request.method == "POST":
            _check_callback(app, _body())

    @server.after_request
    def add_headers(answer: flask.Response) -> flask.Response:
        answer.headers["Content-Security-Policy"] = policy
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["X-Frame-Options"] = "SAMEORIGIN"
        answer.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
        answer.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        if flask.request.is_secure:
            answer.headers["Strict-Transport-Security"] = "max-age=31536000"
        return answer


def _policy(script_hashes: Any) -> str:
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {' '.join(script_hashes)}",
            # Plotly, React and the grid set styles from scripts.
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


def _body() -> Any:
    try:
        return flask.request.get_json()
    except RecursionError as error:
        raise BadRequest("nested too deeply") from error


def _check_callback(app: Dash, body: Any) -> None:
    """Refuses what no page of ours would send.

    Raises:
        BadRequest: Where the body has another shape, or names a callback that does not exist.
    """
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        raise BadRequest("not a callback request")
    callback = app.callback_map.get(body["output"])
    if callback is None or "callback" not in callback:
        raise BadRequest("no such callback")
    changed = body.get("changedPropIds")
    if not isinstance(changed, list) or not all(isinstance(each, str) for each in changed):
        raise BadRequest("not a callback request")
    outputs = callback["output"]
    is_single = not isinstance(outputs, list)
    sent = [body.get("outputs")] if is_single else body.get("outputs")
    expected = [
        (each.component_id, each.component_property) for each in ([outputs] * is_single or outputs)
    ]
    _check_parts(sent, expected)
    for part in ("inputs", "state"):
        _check_parts(
            body.get(part, []), [(each["id"], each["property"]) for each in callback[part]]
        )


def _check_parts(sent: Any, expected: Sequence[tuple[Any, str]]) -> None:
    """Refuses other ids, properties and types of values than a callback has.

    Raises:
        BadRequest: Where they differ.
    """
    if not isinstance(sent, list) or len(sent) != len(expected):
        raise BadRequest("other arguments than the callback has")
    for part, (name, prop) in zip(sent, expected, strict=True):
        if not isinstance(part, dict) or _name(part.get("id")) != _name(name):
            raise BadRequest("another component than the callback has")
        # Outputs that several callbacks share have a mark behind the property.
        if str(part.get("property")).partition("@")[0] != prop.partition("@")[0]:
            raise BadRequest("another property than the callback has")
        if not _fits(part.get("value"), prop):
            raise BadRequest("a value of another type")


def _name(component: Any) -> str:
    """Returns an id as text, the same for a pattern and for the text that Dash makes of it."""
    if isinstance(component, dict):
        return json.dumps(component, sort_keys=True, separators=(",", ":"))
    return str(component)


def _fits(value: Any, prop: str) -> bool:
    if value is None:
        return True
    if isinstance(value, list):
        return prop not in _TYPES or (
            list in _TYPES[prop] and all(isinstance(each, str) for each in value)
        )
    return isinstance(value, _TYPES.get(prop, object))


def register_errors(server: flask.Flask) -> None:
    """Answers errors with a short Vietnamese sentence; the detail goes to the log."""

    def told(code: int) -> tuple[str, int, dict[str, str]]:
        return _SENTENCES.get(code, "Yêu cầu không thực hiện được."), code, PLAIN

    @server.errorhandler(HTTPException)
    def tell(error: HTTPException) -> tuple[str, int, dict[str, str]]:
        return told(error.code or 500)

    @server.errorhandler(NoData)
    def tell_no_data(_: NoData) -> tuple[str, int, dict[str, str]]:
        return told(503)

    # So Dash calls an unknown script; its own words name all paths of the server.
    @server.errorhandler(DependencyException)
    @server.errorhandler(InvalidResourceError)
    def tell_no_script(_: Exception) -> tuple[str, int, dict[str, str]]:
        return told(404)

    @server.errorhandler(Exception)
    def tell_failure(error: Exception) -> tuple[str, int, dict[str, str]]:
        server.logger.exception("request failed", exc_info=error)
        return "Máy chủ gặp lỗi khi trả lời. Lỗi đã được ghi lại.", 500, PLAIN


PLAIN: Final = {"Content-Type": "text/plain; charset=utf-8"}
_SENTENCES: Final = {
    400: "Yêu cầu không đúng dạng.",
    403: "Yêu cầu từ trang khác bị từ chối.",
    404: "Không có địa chỉ này.",
    405: "Cách gọi này không được phép.",
    413: "Yêu cầu quá lớn.",
    415: "Yêu cầu phải là JSON.",
    503: "Chưa có dữ liệu để trả lời.",
}

"""What the server refuses, and the headers that make a browser refuse more."""

from __future__ import annotations

from typing import Any, Final

import flask
from dash import Dash
from werkzeug.exceptions import BadRequest, HTTPException

MOST_BODY_BYTES: Final = 512 * 1024
_CALLBACK: Final = "/_dash-update-component"


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
    if not isinstance(body, dict):
        raise BadRequest("not a callback request")
    shapes = {"output": str, "inputs": list, "changedPropIds": list}
    if not all(isinstance(body.get(name), kind) for name, kind in shapes.items()):
        raise BadRequest("not a callback request")
    callback = app.callback_map.get(body["output"])
    if callback is None:
        raise BadRequest("no such callback")
    for part in ("inputs", "state"):
        sent = body.get(part) or []
        if not isinstance(sent, list) or len(sent) != len(callback[part]):
            raise BadRequest("other arguments than the callback has")
        if not all(isinstance(each, dict | list) for each in sent):
            raise BadRequest("arguments of another shape")


def register_errors(server: flask.Flask) -> None:
    """Answers errors with a short Vietnamese sentence; the detail goes to the log."""

    @server.errorhandler(HTTPException)
    def tell(error: HTTPException) -> tuple[str, int, dict[str, str]]:
        code = error.code or 500
        return _SENTENCES.get(code, "Yêu cầu không thực hiện được."), code, _PLAIN

    @server.errorhandler(Exception)
    def tell_failure(error: Exception) -> tuple[str, int, dict[str, str]]:
        server.logger.exception("request failed", exc_info=error)
        return "Máy chủ gặp lỗi khi trả lời. Lỗi đã được ghi lại.", 500, _PLAIN


_PLAIN: Final = {"Content-Type": "text/plain; charset=utf-8"}
_SENTENCES: Final = {
    400: "Yêu cầu không đúng dạng.",
    404: "Không có địa chỉ này.",
    405: "Cách gọi này không được phép.",
    413: "Yêu cầu quá lớn.",
    415: "Yêu cầu phải là JSON.",
    503: "Chưa có dữ liệu để trả lời.",
}

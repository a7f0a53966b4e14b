"""`python -m dash_app`: the dashboard on this machine, served as in production."""

from __future__ import annotations

import os
import socket
import sys

from dash_app.errors import BadSetting, DashboardError
from dash_app.settings import Settings


def main() -> int:
    """Starts gunicorn in place of this process.

    Returns:
        2 where the settings cannot be used.
    """
    try:
        settings = Settings.from_env(os.environ)
        _check_port(settings)
    except DashboardError as error:
        print(f"Lỗi: {error}", file=sys.stderr)  # noqa: T201 (what a command line is for)
        return 2
    print(  # noqa: T201
        f"Bảng phân tích: http://{settings.host}:{settings.port} (Ctrl-C để dừng)", file=sys.stderr
    )
    os.environ |= {"HOST": settings.host, "PORT": str(settings.port)}
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "dash_app.wsgi:server"])


def _check_port(settings: Settings) -> None:
    """Finds out whether the address is free.

    Raises:
        BadSetting: Where another program listens there, or the address is not of this machine.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise BadSetting(
                f"Không mở được {settings.host}:{settings.port}. Có thể một "
                f"chương trình khác đang dùng cổng này: đặt PORT={settings.port + 1} rồi chạy lại."
            ) from error


if __name__ == "__main__":
    sys.exit(main())

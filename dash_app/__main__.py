"""`python -m dash_app`: the dashboard on this machine, served as in production."""

from __future__ import annotations

import os
import sys

from dash_app.errors import DashboardError
from dash_app.settings import Settings


def main() -> int:
    """Starts gunicorn in place of this process.

    Returns:
        2 where the settings cannot be used.
    """
    try:
        settings = Settings.from_env(os.environ)
    except DashboardError as error:
        print(f"Lỗi: {error}", file=sys.stderr)  # noqa: T201 (what a command line is for)
        return 2
    print(f"Bảng phân tích: http://{settings.host}:{settings.port}", file=sys.stderr)  # noqa: T201
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "dash_app.wsgi:server"])


if __name__ == "__main__":
    sys.exit(main())

"""How gunicorn serves the dashboard: read by every `gunicorn dash_app.wsgi:server` here.

Two workers of six threads with the app loaded before the fork: the heavy imports are shared, and
no worker answers before all bundles are known. Data are opened by each worker for itself.
"""

import os
import sys

from dash_app.errors import BadSetting
from dash_app.http.request_log import JsonLines
from dash_app.http.streams import STREAMS_A_WORKER
from dash_app.settings import Settings
from llm.opening import load_libraries

try:
    _settings = Settings.from_env(os.environ)
except BadSetting as error:
    sys.exit(f"Lỗi: {error}")

_host = f"[{_settings.host}]" if ":" in _settings.host else _settings.host
bind = f"{_host}:{_settings.port}"
workers = _settings.workers
worker_class = "gthread"
# Four for pages, and two for streams, each of which keeps its thread while a model writes.
threads = 4 + STREAMS_A_WORKER
preload_app = True
control_socket_disable = True
timeout = 60
graceful_timeout = 20
keepalive = 30
# A worker is renewed now and then; the jitter keeps both from doing so at once.
max_requests = 20_000
max_requests_jitter = 2_000
limit_request_line = 8190
accesslog = None
loglevel = "warning"
# What gunicorn says of its workers stands in the same JSON lines as the requests.
logconfig_dict = {
    "formatters": {"json": {"()": JsonLines}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"level": "WARNING", "handlers": ["stderr"]},
    "loggers": {"gunicorn.error": {"level": "WARNING", "propagate": True}},
}


def when_ready(_: object) -> None:
    """Loads what asks language models, where there is one, before the workers are forked.

    They share it then, and the first question of each waits two or three seconds less.
    """
    load_libraries(_settings.models)

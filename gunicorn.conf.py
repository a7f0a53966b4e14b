"""How gunicorn serves the dashboard: read by every `gunicorn dash_app.wsgi:server` here.

Two workers of four threads with the app loaded before the fork: the heavy imports are shared, and
no worker answers before all bundles are known. Data are opened by each worker for itself.
"""

import os

# A hosting platform names the port and expects every address; at home only this machine is served.
_host = os.environ.get("HOST") or ("0.0.0.0" if os.environ.get("PORT") else "127.0.0.1")
bind = f"{_host}:{os.environ.get('PORT') or 8050}"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
worker_class = "gthread"
threads = 4
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
errorlog = "-"
loglevel = "warning"

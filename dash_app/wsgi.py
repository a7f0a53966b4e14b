"""The WSGI application that gunicorn serves."""

from __future__ import annotations

import os

from dash_app.app import create_app
from dash_app.settings import Settings

server = create_app(Settings.from_env(os.environ)).server

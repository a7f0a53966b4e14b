"""What the server adds around Dash: headers, logs, health, downloads, compressed bundles."""

"""The dashboard: everything between a published version and a browser."""

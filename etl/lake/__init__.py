"""Landed snapshots: append-only parquet, one folder a landing, committed by one rename."""

"""Ibis `Table -> Table` functions from landed snapshots to datasets, the same on any engine."""

"""Alerts: what changed lately that someone should look at, judged from small tables of counts."""

"""The tab Kịch bản: what to say and how to begin."""

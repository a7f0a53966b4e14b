"""The sentences under a chart, computed from its frame: facts first, no model needed."""

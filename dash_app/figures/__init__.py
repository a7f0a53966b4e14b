"""DataFrame in, figure out: plain dicts, one file a chart shape, empty frames handled."""

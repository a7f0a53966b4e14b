"""Builds `assets/vendor` from pinned npm packages: `python -m assets.build`."""

"""The tab Xu hướng: what changes over weeks."""

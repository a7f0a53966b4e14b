"""The tab Video: what goes with more plays and more engagement."""

"""The engine in this repository: published generations of column files."""

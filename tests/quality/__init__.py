"""How good the analysis is, measured on the gold sets: make quality. Nothing here is a test."""

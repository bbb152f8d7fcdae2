"""`make bench` and `make bench-serve`: the engine measured beside its peers, in one run."""

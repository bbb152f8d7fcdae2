"""From files to a published generation: read, analyse, deduplicate, merge, verify, publish."""

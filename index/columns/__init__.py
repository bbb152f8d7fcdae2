"""The columns of a segment: terms, postings, values and texts as mapped arrays."""

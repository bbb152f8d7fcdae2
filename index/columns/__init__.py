"""The Whoosh codec of the archive: a segment's terms, postings, values and texts as mapped columns."""

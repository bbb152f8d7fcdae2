"""A Whoosh codec over the columns, so that whoosh.index.open_dir opens any generation; nothing else reads by it."""

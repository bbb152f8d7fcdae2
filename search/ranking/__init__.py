"""The best documents of one segment, by arrays: BM25F with block-max pruning."""

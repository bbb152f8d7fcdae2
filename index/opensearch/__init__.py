"""Publishing to an OpenSearch cluster: a copy of the index that many machines can search."""

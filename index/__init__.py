"""Text becomes an index: readers → analysis → a published, immutable generation."""

"""Where a shown text matched, and which passages of it to show."""

"""A question becomes a ranked page."""

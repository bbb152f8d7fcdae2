"""A question becomes a ranked page: query → variants → matching → snippets."""

"""The interfaces: web pages, the JSON endpoint and the command line."""

"""The doors people come in by: web pages, the JSON endpoint and the command line."""

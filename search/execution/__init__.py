"""From a question to a response, over a snapshot of any engine."""

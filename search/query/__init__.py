"""From the text of a query to clauses that any engine can match."""

"""The engine for archives that outgrow one machine: the articles are in an OpenSearch cluster, the words here."""

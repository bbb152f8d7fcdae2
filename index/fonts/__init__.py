"""Text typed for fonts that only look Hindi: Latin letters become the Devanagari that was meant."""

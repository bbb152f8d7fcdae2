"""The words of an archive: terms, spellings, document counts, sounds and inflections."""

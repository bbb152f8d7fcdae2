"""Values that every engine and every interface share. No numpy, no index files, no interface texts."""

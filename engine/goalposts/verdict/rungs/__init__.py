"""The designs of the ladder, one module each."""

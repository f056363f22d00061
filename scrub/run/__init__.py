"""A run over many files: judged, scrubbed by many processes, written whole or not at all, accounted for."""

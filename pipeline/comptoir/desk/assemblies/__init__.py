"""General meetings: convened in time, held with their quorum, written down, declared."""

"""JRN: entries, FEC, the recording of payments."""

"""CTC, SEC: personal data and secrets where they should not be."""

"""CKI: trackers and calls to third parties."""

"""MLG: e-mails, letters, text messages."""

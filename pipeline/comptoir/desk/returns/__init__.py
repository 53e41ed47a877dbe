"""What comes back from what we send, by e-mail and by post."""

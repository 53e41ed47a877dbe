"""What the desk does of a request: take it down, hand it over, answer it, close it."""

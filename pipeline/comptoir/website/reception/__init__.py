"""What takes in the public forms: it can write, and never read again what it wrote."""

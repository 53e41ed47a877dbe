"""A small vector painter over Pillow, and the pictures of the example organisation."""

"""What one build leaves for the next: how files stood, what was read, what each page depends on."""

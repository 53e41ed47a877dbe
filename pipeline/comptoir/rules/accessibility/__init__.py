"""ACC: what a program can see of accessibility (RGAA 4.1)."""

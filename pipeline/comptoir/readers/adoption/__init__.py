"""Read a site made with something else."""

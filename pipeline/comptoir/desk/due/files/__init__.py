"""Sources that read the files of the project alone: a clone without a base has them."""

"""`python -m comptoir`."""

from comptoir.cli.start import main

main()

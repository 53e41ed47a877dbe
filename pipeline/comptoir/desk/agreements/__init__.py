"""The register of contracts: make, sign, end."""

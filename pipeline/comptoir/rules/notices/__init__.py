"""MEN: legal notices of a site."""

"""Memberships: calls to renew, and cards."""

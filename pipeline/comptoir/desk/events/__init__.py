"""Events of the agenda: prepared backwards, filled within their capacity, reckoned afterwards."""

"""What people do: load, decide, write once, report. One module a noun."""

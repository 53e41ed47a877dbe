"""IMG: authors, licences, people shown."""

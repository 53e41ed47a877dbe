"""SEO: addresses, links, what search engines read."""

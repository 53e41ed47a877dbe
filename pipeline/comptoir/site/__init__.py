"""What is published: source pages, images and their releases, built pages, links."""

"""The website: source pages made into a folder of HTML by Pelican, our theme and our plugins."""

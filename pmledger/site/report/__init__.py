"""Reports about one project: on the site, as one file, as Markdown."""

"""Norwegian words, dates and tags for intake's pages; no HTML."""

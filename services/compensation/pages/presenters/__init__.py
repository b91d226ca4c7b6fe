"""Norwegian words, dates and tags for compensation's pages; no HTML."""

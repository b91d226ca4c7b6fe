"""Norwegian words, names and tags for governance's pages; no HTML."""

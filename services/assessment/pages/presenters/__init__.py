"""What is known of an assessment, as the pages show it: Norwegian words, no HTML."""

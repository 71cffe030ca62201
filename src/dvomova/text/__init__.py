"""What is known of text itself: inline codes, similarity, languages, Ukrainian."""

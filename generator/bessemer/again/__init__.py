"""A run after a small change of the document: what is remembered of the last one, and what must be made again."""

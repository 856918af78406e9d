"""Turn the words of a document and a config into names: split, case, and keep them apart within a scope."""

"""Make a config for a document that has none: plain data in the format of stainless.yml, read like any other."""

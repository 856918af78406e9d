"""The intermediate representation: what an API is, in words of no language."""

"""Read the bodies that are a sequence of values, as they arrive."""

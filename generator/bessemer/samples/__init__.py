"""Make sample values and wire vectors from the IR: what goes out, what comes back, for tests and reference pages."""

"""Text to plain data, and where each value was written. A leaf: imports nothing of ours."""

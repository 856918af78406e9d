"""The public surface of an SDK as data: what changed between two generations, and how much that matters."""

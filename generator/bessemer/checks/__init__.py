"""Look at the finished IR for what would surprise its users, whatever the target."""

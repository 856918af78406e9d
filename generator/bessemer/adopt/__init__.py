"""Take over an SDK that another generator made: what lies there, the config that it would have, what would change."""

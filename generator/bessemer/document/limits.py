"""How much of a file is read before it is refused."""

from __future__ import annotations

# Measured worst cases behind these: libyaml dies at a nesting of 30,000; 432 bytes of aliases stand for
# 490 million nodes; 1,012 bytes of merge keys take 65 s. Real documents stay far below every one.
BYTES = 64 * 1024 * 1024
DEPTH = 100
NODES = 5_000_000
MERGE_COPIES = 1_000_000
STRING = 8 * 1024 * 1024
INTEGER_DIGITS = 4_000

# Duplicate keys reported for one file; more are a sign of a file pasted together.
DUPLICATES = 100

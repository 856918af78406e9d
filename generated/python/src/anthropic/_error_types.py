# Made by Bessemer from a description of the API. Edits are kept when it is made again.
"""The types of error bodies: `module:Class` by status, for the endpoints that have the same."""

from typing import Dict, Tuple

ERRORS: Tuple[Tuple[Tuple[str, ...], Dict[str, str]], ...] = ()

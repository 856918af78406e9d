"""Run the program as `python -m bessemer`."""

import sys

from bessemer.cli import main

sys.exit(main())

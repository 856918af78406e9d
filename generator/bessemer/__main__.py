"""Run the program as `python -m bessemer`."""

from bessemer.cli import program

program()

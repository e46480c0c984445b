"""`python -m isdata`: the command line."""

import sys

from isdata.cli import run

if __name__ == "__main__":
    sys.exit(run())

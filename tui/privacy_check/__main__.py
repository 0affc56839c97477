"""`python -m privacy_check` is the command `privacy-check`."""

import sys

from privacy_check.cli.fast_due import main

sys.exit(main())

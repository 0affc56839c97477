"""`python -m privacy_check` is the command `privacy-check`."""

import sys

from privacy_check.door import main

sys.exit(main())

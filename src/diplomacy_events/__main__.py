"""Run the command line: ``python -m diplomacy_events``."""

import sys

from diplomacy_events.cli import main

sys.exit(main())

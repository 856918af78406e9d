"""Let the runtime's tests run where they lie; an SDK is installed instead, so this file is not shipped."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

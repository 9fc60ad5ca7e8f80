"""The built-in service of collecting what is ready, as far as screens have to know it apart from others."""

from typing import Final

COLLECTION: Final = "pengambilan"
"""Its id, which no file of a pack may have."""

SCAN: Final = "resi"
"""The step that is done once a receipt was scanned."""

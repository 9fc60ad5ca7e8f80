"""The folders that come with the program: the sample pack and the themes."""

from pathlib import Path
from typing import Literal

import kiosk


def resource_folder(name: Literal["sops", "themes"]) -> Path:
    """Return the folder *name* of the installed package, or beside it in the checkout; or raise `FileNotFoundError`."""
    package = Path(kiosk.__file__).parent
    for folder in (package / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"{name}/ is missing from this installation, {package}")

import pytest
from feed.server import Serve, serve_script


@pytest.fixture
def serve() -> Serve:
    """Start a server that answers by a script."""
    return serve_script

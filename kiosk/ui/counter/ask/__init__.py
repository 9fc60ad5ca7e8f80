"""Questions that some keys ask before they act: what came of it, which reason, which number."""

"""Whether the pages that a curriculum names are still there."""

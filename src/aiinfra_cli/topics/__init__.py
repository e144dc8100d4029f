"""The longer path beside the four weeks: what is ready, what to read, where to meet."""

"""Results of serving benchmarks: read, judged, compared, shown."""

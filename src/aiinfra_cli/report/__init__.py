"""Reports: computed once, as values; printed by one file for each format."""

"""Pure arithmetic over records and dates: no clock, no store."""

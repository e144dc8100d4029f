"""The map of the field: what there is, where it stands, what was studied of it."""

"""The room of the goal chart."""

"""Tests of the longer path, the reading list and the events."""

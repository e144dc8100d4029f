"""Tests of the report: what it says, and how each format says it."""

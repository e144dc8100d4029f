"""Tests: through the real entry, on real files, each with a home of its own."""

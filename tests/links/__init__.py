"""Tests of the room `links`."""

"""Tests of the room `landscape` and of the entries that it draws."""

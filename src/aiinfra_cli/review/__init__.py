"""Recall cards, kept by spaced repetition. Values in, values out."""

"""The room of recall cards."""

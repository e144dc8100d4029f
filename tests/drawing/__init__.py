"""What pictures share is right."""

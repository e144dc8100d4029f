"""What proves that hands-on work was done."""

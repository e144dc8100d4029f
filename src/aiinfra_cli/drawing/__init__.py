"""What pictures share: colours, the width of text, pieces of SVG."""

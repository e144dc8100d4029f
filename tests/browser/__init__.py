"""Pages and diagrams, held against real programs: Chromium, axe-core, mermaid."""

"""The goal chart: what is practised, how often, and how strong it has become."""

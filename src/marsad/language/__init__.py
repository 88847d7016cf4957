"""Languages: one folder each; Arabic is the first."""

"""Sources: what users have becomes reports."""

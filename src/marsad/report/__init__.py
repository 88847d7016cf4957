"""Reports for people: the table in a terminal and the page in a browser."""

"""The pages, a module each: what is asked, what is shown of it."""

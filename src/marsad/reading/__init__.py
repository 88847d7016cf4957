"""Reading: a report's text becomes claims. Mentions and phrases, clauses, frames, attribution, assembly."""

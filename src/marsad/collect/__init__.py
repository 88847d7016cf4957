"""Collecting: sources are read and kept in a store."""

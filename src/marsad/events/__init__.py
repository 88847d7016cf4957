"""Events: claims on one occurrence, and where they contradict each other."""

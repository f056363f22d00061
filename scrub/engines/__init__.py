"""Who does the work of a run: this process, several, a cluster. What is written does not depend on it."""

"""Links that no longer lead where they led."""

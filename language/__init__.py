"""The words of the field: names, days and uses, each found by one piece of code. Pure."""

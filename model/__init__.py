"""The words all rooms speak: frozen values, standard library only, no clock and no I/O."""

"""Programme theory against observed: a grid of tracers by sites, and one of its cells."""

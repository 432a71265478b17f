"""Pictures for reports: the theory map, what is held tracer by site, coding over time, codes that occur together."""

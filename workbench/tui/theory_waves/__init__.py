"""Repeat interviews: what was said in each wave, side by side."""

"""Suggestions: theme tags and likely causal claims, with reasons and measured precision. Pure; it codes nothing."""

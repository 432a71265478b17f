"""Sources: reading files into texts, speaker turns, revisions, manifests, and finding quotes in texts."""

"""A team whose members work apart: merging copies of a study, and deciding what both did differently."""

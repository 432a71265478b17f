"""Questions to an open study, answered with the values of `model.views`. Reading only; a file a family."""

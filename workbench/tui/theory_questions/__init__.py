"""Research questions, interview guides and demi-regularities on screen."""

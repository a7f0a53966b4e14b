"""Labels that are learned on this machine from those that a model gave."""

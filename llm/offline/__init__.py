"""What is done without a model, from rules and data alone."""

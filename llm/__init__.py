"""Language models behind one small interface, and what is done without any."""

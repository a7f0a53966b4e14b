"""The pages that say where the numbers come from and how they are made."""

"""Removes one creator from everything below a home, and keeps them from coming back."""

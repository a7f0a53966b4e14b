"""What a language model is asked about videos, and how its answers become files of the input."""

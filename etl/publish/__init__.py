"""Published versions of the datasets: complete or absent, and one of them current."""

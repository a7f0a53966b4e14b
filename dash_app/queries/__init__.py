"""Questions to the datasets: Ibis expressions, `Tables -> ibis.Table`, lazy and without filters."""

"""Comments of a language model under charts, held to the numbers of their chart."""

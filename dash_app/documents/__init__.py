"""Files for a client: a value of one of its reports in, the bytes of the file out."""

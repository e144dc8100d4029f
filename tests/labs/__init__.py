"""What looks outside: processes, clusters, web servers, all of them real."""

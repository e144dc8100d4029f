"""`aiinfra check`, in front of files, stand-ins for programs, and terminals."""

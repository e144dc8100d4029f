"""What the program must withstand: kills, full disks, odd input, damaged files."""

"""What audit's pages show: data in, view data out."""

"""What ./agency calls. Standard library only, but for the parts that run inside the environment."""

"""What several commands share; beside this folder lie the commands."""

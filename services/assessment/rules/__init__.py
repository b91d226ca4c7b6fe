"""What must hold for an assessment, and the diagnosis and the route that follow from it. Pure."""

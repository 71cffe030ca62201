"""Values of YAML and TOML with the places where they are written."""

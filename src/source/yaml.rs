//! Reads YAML.

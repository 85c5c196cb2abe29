"""Tests of cnn_core that are no comparison with torch over random settings."""

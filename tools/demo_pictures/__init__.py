"""The demo agency's pictures, drawn from code: no photograph, no third-party artwork."""

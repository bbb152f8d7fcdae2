"""The JSON endpoint below /api/v1/ and its OpenAPI document."""

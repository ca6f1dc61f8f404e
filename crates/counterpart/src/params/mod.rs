//! OpenAPI parameters in every style, both directions.

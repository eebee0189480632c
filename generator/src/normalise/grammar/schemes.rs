//! What each type of security scheme has for itself.

/// The keys that a security scheme of a type must have, and no other type has (OpenAPI 3.0.3, "Security Scheme
/// Object").
pub(in super::super) const KEYS_OF_SCHEMES: &[(&str, &[&str])] = &[
    ("apiKey", &["name", "in"]),
    ("http", &["scheme"]),
    ("oauth2", &["flows"]),
    ("openIdConnect", &["openIdConnectUrl"]),
];

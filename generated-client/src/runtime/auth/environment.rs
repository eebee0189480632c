//! Credentials from environment variables.

use std::env::{self, VarError};

use crate::{Error, Result};

/// The text of a variable that must be there.
///
/// # Errors
///
/// It is not set, empty, or no text; the kind is auth.
pub(super) fn variable(name: &str) -> Result<String> {
    match env::var(name) {
        Ok(text) if !text.is_empty() => Ok(text),
        Ok(_) => Err(Error::auth(format!("environment variable `{name}` is empty"))),
        Err(VarError::NotPresent) => Err(Error::auth(format!("environment variable `{name}` is not set"))),
        // The value stays out: it may be a secret.
        Err(VarError::NotUnicode(_)) => Err(Error::auth(format!("environment variable `{name}` is no text"))),
    }
}

//! Bytes inside JSON: `format: byte`.

use base64::Engine;
use base64::alphabet;
use base64::engine::general_purpose::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::{Error, Result};

/// Bytes in base64 (RFC 4648 section 4), kept as the text they came as.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Base64(String);

/// Padding may be missing when read.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

impl Base64 {
    pub(super) fn from_text(text: String) -> Self {
        Self(text)
    }

    /// Encodes bytes.
    pub fn from_bytes(bytes: impl AsRef<[u8]>) -> Self {
        Self(STANDARD.encode(bytes))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The bytes, decoded now.
    ///
    /// # Errors
    ///
    /// The text is no base64; the error is of the kind decode.
    pub fn decode(&self) -> Result<Vec<u8>> {
        LENIENT.decode(&self.0).map_err(|error| Error::decode("not base64").because(error))
    }
}

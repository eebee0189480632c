//! TLS for reqwest: which servers are trusted, and which refusals are for good.

use reqwest::ClientBuilder;

use crate::{Error, Result};

/// rustls with ring, given to reqwest ready-made: its own choice would need aws-lc, or a provider for the whole
/// process.
#[cfg(feature = "rustls")]
pub(super) fn tls(root_certificates: &[Vec<u8>]) -> Result<impl Fn(ClientBuilder) -> ClientBuilder + use<>> {
    use std::sync::Arc;

    use rustls::ClientConfig;
    use rustls::crypto::ring;
    use rustls::pki_types::CertificateDer;
    use rustls::pki_types::pem::PemObject;
    use rustls_platform_verifier::Verifier;

    let mut roots = Vec::new();
    for pem in root_certificates {
        let certificates = CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>();
        roots.extend(some(certificates.map_err(|error| Error::build("root certificate is no PEM").because(error))?)?);
    }
    let provider = Arc::new(ring::default_provider());
    let set_up = || {
        let verifier = Verifier::new_with_extra_roots(roots, Arc::clone(&provider))?;
        let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
        Ok(config.dangerous().with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth())
    };
    let mut config = set_up().map_err(|error: rustls::Error| Error::build("TLS cannot be set up").because(error))?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(move |builder: ClientBuilder| builder.tls_backend_preconfigured(config.clone()))
}

/// The certificates of a PEM file, which has at least one: else the caller would trust less than asked for.
#[cfg(any(feature = "rustls", feature = "native-tls"))]
fn some<T>(certificates: Vec<T>) -> Result<Vec<T>> {
    if certificates.is_empty() {
        Err(Error::build("root certificate is no PEM of a certificate"))
    } else {
        Ok(certificates)
    }
}

/// The system's TLS.
#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
pub(super) fn tls(root_certificates: &[Vec<u8>]) -> Result<impl Fn(ClientBuilder) -> ClientBuilder + use<>> {
    let mut roots = Vec::new();
    for pem in root_certificates {
        let certificates = reqwest::Certificate::from_pem_bundle(pem);
        roots.extend(some(certificates.map_err(|error| Error::build("root certificate is no PEM").because(error))?)?);
    }
    Ok(move |builder: ClientBuilder| builder.tls_certs_merge(roots.clone()))
}

/// No TLS at all: plain http, which carries credentials to loopback alone.
#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
pub(super) fn tls(root_certificates: &[Vec<u8>]) -> Result<impl Fn(ClientBuilder) -> ClientBuilder + use<>> {
    if root_certificates.is_empty() {
        return Ok(|builder| builder);
    }
    Err(Error::build("root certificates need the feature `rustls` or `native-tls`"))
}

/// Whether the server's certificate was refused.
#[cfg(feature = "rustls")]
pub(super) fn is_untrusted(error: &(dyn std::error::Error + 'static)) -> bool {
    use std::io;

    // An I/O error that wraps another does not name it as its source, but that one's.
    let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    let tls = wrapped.map_or_else(|| error.downcast_ref(), |wrapped| wrapped.downcast_ref());
    let is_refused = matches!(tls, Some(rustls::Error::InvalidCertificate(_)));
    is_refused || error.source().is_some_and(is_untrusted)
}

/// The system's TLS does not tell.
#[cfg(not(feature = "rustls"))]
pub(super) fn is_untrusted(_error: &(dyn std::error::Error + 'static)) -> bool {
    false
}

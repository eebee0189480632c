//! Where requests may go.

use url::{Host, Url};

/// Whether credentials may go there: over TLS, or within this machine.
pub(crate) fn is_private(url: &Url) -> bool {
    url.scheme() == "https" || is_loopback(url)
}

/// Whether that is this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Whether a host is another one, or below it: `api-us.zoom.us` is within `zoom.us`.
pub(crate) fn is_within(url: &Url, site: &Url) -> bool {
    match (url.host(), site.host()) {
        (Some(Host::Domain(name)), Some(Host::Domain(site))) => {
            name.strip_suffix(site).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        }
        (host, site) => host == site && host.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::{is_private, is_within};

    #[test]
    fn private_is_tls_or_loopback() {
        let cases = [
            ("https://example.com", true),
            ("http://example.com", false),
            ("http://localhost:4010", true),
            ("http://api.localhost", true),
            ("http://localhost.example.com", false),
            ("http://127.0.0.9:1", true),
            ("http://[::1]:1", true),
            ("http://192.168.0.1", false),
            ("http://0.0.0.0", false),
        ];
        for (url, expected) in cases {
            assert_eq!(is_private(&Url::parse(url).expect("it is a URL")), expected, "{url}");
        }
    }

    #[test]
    fn within_is_the_same_host_or_below() {
        let cases = [
            ("https://api-us.zoom.us", "https://zoom.us", true),
            ("https://zoom.us", "https://zoom.us/oauth/token", true),
            ("https://evilzoom.us", "https://zoom.us", false),
            ("https://zoom.us.evil.com", "https://zoom.us", false),
            ("http://127.0.0.1:1", "http://127.0.0.1:2", true),
            ("http://1.127.0.0.1.nip.io", "http://127.0.0.1", false),
        ];
        for (url, site, expected) in cases {
            let [url, site] = [url, site].map(|text| Url::parse(text).expect("it is a URL"));
            assert_eq!(is_within(&url, &site), expected, "{url} {site}");
        }
    }
}

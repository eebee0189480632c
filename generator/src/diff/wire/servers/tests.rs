//! What is read of the URLs of servers.

use super::{address, host};

#[test]
fn a_host_ends_before_the_path() {
    let cases = [
        ("https://api.example.com/v1", "https://api.example.com"),
        ("https://api.example.com", "https://api.example.com"),
        ("/v1", ""),
    ];
    for (url, expected) in cases {
        assert_eq!(host(url), expected, "{url}");
    }
}

#[test]
fn an_address_is_the_same_however_it_is_spelt() {
    let cases = [
        ("https://API.example.com:443/V1/", "https://api.example.com/V1"),
        ("http://api.example.com:80", "http://api.example.com"),
        ("http://api.example.com:443", "http://api.example.com:443"),
        ("/V1/", "/V1"),
    ];
    for (url, expected) in cases {
        assert_eq!(address(url), expected, "{url}");
    }
}

//! What is read of the URLs of servers.

use super::host;

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

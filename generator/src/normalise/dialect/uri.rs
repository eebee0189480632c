//! URI references (RFC 3986) as far as `$id` needs them: texts that are compared, never fetched.

/// What a reference means where `base` applies (RFC 3986, section 5.2), without its fragment. Dots in paths are left as
/// they are: identifiers are compared as they are written.
pub(super) fn join(base: &str, reference: &str) -> String {
    let reference = without_fragment(reference);
    if has_scheme(reference) || base.is_empty() {
        return reference.to_owned();
    }
    if reference.is_empty() {
        return base.to_owned();
    }
    let authority = base.find("://").map_or(0, |scheme| scheme + "://".len());
    let path = base[authority..].find('/').map_or(base.len(), |slash| authority + slash);
    if reference.starts_with('/') {
        return [&base[..path], reference].concat();
    }
    match base[path..].rfind('/') {
        Some(slash) => [&base[..=path + slash], reference].concat(),
        None => [&base[..path], "/", reference].concat(),
    }
}

/// The part before the fragment.
pub(super) fn without_fragment(reference: &str) -> &str {
    reference.split('#').next().unwrap_or_default()
}

/// Whether a reference starts with a scheme (RFC 3986, section 3.1).
fn has_scheme(reference: &str) -> bool {
    let scheme = reference.split_once(':').map_or("", |(scheme, _)| scheme);
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character))
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn joins_references() {
        for (base, reference, expected) in [
            ("", "user", "user"),
            ("https://a.test/schemas/user", "", "https://a.test/schemas/user"),
            ("https://a.test/schemas/user", "car", "https://a.test/schemas/car"),
            ("https://a.test/schemas/user", "/car#wheel", "https://a.test/car"),
            ("https://a.test", "car", "https://a.test/car"),
            ("https://a.test/user", "urn:b:car", "urn:b:car"),
        ] {
            assert_eq!(join(base, reference), expected, "{reference} at {base}");
        }
    }
}

//! URI references (RFC 3986) as far as `$id` needs them: texts that are compared, never fetched.

/// What a reference means where `base` applies (RFC 3986, section 5.2), without its fragment.
pub(in crate::normalise) fn join(base: &str, reference: &str) -> String {
    let reference = without_fragment(reference);
    if has_scheme(reference) || base.is_empty() {
        return without_dots(reference);
    }
    if reference.is_empty() {
        return base.to_owned();
    }
    let path = path(base);
    without_dots(&match base[path..].rfind('/') {
        _ if reference.starts_with('/') => [&base[..path], reference].concat(),
        Some(slash) => [&base[..=path + slash], reference].concat(),
        None if base.contains("://") => [&base[..path], "/", reference].concat(),
        None => [&base[..path], reference].concat(),
    })
}

/// Where the path of a URI begins, or that of a reference which is relative to one that nobody knows.
fn path(uri: &str) -> usize {
    match uri.find("://").map(|scheme| scheme + "://".len()) {
        Some(authority) => uri[authority..].find('/').map_or(uri.len(), |slash| authority + slash),
        None if has_scheme(uri) => uri.find(':').map_or(0, |colon| colon + 1),
        None => 0,
    }
}

/// The same URI with the folders of its path followed (RFC 3986, section 5.2.4); of one that is relative, those that
/// lead out of all that is known are left.
fn without_dots(uri: &str) -> String {
    let (before, path) = uri.split_at(path(uri));
    if !path.split('/').any(|segment| matches!(segment, "." | "..")) {
        return uri.to_owned();
    }
    let root = if path.starts_with('/') { "/" } else { "" };
    let mut kept: Vec<&str> = Vec::new();
    let segments: Vec<&str> = path.split('/').skip(root.len()).collect();
    for (at, &segment) in segments.iter().enumerate() {
        let is_last = at + 1 == segments.len();
        match segment {
            "." => {}
            ".." if root.is_empty() && kept.last().is_none_or(|&last| last == "..") => kept.push(".."),
            ".." => _ = kept.pop(),
            segment => kept.push(segment),
        }
        if is_last && matches!(segment, "." | "..") {
            kept.push("");
        }
    }
    [before, root, &kept.join("/")].concat()
}

/// The part before the fragment.
pub(in crate::normalise) fn without_fragment(reference: &str) -> &str {
    reference.split('#').next().unwrap_or_default()
}

/// Whether a reference starts with a scheme (RFC 3986, section 3.1).
pub(in crate::normalise) fn has_scheme(reference: &str) -> bool {
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
            ("user", "car", "car"),
            ("schemas/user", "./car#wheel", "schemas/car"),
            ("schemas/user", "../../car", "../car"),
            ("schemas/user", "/car", "/car"),
            ("/schemas/user", "car", "/schemas/car"),
            ("urn:b:car", "user", "urn:user"),
            ("https://a.test/schemas/user", "./car", "https://a.test/schemas/car"),
            ("https://a.test/schemas/user", "../../car/..", "https://a.test/"),
            ("", "https://a.test/x/../car", "https://a.test/car"),
        ] {
            assert_eq!(join(base, reference), expected, "{reference} at {base}");
        }
    }
}

//! Path templates (OpenAPI 3.0.3, "Path Templating").

use indexmap::IndexSet;

/// The template in a path: what stands before a query, which normalise made parameters of.
pub(crate) fn path(path: &str) -> &str {
    without_fragment(path).split('?').next().unwrap_or_default()
}

/// A path without its fragment, which is never sent (RFC 9110, 7.1) and only tells paths of one document apart. With
/// further segments behind it, a `#` is a part of the path.
pub(crate) fn without_fragment(path: &str) -> &str {
    match path.split_once('#') {
        Some((path, fragment)) if !fragment.contains('/') => path,
        _ => path,
    }
}

/// The placeholders of a path in the order in which they stand there first, or why it is no template. One that is there
/// twice is filled twice: only OpenAPI 3.2 forbids it.
pub(crate) fn placeholders(path: &str) -> Result<IndexSet<&str>, &'static str> {
    if path.split('/').any(is_dots) {
        return Err("a segment `.` or `..` is taken out before a URL is sent");
    }
    let mut placeholders = IndexSet::new();
    let mut rest = path;
    while let Some(brace) = rest.find(['{', '}']) {
        let inside = rest[brace..].strip_prefix('{').ok_or("`}` without `{` before it")?;
        let end = inside.find(['{', '}', '/']).ok_or("`{` without `}` after it")?;
        let (name, after) = inside.split_at(end);
        rest = after.strip_prefix('}').ok_or("`{` without `}` after it")?;
        if name.is_empty() {
            return Err("a placeholder has no name");
        }
        placeholders.insert(name);
    }
    Ok(placeholders)
}

/// Whether a segment means this or the one above (RFC 3986, 5.2.4), however its dots are written.
fn is_dots(segment: &str) -> bool {
    segment.len() <= "%2e%2e".len() && matches!(&*segment.to_ascii_lowercase().replace("%2e", "."), "." | "..")
}

#[cfg(test)]
mod tests {
    use super::{path, placeholders};

    #[test]
    fn templates_end_where_the_path_does() {
        for (whole, template) in [
            ("/things/{id}", "/things/{id}"),
            ("/things/{id}#archive", "/things/{id}"),
            ("/things?method=list&page={page}#a", "/things"),
            ("/send/#env/v1/{id}", "/send/#env/v1/{id}"),
        ] {
            assert_eq!(path(whole), template);
        }
    }

    #[test]
    fn finds_placeholders() {
        for (path, expected) in [
            ("/", Ok(vec![])),
            ("/users/{id}/cars/{car-id}", Ok(vec!["id", "car-id"])),
            ("/files/{name}.{format}", Ok(vec!["name", "format"])),
            ("/a/{id", Err("`{` without `}` after it")),
            ("/a/{id/b}", Err("`{` without `}` after it")),
            ("/a/id}", Err("`}` without `{` before it")),
            ("/a/{{id}}", Err("`{` without `}` after it")),
            ("/a/{}", Err("a placeholder has no name")),
            ("/a/../b", Err("a segment `.` or `..` is taken out before a URL is sent")),
            ("/a/%2E", Err("a segment `.` or `..` is taken out before a URL is sent")),
            ("/a/...", Ok(vec![])),
            ("/a/{id}/{key}/{id}", Ok(vec!["id", "key"])),
        ] {
            assert_eq!(placeholders(path).map(Vec::from_iter), expected, "{path}");
        }
    }
}

//! What changes are about, by what it is in.

use indexmap::IndexMap;

/// Members of one whole are told together: `post.{admin, cooked}` in answer 200 of GET /posts.
pub(super) fn grouped(subjects: &[&str]) -> Vec<String> {
    let mut groups: IndexMap<Whole<'_>, Vec<&str>> = IndexMap::new();
    for &subject in subjects {
        let (whole, name) = Whole::of(subject);
        groups.entry(whole).or_default().push(name);
    }
    groups.iter().map(|(whole, names)| whole.of_all(names)).collect()
}

/// What stands around the name of a member.
#[derive(PartialEq, Eq, Hash)]
enum Whole<'s> {
    /// The text has no name in it.
    None(&'s str),
    /// What is before the backticks, the parent inside of them, and what is behind.
    Around(&'s str, Option<&'s str>, &'s str),
}

impl<'s> Whole<'s> {
    fn of(subject: &'s str) -> (Self, &'s str) {
        match subject.split('`').collect::<Vec<_>>()[..] {
            [before, path, behind] => {
                let (parent, name) = path.rsplit_once('.').map_or((None, path), |(parent, name)| (Some(parent), name));
                (Self::Around(before, parent, behind), name)
            }
            _ => (Self::None(subject), ""),
        }
    }

    fn of_all(&self, names: &[&str]) -> String {
        match (self, names) {
            (Self::None(subject), _) => (*subject).to_owned(),
            (Self::Around(before, Some(parent), behind), [name]) => format!("{before}`{parent}.{name}`{behind}"),
            (Self::Around(before, Some(parent), behind), names) => {
                format!("{before}`{parent}.{{{}}}`{behind}", names.join(", "))
            }
            (Self::Around(before, None, behind), names) => format!("{before}`{}`{behind}", names.join("`, `")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn members_of_one_whole_are_told_together() {
        for (subjects, told) in [
            (&["`a.b` in answer 200", "`a.c` in answer 200"][..], &["`a.{b, c}` in answer 200"][..]),
            (&["`a.b` in answer 200", "`a.b` in answer 201"], &["`a.b` in answer 200", "`a.b` in answer 201"]),
            (
                &["`b` in the body", "`a.b` in the body", "`c` in the body"],
                &["`b`, `c` in the body", "`a.b` in the body"],
            ),
            (&["query parameter `a`", "query parameter `b`"], &["query parameter `a`, `b`"]),
            (&["path /a", "path /b"], &["path /a", "path /b"]),
        ] {
            assert_eq!(grouped(subjects), told);
        }
    }
}

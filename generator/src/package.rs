//! A document as a crate of its own: what is decided about it beyond what the document says.

use crate::normalise::is_same_tag;
use crate::source::FileId;

/// A crate to be made of one document.
#[derive(Clone, Debug)]
pub struct Package {
    /// The document.
    pub file: FileId,
    /// The name of the package.
    pub name: PackageName,
    /// Where `generated-client` is, which the crate depends on.
    pub runtime: Runtime,
    /// How the crate stands to workspaces around it.
    pub standing: Standing,
    /// Which operations it has.
    pub selection: Selection,
    /// What becomes of the rest where a part of the document is refused.
    pub tolerance: Tolerance,
}

/// The name of a package, which cargo and every disk take: letters, digits, `-` and `_`, a letter first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageName(String);

/// Where `generated-client` is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// In a folder: a path relative to the crate, or an absolute one.
    Path(String),
    /// On a registry, in this version or one compatible with it.
    Version(String),
}

/// How a crate stands to workspaces around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It may become a member of one.
    Open,
    /// It is none, though it lies in the folder of one.
    Apart,
}

/// Which operations are generated, and which types beside those that they need.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Selection {
    /// All operations, and all schemas among the components.
    #[default]
    Whole,
    /// All operations.
    Operations,
    /// Those that have one of the tags or one of the ids.
    Some {
        /// Names of tags.
        tags: Vec<String>,
        /// Values of `operationId`, made ones included.
        operations: Vec<String>,
    },
}

impl Selection {
    /// Whether an operation with this id and these tags is one of them.
    pub(crate) fn wants(&self, id: Option<&str>, tags: &[String]) -> bool {
        match self {
            Self::Whole | Self::Operations => true,
            Self::Some { tags: wanted, operations } => {
                id.is_some_and(|id| operations.iter().any(|operation| operation == id))
                    || tags.iter().any(|tag| wanted.iter().any(|wanted| is_same_tag(wanted, tag)))
            }
        }
    }
}

/// What becomes of the rest where a part of a document is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tolerance {
    /// Nothing is generated.
    Strict,
    /// The rest is.
    Lenient,
}

/// Names that cargo, the crate's own code or Windows keep for themselves.
const TAKEN: &[&str] = &[
    "alloc",
    "aux",
    "con",
    "core",
    "generated-client",
    "generated_client",
    "nul",
    "prn",
    "proc-macro",
    "proc_macro",
    "std",
    "test",
];

/// Cargo takes longer names; the disk does not take them as names of files.
const LONGEST: usize = 64;

impl PackageName {
    /// The name, where it is one.
    pub fn new(name: &str) -> Option<Self> {
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.chars().all(is_part)
            && name.len() <= LONGEST
            && !TAKEN.contains(&name.to_ascii_lowercase().as_str())
            && crate::name::Ident::is_module(&name.to_ascii_lowercase().replace('-', "_"));
        is_name.then(|| Self(name.to_owned()))
    }

    /// The name that is nearest to a text: a title, or the name of a file.
    pub fn near(text: &str) -> Self {
        let text: String = text.chars().map(plain).collect();
        let mut words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let mut name = words.next().unwrap_or_default().to_ascii_lowercase();
        for word in words.take_while(|word| word.len() < LONGEST) {
            if name.len() + word.len() >= LONGEST {
                break;
            }
            name.push('-');
            name.push_str(&word.to_ascii_lowercase());
        }
        let after_api = || Self::new(&["api-", &name].concat()).filter(|_| !name.is_empty());
        let any = || Self("api-client".to_owned());
        Self::new(&name).or_else(after_api).unwrap_or_else(any)
    }

    /// As the manifest has it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As Rust code has it: in snake case, which the compiler warns of where a crate is not.
    pub fn crate_name(&self) -> String {
        let mut name = self.default_crate_name().to_ascii_lowercase();
        while name.contains("__") {
            name = name.replace("__", "_");
        }
        name
    }

    /// As cargo calls the crate of the package where the manifest does not say otherwise.
    pub(crate) fn default_crate_name(&self) -> String {
        self.0.replace('-', "_")
    }
}

/// The letter without its marks, of the languages of Western Europe: others have no one spelling in ASCII.
fn plain(letter: char) -> char {
    const PLAIN: &[(&str, char)] = &[
        ("ÀÁÂÃÄÅàáâãäå", 'a'),
        ("Çç", 'c'),
        ("ÈÉÊËèéêë", 'e'),
        ("ÌÍÎÏìíîï", 'i'),
        ("Ññ", 'n'),
        ("ÒÓÔÕÖØòóôõöø", 'o'),
        ("ÙÚÛÜùúûü", 'u'),
        ("ÝŸýÿ", 'y'),
        ("ß", 's'),
    ];
    PLAIN.iter().find(|(letters, _)| letters.contains(letter)).map_or(letter, |(_, plain)| *plain)
}

#[cfg(test)]
mod tests {
    use super::PackageName;

    #[test]
    fn names_are_those_that_cargo_takes() {
        for name in ["petstore", "zoom-phone", "a1_b"] {
            assert!(PackageName::new(name).is_some(), "{name}");
        }
        let long = "a".repeat(65);
        for name in ["", "1password", "a b", "../a", "con", "Std", "generated-client", "type", "é", long.as_str()] {
            assert!(PackageName::new(name).is_none(), "{name}");
        }
    }

    #[test]
    fn crates_are_called_in_snake_case() {
        for (name, expected) in [("zoom-phone", "zoom_phone"), ("Foo", "foo"), ("a--b_-c", "a_b_c")] {
            assert_eq!(PackageName::new(name).map(|name| name.crate_name()).as_deref(), Some(expected), "{name}");
        }
    }

    #[test]
    fn any_text_has_a_name_near_it() {
        for (text, name) in [
            ("GitHub v3 REST API", "github-v3-rest-api"),
            ("1password", "api-1password"),
            ("../../etc", "etc"),
            ("Überweisung", "uberweisung"),
            ("ünï", "uni"),
            ("日本", "api-client"),
            ("type", "api-type"),
            ("", "api-client"),
        ] {
            assert_eq!(PackageName::near(text).as_str(), name, "{text}");
        }
    }
}

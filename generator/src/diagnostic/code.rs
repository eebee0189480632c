//! The table of codes: every kind of diagnostic there is, with its one-line meaning.
//!
//! The hundreds name the pass (0 load, 1 normalise, 2 resolve, 3 lower, 4 name, 5 services.toml); a code, once
//! released, keeps its meaning and is not used again.

use std::fmt;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is generated, or with `--lenient` not this.
    Error,
    /// Something is generated, but less or other than the document says.
    Warning,
    /// Nothing to change, but good to know.
    Note,
}

macro_rules! codes {
    ($($code:ident $name:ident $severity:ident $meaning:literal,)*) => {
        /// The kind of a diagnostic; shown as `E001` for errors, `W001` for warnings, `N001` for notes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = concat!("`", stringify!($code), "`: ", $meaning, ".")] $name,)*
        }

        impl Code {
            /// All codes, for the documentation and for the test that each has a fixture.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The code as it is shown: `E001`.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($code),)*
                }
            }

            /// What the code means, in a line.
            pub const fn meaning(self) -> &'static str {
                match self {
                    $(Self::$name => $meaning,)*
                }
            }

            /// How bad a diagnostic with this code is.
            pub const fn severity(self) -> Severity {
                match self {
                    $(Self::$name => Severity::$severity,)*
                }
            }
        }
    };
}

codes! {
    E001 Syntax Error "the text is not well-formed YAML or JSON",
    E002 DuplicateKey Error "a mapping has the same key twice",
    E003 TooDeep Error "the document is nested too deeply",
    E004 TooLarge Error "the text is too large",
    E005 AliasBomb Error "the aliases of a YAML text expand to too much",
    E006 SeveralDocuments Error "a YAML text holds more than one document",
    E007 RootNotMapping Error "the document is not a mapping",
    E008 KeyNotScalar Error "a key of a YAML mapping is a mapping or a sequence",
    E009 NumberNotJson Error "a YAML number is infinite or not a number, which JSON cannot hold",
    E010 MergeNotMapping Error "a YAML merge key `<<` has a value that is no mapping",
    E011 AliasInItself Error "a YAML alias stands inside the node it repeats",
    W001 UnknownTag Warning "a YAML tag has no meaning here and is ignored",
    W002 LoneSurrogate Warning "half of a surrogate pair in a JSON text is read as U+FFFD",
    W003 Unprintable Warning "a character that YAML knows only as an escape is read as a blank",
    W004 LostCharacters Warning "characters that are in none of UTF-8, UTF-16 and UTF-32 are read as U+FFFD",
    W005 JsonComment Warning "a comment in a JSON text is passed over",
    W006 NumberOutOfRange Warning "a number is beyond those of 64 bits, and read as the greatest or the least one",

    E101 NotOpenApi Error "the document does not say that it is OpenAPI",
    E102 Swagger2 Error "the document is Swagger 2.0, not OpenAPI 3",
    E103 UnsupportedVersion Error "the document is of an OpenAPI version that is not supported",
    E104 WrongShape Error "a value is not of the type that the OpenAPI Specification wants there",
    E105 MalformedKey Error "an object has a key of another form than the OpenAPI Specification wants",
    E107 MissingFile Error "a `$ref` names a file that was not given",
    E108 MissingKey Error "an object lacks a key that the OpenAPI Specification requires",
    E110 TooManyCopies Error "path items given by reference come to too much",
    E111 ExcludingKeys Error "an object has two keys of which it may have one",
    W101 UnknownExtension Warning "an `x-` key that is nearly one of the generator's is ignored",
    W102 MissingOperationId Warning "an operation has no operationId of its own, so that its name was made up",
    W103 MisplacedExtension Warning "an `x-` key of the generator has no meaning where it stands, or as it is written",
    W104 BesideReference Warning "a key beside a `$ref` is ignored",
    W105 NullIsAbsent Warning "a key without a value is read as if it were not there",
    W106 MissingSchema Warning "a parameter or header says nothing about its value",
    W107 UndeclaredPlaceholder Warning "a placeholder of a path has no parameter",
    W108 QueryInPath Warning "a path has a query or a fragment",
    W109 DuplicateOperationId Warning "two operations have the same operationId, so that their names were made up",
    W110 UnknownKey Warning "an object has a key that the OpenAPI Specification does not know",
    W111 Repaired Warning "something is not written as the specification says, and can mean one thing only",
    W120 LaterForm Warning "a 3.0 document has a form of OpenAPI 3.1",
    W121 EarlierForm Warning "a 3.1 document has a form of OpenAPI 3.0",
    W122 NewerVersion Warning "the document is of a version that is read as an earlier one",
    W123 MisrootedReference Warning "a `$ref` is meant from the schema that holds it",
    N101 NotCarried Note "documentation that a client has no place for",
    N102 ForeignExtension Note "an `x-` key of others, which has no meaning to the generator and is ignored",

    E201 DanglingReference Error "a `$ref` names a place that does not exist",
    E202 CyclicReference Error "a chain of `$ref`s comes back to where it started",
    E203 MalformedReference Error "a `$ref` is not a JSON pointer",
    E204 MistargetedReference Error "a `$ref` names something of another kind",
    E205 SchemaOfItself Error "a schema takes in all of itself",
    E206 MalformedPath Error "a path is no template",
    E207 UnknownParameter Error "an `x-` key names a parameter that the operation does not have",
    E208 MalformedPointer Error "an `x-` key has a value that is no JSON pointer",
    E209 UnknownRateLimitGroup Error "an operation names a rate limit group that the document does not declare",
    E210 DuplicateRateLimitGroup Error "two rate limit groups have the same name but for its case",
    E211 DifferentPools Error "quotas that name one pool have different numbers",
    E212 UnknownSelection Error "a tag or operation was asked for that the document does not have",
    W201 IgnoredHeader Warning "a header is ignored: something else says what it holds, or none can have its name",
    W202 OptionalPathParameter Warning "a path parameter is not `required`",
    W203 MistypedEnumValue Warning "a value of an enum is not of the type beside it",
    W204 NoResponses Warning "an operation has no responses",
    W205 DuplicateEnumValue Warning "an enum has the same value twice",
    W206 EmptyEnum Warning "an enum has no values",
    W207 RepeatedParameter Warning "an operation has the same parameter twice, alike",
    W208 MistypedDefault Warning "a default is not of the type or format beside it",

    E302 ParameterNotInPath Error "a path parameter is not in the path",
    E303 DuplicateParameter Error "an operation has two different parameters of one name",
    E304 UnknownSecurityScheme Error "a security requirement names a scheme that is not declared",
    E308 Refused Error "a construct cannot be generated",
    E309 UnknownMember Error "a pointer of `x-pagination` names a member that the answer does not have",
    E310 MistargetedPointer Error "a pointer of `x-pagination` leads to a value of another kind than is needed",
    E311 PagedWithoutValue Error "a paged operation does not give one JSON value",
    W301 Degraded Warning "a construct is generated as something simpler",
    W302 Unread Warning "nothing is generated of a part of the document, for what stands around it",
    N301 UnusedSchema Note "a component that no operation reaches",
    N302 UnusedComponent Note "nothing is generated of a component, as no operation uses it",

    E401 NameCollision Error "two items have the same Rust name, also with their context",
    W401 RenamedOnClash Warning "an item got a longer Rust name because its own is taken",

    E501 UnknownServicesKey Error "services.toml has a key without meaning",
    E502 MissingSpecFile Error "services.toml names a spec file that does not exist",
    E503 UnknownService Error "there is no service of this name",
    E504 UnreadableServices Error "services.toml cannot be read",
    E505 MalformedModuleName Error "a module of services.toml is no Rust identifier in snake case",
    E506 MalformedFeatureName Error "a feature of services.toml is no name for a cargo feature",
    E507 TakenName Error "services.toml gives a name that `generated-client` has already",
    E508 SharedValue Error "two services of services.toml have the same document, module or feature",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Code, Severity};

    #[test]
    fn codes_are_unique_and_start_with_their_severity() {
        let mut seen = std::collections::BTreeSet::new();
        for code in Code::ALL {
            let letter = match code.severity() {
                Severity::Error => 'E',
                Severity::Warning => 'W',
                Severity::Note => 'N',
            };
            assert!(code.as_str().starts_with(letter), "{code}");
            assert!(seen.insert(code.as_str()), "{code} is there twice");
        }
    }
}

//! Names that are taken: by the language, by what generated code names and has, by file systems.

/// Strict and reserved keywords of edition 2024, sorted.
pub(super) const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// What a model cannot be called, sorted: types and derives that files of models name without a path, which it would
/// hide.
pub(super) const TAKEN_BY_MODELS: &[&str] = &[
    "Base64",
    "Box",
    "Clone",
    "Date",
    "DateTime",
    "Debug",
    "Eq",
    "Extra",
    "Form",
    "Hash",
    "Json",
    "Map",
    "New", // what `new` makes would be called like it
    "Nullable",
    "OpenTuple",
    "Option",
    "PartialEq",
    "String",
    "StringOrInteger",
    "StringOrNumber",
    "Unrecognized",
    "UnrecognizedInteger",
    "Vec",
];

/// Types and derives that files of operations name without a path, sorted.
pub(super) const TAKEN_BY_CALLS: &[&str] = &[
    "Base64",
    "Bytes",
    "Call",
    "Client",
    "Clone",
    "Date",
    "DateTime",
    "Debug",
    "Events",
    "Explode",
    "Idempotency",
    "In",
    "Into",
    "IntoIterator",
    "Json",
    "Map",
    "Nullable",
    "Numbered",
    "OpenTuple",
    "Operation",
    "Paging",
    "Parameter",
    "Records",
    "Separator",
    "ServerDescription",
    "Some",
    "String",
    "StringOrInteger",
    "StringOrNumber",
    "Style",
    "Upload",
    "Vec",
];

/// Methods that every generated type or call has, sorted.
pub(super) const TAKEN_METHODS: &[&str] = &[
    "as_str",
    "await",
    "clone",
    "default",
    "error_body",
    "extra",
    "fmt",
    "from",
    "into",
    "into_future",
    "into_iter",
    "new",
    "request",
    "send",
    "send_events",
    "send_raw",
    "send_records",
    "send_streaming",
    "session",
    "validate",
];

/// Methods that the calls of paged operations have beside these.
pub(crate) const TAKEN_BY_PAGES: &[&str] = &["items", "pages"];

/// The method that the calls of operations in batches have.
pub(crate) const TAKEN_BY_BATCH: &[&str] = &["batch"];

/// Files that Windows does not take, sorted.
pub(super) const TAKEN_FILES: &[&str] = &[
    "aux", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lpt0", "lpt1",
    "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul", "prn",
];

/// The modules around the ones of tags: one in itself reads as a mistake.
pub(super) const TAKEN_MODULES: &[&str] = &["models", "operations"];

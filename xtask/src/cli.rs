//! The command line, which is also its own documentation.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::Styles;
use clap::builder::styling::AnsiColor;
use clap::{Args, Parser, Subcommand, ValueEnum};

use generator::package::PackageName;

use crate::steps::Step;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

const EXIT_CODES: &str = "\
Exit codes:
  0  everything is as it should be
  1  there are findings: errors in a document, files that differ, a check that failed
  2  the command line is wrong, or the command could not run

Colors are used on a terminal only, and never where NO_COLOR is set.";

/// The commands of this project: generate the client from `spec/`, and check everything.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", styles = STYLES, after_help = EXIT_CODES)]
#[command(disable_help_subcommand = true, max_term_width = 120)]
pub(crate) struct CommandLine {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    Regen(Regen),
    Generate(Generate),
    Diff(Diff),
    DiffAudit(DiffAudit),
    Changelog(Changelog),
    Review(Review),
    Corpus(Corpus),
    /// Runs one document of `corpus`, as the standard input says; for `corpus` itself.
    #[command(hide = true)]
    CorpusDocument,
    Docs(Docs),
    Lint(Lint),
    Test(Test),
    Ci(Ci),
}

/// Makes `generated-client` from `spec/`.
///
/// Files that differ are written, orphans are deleted, all others stay as they are. Only files that
/// carry the `@generated` marker are touched, below `generated-client/src/generated`, `docs` and
/// `api`. Each is replaced in one step, so that an interrupted run leaves every file either old or
/// new. Nothing is written when a document has errors. On a terminal a line for each service shows
/// that work goes on.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cargo xtask regen                              write what changed
  cargo xtask regen --check                      is the client what `spec/` makes?
  cargo xtask regen --dump ir                    what the generator understood of all services
  cargo xtask regen --dump names --service zoom-phone-users")]
pub(crate) struct Regen {
    /// Write nothing: print what differs and exit with 1 if anything does.
    #[arg(long, conflicts_with = "dump")]
    pub(crate) check: bool,
    /// Write nothing: print what the generator holds after a pass.
    #[arg(long, value_name = "STAGE")]
    pub(crate) dump: Option<Stage>,
    /// Dump this service only, by its name in `spec/services.toml`.
    #[arg(long, requires = "dump")]
    pub(crate) service: Option<String>,
}

/// What `regen --dump` can print.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Stage {
    /// The document as OpenAPI 3.0, after `normalise`.
    Normal,
    /// Rust shapes, after `lower`.
    Ir,
    /// Rust names by what they name, after `name`.
    Names,
}

/// Makes a crate of its own for any OpenAPI document.
///
/// The crate depends on `generated-client`, which holds all that does not depend on a document. Files that
/// differ are written, orphans are deleted, all others stay as they are; only files that carry the
/// `@generated` marker are touched. What the document takes from other files by `$ref` is read relative to it.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cargo xtask generate --spec petstore.yaml --runtime-path generated-client
  cargo xtask generate --spec github.json --out github --tag issues --tag pulls
  cargo xtask generate --spec - --name petstore --lenient < petstore.json
  cargo xtask generate --spec petstore.yaml --lenient --report text
  cargo xtask generate --spec petstore.yaml --check          is the crate what the document makes?")]
pub(crate) struct Generate {
    /// The document, in JSON or YAML; `-` is the standard input, which has no folder and no name: its references to
    /// other files are relative to the current folder, and it is called `stdin` wherever files are named.
    #[arg(long, value_name = "FILE")]
    pub(crate) spec: PathBuf,
    /// The folder of the crate; by default one of the crate's name in the current folder.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// The name of the crate; by default it is made of the name of the file.
    #[arg(long, value_name = "NAME", value_parser = package_name)]
    pub(crate) name: Option<PackageName>,
    /// Only operations with this tag, and the types that they need; may be given several times.
    #[arg(long, value_name = "TAG")]
    pub(crate) tag: Vec<String>,
    /// Only the operation with this id, and the types that it needs; may be given several times.
    #[arg(long, value_name = "ID")]
    pub(crate) operation: Vec<String>,
    /// Leave out what cannot be generated, list it, and exit with 0.
    #[arg(long)]
    pub(crate) lenient: bool,
    /// Write nothing: print what differs and exit with 1 if anything does.
    #[arg(long)]
    pub(crate) check: bool,
    /// Print what became of each part of the document, and why.
    #[arg(long, value_name = "FORMAT", conflicts_with = "check")]
    pub(crate) report: Option<Report>,
    /// Depend on `generated-client` in this folder; by default on the version that this checkout has.
    #[arg(long, value_name = "DIR")]
    pub(crate) runtime_path: Option<PathBuf>,
}

/// How [`Generate`] tells what became of the document.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Report {
    /// A table of totals, then the reasons, the worst first.
    Text,
    /// One JSON object on the standard output, and nothing else there; `generator/docs/report.md` describes it.
    Json,
}

fn package_name(name: &str) -> Result<PackageName, String> {
    let rule =
        "at most 64 letters, digits, `-` and `_`, a letter first, no keyword and no name that cargo or Windows keep";
    PackageName::new(name).ok_or_else(|| rule.to_owned())
}

/// Tells what a change of the documents or of the generator means: on the wire, and for code that uses the crate.
///
/// Documents are compared by what they mean, not by how they are written. A change that compiles as before and behaves
/// differently is silent, and comes first. BASE and HEAD are each a revision of git, a document, or a folder: a
/// checkout, or one of documents. Changes that `spec/accepted-changes.toml` names count as meant.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cargo xtask diff                                           the working tree against where it left the main branch
  cargo xtask diff v1.2.0                                    the working tree against a revision
  cargo xtask diff v1.2.0 v1.3.0 --format markdown           two revisions, for a comment on a pull request
  cargo xtask diff --spec old.yaml new.yaml --format json    two documents, for programs
  cargo xtask diff --fail-on major                           exit with 1 where code may not compile any more")]
pub(crate) struct Diff {
    /// What is compared with; by default the merge base of the current commit and the main branch.
    pub(crate) base: Option<String>,
    /// What is compared; by default the working tree.
    pub(crate) head: Option<String>,
    /// Two documents, in JSON or YAML: the old one and the new one, with what their operations use.
    #[arg(long, value_names = ["OLD", "NEW"], num_args = 2, conflicts_with_all = ["base", "head"])]
    pub(crate) spec: Option<Vec<PathBuf>>,
    /// How the changes are told.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: DiffFormat,
    /// Exit with 1 where a change that was not accepted is as bad as this, or worse.
    #[arg(long, value_name = "VERDICT")]
    pub(crate) fail_on: Option<FailOn>,
}

/// How [`Diff`] tells the changes.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum DiffFormat {
    /// Lines for a terminal, by service and operation, the worst first.
    Text,
    /// A comment on a pull request.
    Markdown,
    /// One JSON object; `generator/docs/diff.md` describes it.
    Json,
    /// Annotations of GitHub, at the lines of the new files.
    Github,
    /// One page for a browser.
    Html,
}

/// Holds what `diff` says of Rust against other judges: the compiler, and cargo-semver-checks.
///
/// Of each pair of documents in `tests/fixtures` both crates are generated below `target/diff-audit`, and code that
/// uses all of their items as the listing of each says. Where a judge says something else than `diff`,
/// `tests/diff-audit.toml` gives the reason. Without cargo-semver-checks the compiler is the only judge.
///
/// What the judges say is kept below `target/diff-audit`, some pairs at a time: a run that was stopped goes on where it
/// was, and the next one asks only about crates that are others now.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cargo xtask diff-audit                         all pairs
  cargo xtask diff-audit req-prop-enum-added     this one
  cargo xtask diff-audit --part 3/32             the third of 32 parts, as `cargo xtask ci` takes one
  cargo xtask diff-audit --from pairs            the pairs in a folder")]
pub(crate) struct DiffAudit {
    /// Only these pairs.
    #[arg(value_name = "NAME")]
    pub(crate) names: Vec<String>,
    /// Only every so many pairs: `1/32` is the first, the 33rd…
    #[arg(long, value_name = "K/N", value_parser = part)]
    pub(crate) part: Option<Part>,
    /// The pairs in this folder: for each a folder with a document `base` and a document `head`.
    #[arg(long, value_name = "DIR")]
    pub(crate) from: Option<PathBuf>,
}

/// One of several parts of the same size.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    /// From 0.
    pub(crate) index: usize,
    pub(crate) of: usize,
}

fn part(text: &str) -> Result<Part, String> {
    let numbers = text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
    let part = numbers.filter(|(number, of): &(usize, usize)| (1..=*of).contains(number));
    part.map(|(number, of)| Part { index: number - 1, of })
        .ok_or_else(|| "a number, `/`, and how many there are".into())
}

/// Prints the section of CHANGELOG.md for what changed, in the words of those who use the crate.
#[derive(Args)]
pub(crate) struct Changelog {
    /// What the working tree is compared with; by default the merge base of the current commit and the main branch.
    pub(crate) base: Option<String>,
}

/// Shows the reviewers of a pull request what it changes: annotations, and one comment that is renewed.
///
/// For a job of GitHub Actions, with `gh` and its token. Exits with 1 where there is a major change that
/// `spec/accepted-changes.toml` does not name.
#[derive(Args)]
#[command(after_help = "\
Example:
  cargo xtask review --repository example/client --pull-request 7 --base origin/main")]
pub(crate) struct Review {
    /// The repository, as `owner/name`.
    #[arg(long, value_name = "REPOSITORY")]
    pub(crate) repository: String,
    /// The number of the pull request.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) pull_request: u64,
    /// The revision that it is to be merged into.
    #[arg(long, value_name = "REVISION")]
    pub(crate) base: String,
}

/// What makes [`Diff`] fail.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum FailOn {
    /// Code that compiled may compile no more.
    Major,
    /// There is something new in the Rust API, or worse.
    Minor,
    /// A caller that was built before may fail.
    Breaking,
    /// A caller that was built before may meet something new, or worse.
    Risky,
    /// There is any change.
    Any,
}

/// Runs the generator over thousands of public documents, and says what became of them.
///
/// The documents are those of two packages of npm, pinned in `tests/corpus` and installed below `target/corpus`.
/// Each is run with `--lenient`, in a process of its own. What is known is kept: a run that was interrupted goes on
/// where it was, until the generator changes. The report is `target/corpus/report.json`; tests/corpus/README.md
/// says what it holds. With optimizations (`cargo run --release -p xtask -- corpus`) it takes a tenth of the time.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cargo xtask corpus                             all documents through the passes
  cargo xtask corpus --sample 100                a hundred that stand for all
  cargo xtask corpus --sample 30 --compile       and their crates through the compiler
  cargo xtask corpus --accounting --deletion     do parts add up, and names stay?
  cargo xtask corpus --wire                      and the operations of 25 documents to a server
  cargo xtask corpus --from documents            the documents in a folder")]
pub(crate) struct Corpus {
    /// The documents in this folder and below it, in place of the public ones.
    #[arg(long, value_name = "DIR")]
    pub(crate) from: Option<PathBuf>,
    /// Only so many documents: the largest, and others by size and provider; the same ones each time.
    #[arg(long, value_name = "N")]
    pub(crate) sample: Option<usize>,
    /// Compile the crates of the sample (of 200 documents where none is asked for), with all warnings as errors.
    #[arg(long)]
    pub(crate) compile: bool,
    /// Try the examples of 50 documents whose crates compile: do they decode, and encode back equal?
    #[arg(long, requires = "compile")]
    pub(crate) examples: bool,
    /// Count the parts of each document without the generator, too: does what became of them add up?
    #[arg(long)]
    pub(crate) accounting: bool,
    /// Delete operations and schemas of each document: do all others keep their names?
    #[arg(long)]
    pub(crate) deletion: bool,
    /// Edit each document in one place after the other: does the comparison tell each edit as what it is?
    #[arg(long)]
    pub(crate) diff: bool,
    /// Make so many edits of each document.
    #[arg(long, value_name = "N", default_value_t = 8, requires = "diff")]
    pub(crate) edits: usize,
    /// Make other edits than with another number.
    #[arg(long, value_name = "N", default_value_t = 0, requires = "diff")]
    pub(crate) seed: u64,
    /// Call the operations of 25 documents through their crates, with Prism, made of the document, as the server.
    #[arg(long)]
    pub(crate) wire: bool,
    /// Run again what was run already.
    #[arg(long)]
    pub(crate) again: bool,
    /// Stop a document after so many seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    pub(crate) limit: u64,
}

/// Makes the pages of `generator/docs` from the tables of the generator: keywords, diagnostics, kinds of change.
#[derive(Args)]
pub(crate) struct Docs {
    /// Write nothing: print what differs and exit with 1 if anything does.
    #[arg(long)]
    pub(crate) check: bool,
}

/// Prints what is wrong or doubtful in `spec/`, and what to write instead.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cargo xtask lint
  cargo xtask lint --notes                       and what is good to know, such as unused schemas
  cargo xtask lint --deny-warnings               exit with 1 for warnings too")]
pub(crate) struct Lint {
    /// Print notes, too, which ask for no change.
    #[arg(long)]
    pub(crate) notes: bool,
    /// Exit with 1 when there are warnings, too.
    #[arg(long)]
    pub(crate) deny_warnings: bool,
}

/// Runs all tests, and installs what they need below the checkout.
///
/// First an independent validator (Redocly) looks at the documents, then `cargo test --workspace` runs, the
/// contract tests against Prism included. Both are pinned, and installed in `tests/node/node_modules`. Without
/// node the tests that need it are left out, and the last lines say so; where CI=true that is a failure.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cargo xtask test                               everything
  cargo xtask test -- wire                       the tests with `wire` in their names
  cargo xtask test -- wire -- --nocapture        and what they print")]
pub(crate) struct Test {
    /// Arguments for `cargo test`.
    #[arg(last = true, value_name = "ARGS")]
    pub(crate) arguments: Vec<OsString>,
}

/// Runs every check that a change must pass.
///
/// The first check that fails ends the run, with the command that repeats it.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cargo xtask ci                                 everything, in the order of the list above
  cargo xtask ci format clippy                   only these")]
pub(crate) struct Ci {
    /// Run only these checks.
    #[arg(value_name = "CHECK")]
    pub(crate) steps: Vec<Step>,
}

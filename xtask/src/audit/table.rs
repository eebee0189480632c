//! The table of agreements: how often the judges say what for each verdict of the diff.

use generator::diff::Rust;

use super::judged::Judged;

/// The verdicts, the worst first.
const VERDICTS: [(Rust, &str); 4] =
    [(Rust::Major, "major"), (Rust::Minor, "minor"), (Rust::Patch, "patch"), (Rust::None, "none")];

/// A line for each verdict of the diff.
pub(super) fn table(judged: &[Judged]) -> String {
    let mut lines = vec![
        format!("{:5} {:>10} {:^26} {:^26}", "", "", "compiler", "cargo-semver-checks"),
        format!(
            "{:5} {:>10} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8}",
            "diff", "directions", "major", "minor", "none", "major", "minor", "none"
        ),
    ];
    for (verdict, name) in VERDICTS {
        let of: Vec<&Judged> = judged.iter().filter(|judged| judged.ours == verdict).collect();
        let (compiler, semver) = (told(&of, |judged| Some(judged.compiler)), told(&of, |judged| judged.semver));
        lines.push(format!("{name:5} {:>10} {compiler} {semver}", of.len()));
    }
    lines.join("\n")
}

/// How often a judge says what it can say.
fn told(judged: &[&Judged], verdict: impl Fn(&Judged) -> Option<Rust>) -> String {
    let count = |said| match judged.iter().filter(|judged| verdict(judged) == Some(said)).count() {
        0 => "-".to_owned(),
        count => count.to_string(),
    };
    [Rust::Major, Rust::Minor, Rust::None].map(|verdict| format!("{:>8}", count(verdict))).join(" ")
}

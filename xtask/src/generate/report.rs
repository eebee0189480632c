//! What became of each part of the document, for people and for programs.

use anstream::{print, println};
use generator::accounting::{Accounting, Charged, Fate, Reason, Tally};
use generator::diagnostic::visible_line;
use generator::source::{Origin, Sources};
use serde_json::{Map, Value, json};

use crate::terminal::{BOLD, DIM, RED, YELLOW};

/// Beyond this many, reasons are counted instead of listed.
const REASONS_SHOWN: usize = 30;

/// The version of the JSON; a change that a reader notices raises it.
const VERSION: u32 = 1;

/// Prints how many units of each kind there are, and what became of them.
pub(super) fn print_totals(account: &Accounting) {
    print!("{BOLD}");
    print_row("", ["total", "generated", "degraded", "refused", "left out"]);
    print!("{BOLD:#}");
    for (unit, tally) in &account.tallies {
        print_row(unit.as_str(), cells(tally));
    }
    print_row("all", cells(&account.total()));
}

fn cells(tally: &Tally) -> [String; 5] {
    [tally.total(), tally.generated, tally.degraded, tally.refused, tally.left_out].map(|count| count.to_string())
}

fn print_row(name: &str, cells: [impl AsRef<str>; 5]) {
    let cells = cells.map(|cell| format!("{:>12}", cell.as_ref())).concat();
    println!("{name:<12}{cells}");
}

/// Prints why units are not generated: the worst first, each with one place.
pub(super) fn print_reasons(account: &Accounting, sources: &Sources) {
    let mut last = None;
    for reason in account.reasons.iter().take(REASONS_SHOWN) {
        if last.replace(reason.fate) != Some(reason.fate) {
            let style = if reason.fate == Fate::Refused { RED } else { YELLOW };
            println!("\n{style}{}{style:#}", reason.fate);
        }
        let place = reason.place.as_ref().map(|place| self::place(place, sources)).unwrap_or_default();
        let (message, place) = (visible_line(&reason.message), visible_line(&place));
        println!("{:>8}  {} {message} {DIM}{place}{DIM:#}", reason.count(), reason.code);
    }
    let more = account.reasons.len().saturating_sub(REASONS_SHOWN);
    if more > 0 {
        println!("{DIM}… and {more} more; `--report json` lists all{DIM:#}");
    }
}

/// A place as a reference names it.
fn place(origin: &Origin, sources: &Sources) -> String {
    format!("{}#{}", sources.name(origin.file), origin.pointer)
}

/// All of it as one JSON object, as `generator/docs/report.md` describes it.
pub(super) fn json(account: &Accounting, sources: &Sources) -> Value {
    let totals: Map<String, Value> =
        account.tallies.iter().map(|(unit, tally)| (unit.as_str().to_owned(), self::tally(tally))).collect();
    let reasons: Vec<Value> = account.reasons.iter().map(|reason| self::reason(reason, sources)).collect();
    let units: Vec<Value> = account.charged().map(|charged| self::unit(&charged, sources)).collect();
    json!({ "version": VERSION, "totals": totals, "reasons": reasons, "units": units })
}

fn tally(tally: &Tally) -> Value {
    json!({
        "total": tally.total(),
        "generated": tally.generated,
        "degraded": tally.degraded,
        "refused": tally.refused,
        "left_out": tally.left_out,
    })
}

fn reason(reason: &Reason, sources: &Sources) -> Value {
    let units: Map<String, Value> =
        reason.units.iter().map(|(unit, count)| (unit.as_str().to_owned(), json!(count))).collect();
    json!({
        "fate": fate(reason.fate),
        "code": reason.code.as_str(),
        "message": reason.message,
        "place": reason.place.as_ref().map(|place| self::place(place, sources)),
        "units": units,
    })
}

fn unit(charged: &Charged, sources: &Sources) -> Value {
    json!({
        "unit": charged.unit.as_str(),
        "fate": fate(charged.fate),
        "place": place(&charged.origin, sources),
        "reason": charged.reason,
    })
}

fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::Generated => "generated",
        Fate::LeftOut => "left_out",
        Fate::Degraded => "degraded",
        Fate::Refused => "refused",
    }
}

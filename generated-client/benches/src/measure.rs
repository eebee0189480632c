//! Comparing ways to do the same: in turns, so that whatever slows the machine down slows all of them.

use std::fmt::Write;
use std::time::{Duration, Instant};

/// One way to do something.
pub struct Contender {
    /// What it is called.
    pub name: &'static str,
    /// Does it so many times.
    pub run: Box<dyn FnMut(u64)>,
}

/// Ways to do the same, the one that is judged first.
pub struct Comparison {
    /// What is done.
    pub name: &'static str,
    /// How.
    pub contenders: Vec<Contender>,
}

/// What the turns of a contender say.
struct Figures {
    /// The median, in nanoseconds.
    time: f64,
    /// The median of its time in a turn by that of the first contender in the same turn.
    ratio: f64,
}

/// The turns that each contender has.
const TURNS: usize = 101;

/// How long a turn takes at least.
const TURN: Duration = Duration::from_millis(10);

impl Contender {
    /// A way by its name.
    pub fn new(name: &'static str, run: impl FnMut(u64) + 'static) -> Self {
        Self { name, run: Box::new(run) }
    }

    fn time(&mut self, times: u64) -> Duration {
        let started = Instant::now();
        (self.run)(times);
        started.elapsed()
    }
}

/// The times of all contenders as a table: microseconds, and their time by that of the first one, the client: above 1
/// the client is faster.
pub fn times(comparisons: &mut [Comparison]) -> String {
    let mut table = format!("{:36} {:>22} {:>12} {:>12}\n", "", "", "µs each", "ratio");
    for comparison in comparisons {
        let figures = comparison.figures();
        for (index, (contender, figures)) in comparison.contenders.iter().zip(figures).enumerate() {
            let name = if index == 0 { comparison.name } else { "" };
            let Figures { time, ratio } = figures;
            let _ = writeln!(table, "{name:36} {:>22} {:>12.3} {ratio:>12.3}", contender.name, time / 1000.0);
        }
    }
    table
}

/// Runs one contender alone.
pub fn once(comparisons: &mut [Comparison], comparison: &str, contender: &str, times: &str) -> String {
    let meant = comparisons.iter_mut().find(|candidate| candidate.name == comparison);
    let meant = meant.and_then(|comparison| comparison.contenders.iter_mut().find(|other| other.name == contender));
    match (meant, times.parse()) {
        (Some(contender), Ok(times)) => {
            (contender.run)(times);
            format!("{comparison}, {contender}: {times} times", contender = contender.name)
        }
        _ => format!("no comparison {comparison:?} with a contender {contender:?}, or {times:?} is no number"),
    }
}

impl Comparison {
    fn figures(&mut self) -> Vec<Figures> {
        let times = self.times_for_a_turn();
        let mut turns: Vec<Vec<f64>> = self.contenders.iter().map(|_| Vec::new()).collect();
        for turn in 0..TURNS {
            // Each is as often the first of a turn as any other.
            for place in 0..turns.len() {
                let at = (turn + place) % turns.len();
                turns[at].push(self.contenders[at].time(times).as_nanos() as f64 / times as f64);
            }
        }
        let figures_of = |own: &Vec<f64>| Figures {
            time: median(own.clone()),
            ratio: median(own.iter().zip(&turns[0]).map(|(own, first)| own / first).collect()),
        };
        turns.iter().map(figures_of).collect()
    }

    /// How often each contender runs in a turn: until the slowest has taken its time, or warmed up at least.
    fn times_for_a_turn(&mut self) -> u64 {
        let mut times = 1;
        while self.contenders.iter_mut().any(|contender| contender.time(times) < TURN) {
            times *= 2;
        }
        times
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

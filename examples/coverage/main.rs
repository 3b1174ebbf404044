//! Checks by simulation that stated errors are honest: over many seeds, how often the 80% interval of each headline
//! figure holds its value in a very long run. Prints a table for each kind of sampling.
//!
//! `cargo run --release --example coverage` takes some minutes; arguments are a preset, seeds and futures of each run.

mod count;

use count::{coverage, run_on};
use ratecard::model::Sampling;
use ratecard::share::preset;

/// Futures of the very long run.
const MANY: u32 = 100_000;

#[expect(clippy::print_stdout, reason = "the table is what is asked for")]
fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = |place: usize, default| {
        words.get(place).and_then(|word| word.parse::<u32>().ok()).unwrap_or(default)
    };
    let id = words.first().map_or("kirklees", String::as_str);
    let (n_seeds, trials) = (number(1, 200), number(2, 2_048));
    let scenario = preset(id).expect("a preset").open().expect("presets open").scenario;
    let long = run_on(&scenario, Sampling::Even, 0, MANY);
    let [even, independent] = [Sampling::Even, Sampling::Independent]
        .map(|sampling| coverage(&long, &scenario, sampling, n_seeds, trials));
    println!("| {id}, {trials} futures, {n_seeds} seeds | even | independent |\n|---|---|---|");
    for (name, even) in even {
        let other = independent.iter().find(|(other, _)| *other == name);
        let other = other.map_or("–".to_owned(), |(_, share)| format!("{share:.0}"));
        println!("| {name} | {even:.0} | {other} |");
    }
}

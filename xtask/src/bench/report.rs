//! benches/RESULTS.md: what was measured beside what is wanted, then ratios, then times.

use super::measurements::{Measurements, Times};
use super::rows::{Row, digits, none};
use super::sureness;
use std::fmt::Write as _;

/// Stages that the engine or the NumPy reference may measure.
const STAGES: &[(&str, &str)] = &[
    ("people", "people: unknowns, referrals, starts, outcomes, support; kept, and priced once"),
    ("contract", "contract: prices, caps, payers, costs, capital, returns, of people who are kept"),
    ("futures", "futures: both, and nothing kept"),
    ("summary", "summary: percentiles and errors of every figure"),
    ("whole", "whole run"),
];

/// The whole file.
pub(super) fn text(measured: &Measurements, machine: &[(&str, String)]) -> String {
    let mut text = String::from(
        "# Results\n\nWritten by `cargo xtask bench`. The scenario is the preset that opens first: 30 outcomes, and \
         about 8,500 people\nreferred in each future, of whom 6,200 start. Times are medians, with the fastest and the \
         slowest repeat behind them;\nratios are of the fastest ones, which other work on the machine disturbs \
         least.\n",
    );
    section(
        &mut text,
        "Wanted and measured",
        &["what", "reach", "dream", "measured"],
        wanted(measured),
    );
    section(&mut text, "Ratios", &["what", "ratio"], ratios(measured));
    let columns = ["milliseconds for one future", "engine", "NumPy, tuned", "NumPy, plain"];
    section(&mut text, "Stages, on one core", &columns, stages(measured));
    text.push_str(
        "\nBoth sides play one future in eight twice, to tell luck from what we do not know. *Tuned* draws as few \
         random bits\nas the model allows; *plain* is the same program with the draws that NumPy offers ready-made. \
         The engine's summary\nalso works out the expected value without dice.\n",
    );
    let columns = ["what varies", "milliseconds"];
    section(&mut text, "Growth of the engine, on one core", &columns, growth(measured));
    section(&mut text, "Sureness", &sureness::COLUMNS, sureness::rows(measured));
    text.push_str(sureness::NOTE);
    let columns = ["what a person waits for", "milliseconds", "longest gap", "longest task"];
    section(&mut text, "The page", &columns, page(measured));
    text.push_str(
        "\nFrom the first event to the paint that shows the figures of all futures. *Longest gap*: how much a timer \
         of 4 ms on the\nmain thread comes late at worst. *Longest task*: as the browser reports it, from 50 ms on; \
         0 is none.\n",
    );
    if !measured.agreement.is_empty() {
        text.push_str(
            "\n## Agreement of the engine and the NumPy reference\n\nHow many standard errors the reference lies above \
             the engine, over as many futures on either side.\n\n",
        );
        text.push_str(measured.agreement.trim_end());
        text.push('\n');
    }
    let machine = machine.iter().map(|(name, value)| ((*name).to_owned(), vec![value.clone()]));
    section(&mut text, "Measured on", &["what", "which"], machine.collect());
    text
}

fn section(text: &mut String, title: &str, columns: &[&str], rows: Vec<Row>) {
    let _ = write!(text, "\n## {title}\n\n| {} |\n|", columns.join(" | "));
    text.push_str(&"---|".repeat(columns.len()));
    text.push('\n');
    for (name, cells) in rows {
        let _ = writeln!(text, "| {name} | {} |", cells.join(" | "));
    }
}

fn wanted(measured: &Measurements) -> Vec<Row> {
    let numpy = ratio_of(measured.get("numpy whole"), measured.per_one("stage whole"));
    let block = measured.longest(", longest gap").map(|(name, gap)| {
        format!("{}: {}", time(Some(gap)), name.trim_end_matches(", longest gap"))
    });
    let size = measured.compressed_kb.map_or_else(none, |kb| format!("{kb:.0} kB"));
    let rows = [
        (
            "10,000 futures, from click to final figures",
            ["2 s", "1 s"],
            time(measured.get("10000 futures")),
        ),
        ("the same work in NumPy, one core each", ["20 times slower", "40 times slower"], numpy),
        (
            "price edit to all figures, 10,000 futures",
            ["50 ms", "16 ms"],
            time(measured.get("price at 10000 futures")),
        ),
        (
            "first figures after opening a link, files cached",
            ["800 ms", "300 ms"],
            time(measured.get("link, first figures")),
        ),
        (
            "longest block of the main thread, in whatever it comes",
            ["50 ms", "16 ms"],
            block.unwrap_or_else(none),
        ),
        ("download, compressed", ["600 kB", "350 kB"], size),
    ];
    rows.map(|(what, [reach, dream], measured)| {
        (what.to_owned(), vec![reach.to_owned(), dream.to_owned(), measured])
    })
    .into()
}

fn ratios(measured: &Measurements) -> Vec<Row> {
    let (get, per_one) = (|name: &str| measured.get(name), |name: &str| measured.per_one(name));
    let on_one_core = per_one("stage whole").map(|times| times.scaled(10_000.0));
    let word = per_one("floor random_words");
    let words = get("words per future").map(|words| words.median);
    let floor = word.zip(words).map(|(word, words)| word.scaled(words));
    let floor = match per_one("stage people") {
        Some(people) => ratio_of(Some(people), floor),
        None => ratio_of(per_one("stage futures"), floor),
    };
    let rows = [
        (
            "NumPy, tuned, to the engine: whole run on one core",
            ratio_of(get("numpy whole"), per_one("stage whole")),
        ),
        (
            "NumPy, plain, to the engine: whole run on one core",
            ratio_of(get("plain numpy whole"), per_one("stage whole")),
        ),
        (
            "NumPy, tuned, on one core to the page with 2 workers: 10,000 futures, figures on the screen",
            ratio_of(
                get("numpy whole").map(|times| times.scaled(10_000.0)),
                get("processors 2, 10000 futures"),
            ),
        ),
        (
            "NumPy, plain, on one core to the page with 2 workers: 10,000 futures, figures on the screen",
            ratio_of(
                get("plain numpy whole").map(|times| times.scaled(10_000.0)),
                get("processors 2, 10000 futures"),
            ),
        ),
        (
            "another price to a simulation of the same futures, on the page",
            ratio_of(get("price at 10000 futures"), get("10000 futures")),
        ),
        ("people stage to drawing its random words and nothing else", floor),
        (
            "10,000 futures: the page to the engine on one core",
            ratio_of(get("10000 futures"), on_one_core),
        ),
        (
            "the page: 1 worker to 2",
            ratio_of(get("processors 1, 10000 futures"), get("processors 2, 10000 futures")),
        ),
        (
            "the page: 10 times the futures, from 10,000",
            ratio_of(get("100000 futures"), get("10000 futures")),
        ),
        (
            "4 times the futures, from 250",
            ratio_of(get("growth futures 1000"), get("growth futures 250")),
        ),
        (
            "16 times the futures, from 250",
            ratio_of(get("growth futures 4000"), get("growth futures 250")),
        ),
        (
            "4 times the people, from a quarter of the preset's",
            ratio_of(get("growth people_in_percent 100"), get("growth people_in_percent 25")),
        ),
        (
            "4 times the people, from the preset's",
            ratio_of(get("growth people_in_percent 400"), get("growth people_in_percent 100")),
        ),
        (
            "3 times the outcomes, from 10",
            ratio_of(get("growth outcomes 30"), get("growth outcomes 10")),
        ),
    ];
    rows.map(|(what, ratio)| (what.to_owned(), vec![ratio])).into()
}

fn stages(measured: &Measurements) -> Vec<Row> {
    let mut rows: Vec<Row> = STAGES
        .iter()
        .map(|(stage, what)| {
            let engine = measured.per_one(&format!("stage {stage}"));
            let [tuned, plain] =
                ["numpy", "plain numpy"].map(|peer| measured.get(&format!("{peer} {stage}")));
            ((*what).to_owned(), [engine, tuned, plain].map(plain_time).into())
        })
        .collect();
    let word = measured.per_one("floor random_words");
    let words = measured.get("words per future");
    let word = word.map_or_else(none, |word| format!("{:.2} ns", 1e6 * word.median));
    let words =
        words.map_or_else(|| "not counted".to_owned(), |words| format!("{:.0}", words.median));
    rows.push(("one random word".to_owned(), vec![word, none(), none()]));
    rows.push(("random words for one future".to_owned(), vec![words, none(), none()]));
    rows
}

fn growth(measured: &Measurements) -> Vec<Row> {
    let rows = [
        ("futures", [250, 1000, 4000], "futures"),
        ("people_in_percent", [25, 100, 400], "% of the preset's people, 250 futures"),
        ("outcomes", [10, 20, 30], "outcomes, 250 futures"),
    ];
    rows.into_iter()
        .flat_map(|(name, numbers, unit)| {
            numbers.map(|n| {
                let space = if unit.starts_with('%') { "" } else { " " };
                let times = measured.get(&format!("growth {name} {n}"));
                (format!("{n}{space}{unit}"), vec![plain_time(times)])
            })
        })
        .collect()
}

fn page(measured: &Measurements) -> Vec<Row> {
    let rows = [
        ("1,000 futures", "1000 futures"),
        ("10,000 futures", "10000 futures"),
        ("100,000 futures", "100000 futures"),
        ("10,000 futures with 1 worker", "processors 1, 10000 futures"),
        ("10,000 futures with 2 workers", "processors 2, 10000 futures"),
        ("another price, 10,000 futures", "price at 10000 futures"),
        ("a link with cached files: first figures", "link, first figures"),
        ("a link with cached files: all figures", "link, all figures"),
        ("a first visit, nothing cached: first figures", "first visit, first figures"),
        ("a first visit, nothing cached: all figures", "first visit, all figures"),
    ];
    rows.map(|(what, name)| {
        let visit = name.split_once(", ").map_or(name, |(visit, _)| visit);
        let part = |part: &str| {
            let own = measured.get(&format!("{name}, longest {part}"));
            own.or_else(|| measured.get(&format!("{visit}, longest {part}")))
        };
        let cells = [measured.get(name), part("gap"), part("task")].map(plain_time);
        (what.to_owned(), cells.into())
    })
    .into()
}

fn ratio_of(one: Option<Times>, other: Option<Times>) -> String {
    match (one, other) {
        (Some(one), Some(other)) => format!("{} times", digits(one.least / other.least)),
        _ => none(),
    }
}

fn time(times: Option<Times>) -> String {
    match times {
        Some(times) if times.median >= 1000.0 => {
            let seconds = times.scaled(0.001);
            format!(
                "{} s ({} to {})",
                digits(seconds.median),
                digits(seconds.least),
                digits(seconds.most)
            )
        }
        Some(times) => {
            format!(
                "{} ms ({} to {})",
                digits(times.median),
                digits(times.least),
                digits(times.most)
            )
        }
        None => none(),
    }
}

/// Milliseconds without the unit, which stands above them.
fn plain_time(times: Option<Times>) -> String {
    times.map_or_else(none, |times| {
        format!("{} ({} to {})", digits(times.median), digits(times.least), digits(times.most))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_measured_is_a_dash() {
        let text = text(&Measurements::default(), &[("date", "2026-01-01".to_owned())]);
        assert!(text.contains("| download, compressed | 600 kB | 350 kB | – |"));
        assert!(text.contains("| date | 2026-01-01 |"));
        assert!(!text.contains("Agreement"));
    }

    #[test]
    fn ratios_come_before_times() {
        let mut measured = Measurements::default();
        measured.add_lines("growth futures 250\t100\ngrowth futures 1000\t400");
        let text = text(&measured, &[]);
        let ratio = text.find("| 4 times the futures, from 250 | 4.00 times |");
        let times = text.find("| 1000 futures | 400 (400 to 400) |");
        assert!(ratio.is_some() && ratio < times, "{text}");
    }
}

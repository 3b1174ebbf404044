//! The table of sureness: how far figures lie apart over many seeds, under each kind of sampling.

use super::measurements::Measurements;
use super::rows::{Row, digits, none};

/// The columns after which [`rows`] are made.
pub(super) const COLUMNS: [&str; 7] = [
    "preset, figure",
    "even",
    "Latin hypercube",
    "independent",
    "hypercube futures for the same error",
    "independent futures for the same error",
    "independent time for the same error",
];

pub(super) const NOTE: &str = "\nStandard deviation of each figure over 40 seeds of 2,048 futures each: chances in futures of 100, returns in points \
     of\npercent, amounts in pounds. *For the same error*: times what even sampling takes; the square of the ratio of both \
     errors,\nsince the errors of the other two fall with the root of the number of futures. A deviation over 40 seeds is \
     itself known to\nabout 11%. Earned, paid and peak are money; where a figure is the cap in every run there is no error.\n";

/// A row for each figure of each preset that varies.
pub(super) fn rows(measured: &Measurements) -> Vec<Row> {
    let figures = measured.names().filter_map(|name| {
        let (preset, figure) = name.strip_prefix("sureness/")?.split_once("/even/")?;
        (figure != "time").then_some((preset, figure))
    });
    figures.filter_map(|(preset, figure)| row(measured, preset, figure)).collect()
}

fn row(measured: &Measurements, preset: &str, figure: &str) -> Option<Row> {
    let of = |sampling: &str, what: &str| {
        measured.get(&format!("sureness/{preset}/{sampling}/{what}")).map(|times| times.median)
    };
    let [even, hypercube, independent] =
        ["even", "hypercube", "independent"].map(|sampling| of(sampling, figure));
    let even = even.filter(|error| *error > 0.0)?;
    let futures = |error: Option<f64>| error.map(|error| (error / even) * (error / even));
    let time = futures(independent)
        .zip(of("independent", "time"))
        .zip(of("even", "time"))
        .map(|((futures, independent), even)| futures * independent / even);
    let times = |ratio: Option<f64>| ratio.map_or_else(none, |ratio| format!("{ratio:.1} times"));
    let is_share = figure.starts_with("chance") || figure.starts_with("return");
    let error = |error: Option<f64>| match error {
        Some(error) if is_share => digits(100.0 * error),
        Some(error) => digits(error),
        None => none(),
    };
    let cells = vec![
        error(Some(even)),
        error(hypercube),
        error(independent),
        times(futures(hypercube)),
        times(futures(independent)),
        times(time),
    ];
    Some((format!("{preset}: {figure}"), cells))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twice_the_error_takes_four_times_the_futures() {
        let mut measured = Measurements::default();
        measured.add_lines(
            "sureness/kirklees/even/paid, P50\t1000\nsureness/kirklees/independent/paid, P50\t2000\n\
             sureness/kirklees/even/time\t0.2\nsureness/kirklees/independent/time\t0.1\n\
             sureness/kirklees/even/paid, P90\t0",
        );
        let rows = rows(&measured);
        assert_eq!(rows.len(), 1, "what never varies is left out");
        let (name, cells) = &rows[0];
        assert_eq!(name, "kirklees: paid, P50");
        assert_eq!(
            cells[..],
            ["1000", "–", "2000", "–", "4.0 times", "2.0 times"].map(str::to_owned)
        );
    }
}

//! How often the intervals that a run states hold the value of a very long run.

use ratecard::engine::summary::{Chance, ERRORS_IN_80, Interval, Range, Spread, Summary};
use ratecard::engine::{PreparedScenario, run};
use ratecard::model::{Money, Sampling, Scenario};

/// A figure of a run: its value, and the interval that should hold that of a very long run in 80 of 100 cases.
pub(crate) struct Headline {
    pub(crate) name: &'static str,
    pub(crate) value: f64,
    interval: Option<(f64, f64)>,
}

/// The figures that are looked at first.
pub(crate) fn headlines(summary: &Summary) -> Vec<Headline> {
    let capital = &summary.capital;
    let mut all = vec![
        chance("chance of the cap", summary.cap.probability),
        chance("chance of a loss", capital.loss_chance),
    ];
    all.extend(spread(
        ["earned, mean", "earned, P10", "earned, P50", "earned, P90"],
        &summary.earned,
    ));
    all.extend(spread(["paid, mean", "paid, P10", "paid, P50", "paid, P90"], &summary.paid));
    all.extend(spread(["peak, mean", "peak, P10", "peak, P50", "peak, P90"], &capital.peak));
    // The rate of return has a mean only where every future that uses capital has one; that on capital always has.
    let rate = capital.irr.and_then(|irr| irr.range);
    for (name, range) in
        [("return, mean", rate), ("return on capital employed, mean", capital.return_on_capital)]
    {
        all.extend(range.map(|Range { mean, mean_error, .. }| around(name, mean, mean_error)));
    }
    all
}

fn around(name: &'static str, value: f64, error: Option<f64>) -> Headline {
    let interval = error.map(|error| (value - ERRORS_IN_80 * error, value + ERRORS_IN_80 * error));
    Headline { name, value, interval }
}

fn chance(name: &'static str, chance: Chance) -> Headline {
    around(name, chance.probability, chance.error)
}

fn spread(names: [&'static str; 4], spread: &Spread) -> [Headline; 4] {
    let percentile = |name, value: Money, interval: Option<Interval>| Headline {
        name,
        value: value.pounds(),
        interval: interval.map(|Interval { low, high }| (low.pounds(), high.pounds())),
    };
    [
        around(names[0], spread.mean, spread.mean_error),
        percentile(names[1], spread.p10, spread.p10_interval),
        percentile(names[2], spread.p50, spread.p50_interval),
        percentile(names[3], spread.p90, spread.p90_interval),
    ]
}

/// One run of a scenario on other dice.
pub(crate) fn run_on(scenario: &Scenario, sampling: Sampling, seed: u32, trials: u32) -> Summary {
    let mut scenario = scenario.clone();
    scenario.run.sampling = sampling;
    scenario.run.seed = seed;
    scenario.run.trials = trials;
    run(&PreparedScenario::new(&scenario).expect("a scenario that can be run"))
}

/// In how many of 100 seeds the interval of each figure holds its value in a very long run.
///
/// Figures that many runs agree on to the penny are left out, such as a percentile that is the cap: their intervals hold
/// the value more often than they need to.
pub(crate) fn coverage(
    long: &Summary,
    scenario: &Scenario,
    sampling: Sampling,
    n_seeds: u32,
    trials: u32,
) -> Vec<(&'static str, f64)> {
    let truth = headlines(long);
    let runs: Vec<Vec<Headline>> =
        (1..=n_seeds).map(|seed| headlines(&run_on(scenario, sampling, seed, trials))).collect();
    // A rate of return has a mean in some runs and none in others.
    let of_all_runs = |name: &str| -> Option<Vec<&Headline>> {
        runs.iter().map(|run| run.iter().find(|figure| figure.name == name)).collect()
    };
    let varies = |found: &[&Headline]| {
        let values = found.iter().map(|figure| figure.value.to_bits());
        values
            .clone()
            .all(|one| 4 * values.clone().filter(|other| *other == one).count() <= found.len())
    };
    let figures = truth.iter().filter_map(|figure| {
        let found = of_all_runs(figure.name).filter(|found| varies(found))?;
        let holds = |found: &&&Headline| {
            found.interval.is_some_and(|(low, high)| (low..=high).contains(&figure.value))
        };
        let held = found.iter().filter(holds).count();
        Some((figure.name, 100.0 * held as f64 / f64::from(n_seeds)))
    });
    figures.collect()
}

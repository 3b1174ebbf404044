//! How long the engine takes on one core, on the preset that opens first.
//!
//! `cargo xtask bench` runs this beside the same work elsewhere and reads the table that comes out. An argument is
//! the number of futures, or of what is varied. Under [`stage`], names are those of the stages in
//! `xtask/src/bench/report.rs`, which shows every stage that is measured here.

use std::hint::black_box;

use divan::Bencher;
use ratecard::engine::{Batch, Collector, PreparedScenario, price, run, run_and_keep, run_batch};
use ratecard::model::{Money, Quantity, Scenario};
use ratecard::share::PRESETS;

#[cfg(not(feature = "count-words"))]
fn main() {
    divan::main();
}

/// Counts instead of timing: the random words that the people stage takes for one future, on average over the first
/// ones of the preset. A build of its own, because counting takes time.
#[cfg(feature = "count-words")]
#[expect(clippy::print_stdout, reason = "the count is what is asked for")]
fn main() {
    const N_FUTURES: u32 = 80;
    let before = ratecard::engine::words_drawn();
    black_box(batch(&plan(&kirklees(N_FUTURES))));
    let words = ratecard::engine::words_drawn() - before;
    println!("words per future\t{:.0}", words as f64 / f64::from(N_FUTURES));
}

fn kirklees(n_futures: u32) -> Scenario {
    let preset = PRESETS.iter().find(|preset| preset.id == "kirklees").expect("the first preset");
    let mut scenario = preset.open().expect("presets open").scenario;
    scenario.run.trials = n_futures;
    scenario
}

fn plan(scenario: &Scenario) -> PreparedScenario {
    PreparedScenario::new(scenario).expect("presets have no errors")
}

fn batch(plan: &PreparedScenario) -> Batch {
    run_batch(plan.plan(), 0..plan.plan().n_trials())
}

mod stage {
    use super::*;

    /// People, contract and ledger of every future.
    #[divan::bench(args = [1000], sample_count = 10, sample_size = 1)]
    fn futures(bencher: Bencher<'_, '_>, n_futures: u32) {
        let plan = plan(&kirklees(n_futures));
        bencher.bench_local(|| batch(&plan));
    }

    /// The people of every future, kept.
    #[divan::bench(args = [1000], sample_count = 10, sample_size = 1)]
    fn people(bencher: Bencher<'_, '_>, n_futures: u32) {
        let plan = plan(&kirklees(n_futures));
        bencher.bench_local(|| run_and_keep(plan.plan(), 0..n_futures));
    }

    /// Prices, caps, payers, costs and capital of people who are kept.
    #[divan::bench(args = [1000], sample_count = 20, sample_size = 1)]
    fn contract(bencher: Bencher<'_, '_>, n_futures: u32) {
        let plan = plan(&kirklees(n_futures));
        let (_, kept) = run_and_keep(plan.plan(), 0..n_futures);
        let mut kept = kept.expect("the preset delivers on after its cap");
        let mut scenario = kirklees(n_futures);
        bencher.bench_local(|| {
            // Another price each time, as somebody types.
            let line = &mut scenario.rate_card.outcomes[15];
            line.price += Money::from_pence(100);
            price(super::plan(&scenario).plan(), &mut kept, None)
        });
    }

    #[divan::bench(args = [10_000], sample_count = 10, sample_size = 1)]
    fn summary(bencher: Bencher<'_, '_>, n_futures: u32) {
        let plan = plan(&kirklees(n_futures));
        let mut collector = Collector::new(&plan);
        collector.add(batch(&plan));
        bencher.bench_local(|| collector.summary());
    }

    /// All of it, on one core.
    #[divan::bench(args = [10_000], sample_count = 5, sample_size = 1)]
    fn whole(bencher: Bencher<'_, '_>, n_futures: u32) {
        let plan = plan(&kirklees(n_futures));
        bencher.bench_local(|| run(&plan));
    }
}

/// What a run takes with more of one thing and the same of all others.
mod growth {
    use super::*;

    #[divan::bench(args = [250, 1000, 4000], sample_count = 5, sample_size = 1)]
    fn futures(bencher: Bencher<'_, '_>, n_futures: u32) {
        let plan = plan(&kirklees(n_futures));
        bencher.bench_local(|| batch(&plan));
    }

    #[divan::bench(args = [25, 100, 400], sample_count = 5, sample_size = 1)]
    fn people_in_percent(bencher: Bencher<'_, '_>, percent: u32) {
        let mut scenario = kirklees(250);
        for step in &mut scenario.cohort.referrals {
            let per_month = step.per_month.get() * f64::from(percent) / 100.0;
            step.per_month = Quantity::new(per_month).expect("a positive number");
        }
        let plan = plan(&scenario);
        bencher.bench_local(|| batch(&plan));
    }

    /// The first outcomes of the card; what they wait for stands before them.
    #[divan::bench(args = [10, 20, 30], sample_count = 5, sample_size = 1)]
    fn outcomes(bencher: Bencher<'_, '_>, n_outcomes: usize) {
        let mut scenario = kirklees(250);
        let outcomes = &mut scenario.rate_card.outcomes;
        outcomes.truncate(n_outcomes);
        for segment in &mut scenario.cohort.segments {
            segment
                .odds
                .retain(|odds| outcomes.iter().any(|outcome| outcome.domain == odds.applies_to));
        }
        let plan = plan(&scenario);
        bencher.bench_local(|| batch(&plan));
    }
}

mod floor {
    use super::*;

    /// Words of the generator that serves people, SplitMix64 by counter, and nothing else.
    #[divan::bench(args = [1_000_000], sample_count = 20, sample_size = 1)]
    fn random_words(bencher: Bencher<'_, '_>, n_words: u64) {
        bencher.bench_local(|| {
            let mut place = black_box(1_234_567_u64);
            // Turning what was drawn keeps the compiler from drawing several words at once by multiplications in
            // parts, which takes twice as long.
            (0..n_words).fold(0_u64, |all, _| {
                place = place.wrapping_add(GOLDEN);
                all.rotate_left(1) ^ mix(place)
            })
        });
    }

    const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

    /// The output function of SplitMix64, as in `engine/dice/rng.rs`.
    fn mix(mut z: u64) -> u64 {
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

//! How sure figures are: their spread over seeds, under even, independent and Latin hypercube sampling.
//!
//! `cargo bench --bench sureness` measures the first two, and `cargo bench --bench sureness --features latin-hypercube`
//! the third, which no scenario can ask for. `cargo xtask bench` runs both and sets them side by side.
#![expect(clippy::print_stdout, reason = "the figures are what is asked for")]

#[path = "../examples/coverage/count.rs"]
#[expect(dead_code, reason = "intervals are for the coverage of them")]
mod count;

use std::time::Instant;

use count::{headlines, run_on};
use ratecard::model::Sampling;
use ratecard::share::PRESETS;

const N_SEEDS: u32 = 40;
const N_FUTURES: u32 = 2_048;

#[cfg(not(feature = "latin-hypercube"))]
const SAMPLINGS: &[(&str, Sampling)] =
    &[("even", Sampling::Even), ("independent", Sampling::Independent)];

/// With the feature, independent draws are those of a Latin hypercube.
#[cfg(feature = "latin-hypercube")]
const SAMPLINGS: &[(&str, Sampling)] = &[("hypercube", Sampling::Independent)];

fn main() {
    // A number asks for fewer seeds.
    let asked = std::env::args().find_map(|word| word.parse::<u32>().ok());
    let n_seeds = asked.map_or(N_SEEDS, |asked| asked.clamp(2, N_SEEDS));
    for preset in PRESETS {
        let scenario = preset.open().expect("presets open").scenario;
        for (name, sampling) in SAMPLINGS {
            #[expect(clippy::disallowed_methods, reason = "a bench runs on the host alone")]
            let began = Instant::now();
            let runs: Vec<_> = (1..=n_seeds)
                .map(|seed| headlines(&run_on(&scenario, *sampling, seed, N_FUTURES)))
                .collect();
            let milliseconds = 1e3 * began.elapsed().as_secs_f64();
            let futures = f64::from(n_seeds * N_FUTURES);
            println!("sureness/{}/{name}/time\t{}", preset.id, milliseconds / futures);
            for figure in 0..runs[0].len() {
                let values: Vec<f64> = runs.iter().map(|run| run[figure].value).collect();
                let name_of_figure = runs[0][figure].name;
                println!("sureness/{}/{name}/{name_of_figure}\t{}", preset.id, spread(&values));
            }
        }
    }
}

/// Standard deviation.
fn spread(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    (values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (n - 1.0)).sqrt()
}

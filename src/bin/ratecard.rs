//! The command line.
use ratecard::engine::{Plan, run};
fn main() {
    let scenario = ratecard::share::PRESETS[0].open().unwrap().scenario;
    let mut scenario = scenario;
    if let Some(n) = std::env::args().nth(1) {
        scenario.run.trials = n.parse().unwrap();
    }
    let plan = Plan::new(&scenario).unwrap();
    let t = std::time::Instant::now();
    let s = run(&plan);
    eprintln!("{:?} for {}", t.elapsed(), s.trials);
    println!("{s:#?}");
}

//! The command line.
use ratecard::engine::{Plan, run};
fn main() {
    let scenario = ratecard::share::presets::PRESETS[0].open().unwrap().scenario;
    let plan = Plan::new(&scenario).unwrap();
    let t = std::time::Instant::now();
    let s = run(&plan);
    eprintln!("{:?} for {}", t.elapsed(), s.trials);
    println!("{s:#?}");
}

//! `simulate`: all futures on all cores, and the report.

use std::num::NonZero;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::thread;

use ratecard::engine::summary::Change;
use ratecard::engine::{Collector, PreparedScenario, collect_case, run_batch};
use ratecard::findings::since::since_in_report;
use ratecard::model::{Run, Scenario};
use ratecard::report::{self, Report, Since, futures_csv};
use ratecard::share::Opened;

use super::arguments::{Form, Simulation};
use super::failure::Failure;
use super::output;
use super::progress::Progress;

/// Runs and reports.
pub(crate) fn run(simulation: &Simulation) -> Result<(), Failure> {
    let mut opened = simulation.source.open()?;
    for warning in &opened.warnings {
        output::complain(&format!("warning: {warning}"));
    }
    let scenario = &mut opened.scenario;
    scenario.run.trials = simulation.trials.unwrap_or(scenario.run.trials);
    scenario.run.seed = simulation.seed.unwrap_or(scenario.run.seed);

    let collector = collected(simulation, scenario)?;
    let summary = collector.summary();
    let mut report = Report::new(&scenario.name, simulation.case, &summary);
    let mut text = report::text(&scenario.name, simulation.case, &summary);
    if let Some((name, change)) = change(simulation, scenario.run, &collector)? {
        report.since = Some(Since::new(&name, &change));
        text.push_str(&format!("\n{}\n", since_in_report(&name, &change)));
    }
    compare(simulation, &opened, &report);
    match &simulation.form {
        Form::Text => output::print_words(&text),
        Form::Json => output::print(&report.json()),
        Form::Csv(folder) => write_tables(folder, &report, &collector),
    }
}

/// The futures of a scenario, or the one of the named case.
fn collected(simulation: &Simulation, scenario: &Scenario) -> Result<Collector, Failure> {
    if let Some(case) = simulation.case {
        return collect_case(scenario, case).map_err(Failure::Problems);
    }
    let prepared = PreparedScenario::new(scenario).map_err(Failure::Problems)?;
    Ok(collect(&prepared, simulation.threads.unwrap_or_else(cores)))
}

/// How the figures differ from those of the scenario that they are to be compared with, on the same dice, and what that
/// one is called; nothing where none was named.
fn change(
    simulation: &Simulation,
    run: Run,
    collector: &Collector,
) -> Result<Option<(String, Change)>, Failure> {
    let Some(source) = &simulation.since else { return Ok(None) };
    let opened = source.open()?;
    let before = Scenario { run, ..opened.scenario };
    let change = collector.change_from(&collected(simulation, &before)?);
    Ok(change.map(|change| (before.name, change)))
}

/// Simulates all futures of a plan. Which thread takes which batch does not matter for any figure.
fn collect(plan: &PreparedScenario, n_threads: u32) -> Collector {
    let n_trials = plan.plan().n_trials();
    // Small enough that all threads end at about the same time, large enough that handing over costs nothing.
    let size = (n_trials / (n_threads * 8)).clamp(1, 64);
    let next = AtomicU32::new(0);
    let mut collector = Collector::new(plan);
    let mut progress = Progress::new(n_trials);
    thread::scope(|scope| {
        let (batches, collected) = mpsc::channel();
        for _ in 0..n_threads.min(n_trials) {
            let (batches, next) = (batches.clone(), &next);
            scope.spawn(move || {
                loop {
                    let first = next.fetch_add(size, Ordering::Relaxed);
                    if first >= n_trials {
                        break;
                    }
                    let batch = run_batch(plan.plan(), first..n_trials.min(first + size));
                    if batches.send(batch).is_err() {
                        break;
                    }
                }
            });
        }
        // The last sender must go, or the loop below would wait for ever.
        drop(batches);
        for batch in collected {
            collector.add(batch);
            progress.show(collector.n_trials());
        }
    });
    collector
}

fn cores() -> u32 {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    u32::try_from(cores).unwrap_or(1)
}

/// Says so when whoever shared the scenario saw other figures than these.
fn compare(simulation: &Simulation, opened: &Opened, report: &Report) {
    let is_as_shared = simulation.trials.is_none()
        && simulation.seed.is_none()
        && simulation.case.is_none()
        && opened.engine.as_deref() == Some(&report.engine);
    if let (true, Some(fingerprint)) = (is_as_shared, &opened.fingerprint)
        && *fingerprint != report.fingerprint
    {
        output::complain(&format!(
            "warning: these are not the figures that the sender saw (fingerprint {fingerprint}): ask whether the \
             scenario was changed after its run"
        ));
    }
}

fn write_tables(folder: &Path, report: &Report, collector: &Collector) -> Result<(), Failure> {
    output::make_folder(folder)?;
    let mut files = report.csv_files();
    files.push(futures_csv(collector.futures()));
    let mut names = String::new();
    for file in &files {
        let path = folder.join(&file.name);
        output::write(&path, &file.text)?;
        names.push_str(&format!("{}\n", path.display()));
    }
    output::print_words(&names)
}

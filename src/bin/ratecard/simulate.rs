//! `simulate`: all futures, and the report.

use std::fs;
use std::path::Path;

use ratecard::analysis::incentives::incentives;
use ratecard::engine::Collector;
use ratecard::findings::since::since_in_report;
use ratecard::format;
use ratecard::model::Scenario;
use ratecard::report::{self, CsvFile, Report, Since, futures_csv};
use ratecard::share::Opened;

use super::arguments::{Form, Simulation};
use super::failure::Failure;
use super::futures::Futures;
use super::input::Source;
use super::output;

/// Runs and reports.
pub(crate) fn run(simulation: &Simulation) -> Result<(), Failure> {
    let mut opened = simulation.source.open_and_warn()?;
    let scenario = &mut opened.scenario;
    if simulation.case.is_some() && (simulation.trials.is_some() || simulation.seed.is_some()) {
        output::complain(
            "note: --trials and --seed change nothing in a named case, which is one future without luck",
        );
    }
    format::set_currency(scenario.currency);
    scenario.run.trials = simulation.trials.unwrap_or(scenario.run.trials);
    scenario.run.seed = simulation.seed.unwrap_or(scenario.run.seed);
    let futures =
        Futures::of(scenario, simulation.case, simulation.threads).map_err(Failure::Problems)?;
    // Whatever is wrong with the other scenario is told before anything is simulated.
    let other = simulation.since.as_ref();
    let other =
        other.map(|source| Other::on_the_dice_of(scenario, source, simulation)).transpose()?;

    let collector = futures.collect();
    let summary = collector.summary();
    let mut report = Report::new(scenario, simulation.case, &summary);
    let mut text = report::text(scenario, simulation.case, &summary);
    if let Some(Other { name, label, futures }) = other {
        let change = collector.change_from(&futures.collect());
        let change = change.expect("both have run all of the same futures");
        report.since = Some(Since::new(&name, &change));
        text.push_str(&format!("\n{}\n", since_in_report(&label, simulation.case, &change)));
    }
    // Whom a card rewards is a question about all futures; it asks for some more of them.
    let wants_incentives = simulation.form == Form::Json && simulation.case.is_none();
    if wants_incentives && let Ok(incentives) = incentives(&opened.scenario, &summary) {
        report.incentives = Some((&incentives).into());
    }
    compare(simulation, &opened, &report);
    match &simulation.form {
        Form::Text => output::print_words(&text),
        Form::Json => output::print(&report.json()),
        Form::Csv { folder, is_marked } => write_tables(folder, *is_marked, &report, &collector),
    }
}

/// The scenario that another one is compared with.
struct Other {
    name: String,
    /// What it is called in a sentence.
    label: String,
    futures: Futures,
}

impl Other {
    /// The scenario of a source, with the seed and the number of futures of another one.
    fn on_the_dice_of(
        scenario: &Scenario,
        source: &Source,
        simulation: &Simulation,
    ) -> Result<Other, Failure> {
        let mut other = source.open_and_warn().map_err(Failure::of_other)?.scenario;
        if other.currency != scenario.currency {
            output::complain(&format!(
                "warning: {source} is in {}, and its amounts are compared as they are, in {}",
                other.currency, scenario.currency
            ));
        }
        other.run.seed = scenario.run.seed;
        other.run.trials = scenario.run.trials;
        let futures = Futures::of(&other, simulation.case, simulation.threads)
            .map_err(Failure::ProblemsOfOther)?;
        // Two variants of one file may have the same name.
        let label = format!("\"{}\" ({source})", other.name);
        Ok(Other { name: other.name, label, futures })
    }
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

/// Refuses to write over files that are not such tables, before anything is written.
fn refuse_strangers(folder: &Path, files: &[CsvFile]) -> Result<(), Failure> {
    let head = |text: &str| {
        text.trim_start_matches(format::CSV_MARK).lines().next().unwrap_or_default().to_owned()
    };
    let stranger = files.iter().find(|file| {
        let there = fs::read(folder.join(&file.name)).unwrap_or_default();
        let there = String::from_utf8_lossy(&there);
        !there.is_empty() && head(&there) != head(&file.text)
    });
    match stranger {
        None => Ok(()),
        Some(file) => Err(Failure::Misuse(format!(
            "{} in {} is not such a table and stays as it is: name another folder",
            file.name,
            folder.display()
        ))),
    }
}

/// Says so when tables of another scenario stand in the folder, which are about to be replaced.
fn warn_of_others(folder: &Path, files: &[CsvFile]) {
    let scenario = |text: &str| {
        let mut lines = text.lines();
        lines.find(|line| line.starts_with("scenario,")).map(str::to_owned)
    };
    let Some(summary) = files.iter().find(|file| file.name == "summary.csv") else { return };
    let there = fs::read_to_string(folder.join(&summary.name)).unwrap_or_default();
    if let Some(other) =
        scenario(&there).filter(|other| scenario(&summary.text).as_ref() != Some(other))
    {
        output::complain(&format!(
            "warning: the tables of {} in {} are replaced: give each scenario a folder of its own",
            other.trim_start_matches("scenario,"),
            folder.display()
        ));
    }
}

/// Says which tables that are there hold something else, and are about to be replaced: somebody may have written into them.
fn note_replaced(folder: &Path, files: &[CsvFile]) {
    let is_other = |file: &&CsvFile| {
        let there = fs::read_to_string(folder.join(&file.name)).unwrap_or_default();
        !there.is_empty() && there.trim_start_matches(format::CSV_MARK) != file.text
    };
    let others: Vec<&str> = files.iter().filter(is_other).map(|file| &*file.name).collect();
    if !others.is_empty() {
        output::complain(&format!(
            "note: replaced in {}, where they held something else: {}",
            folder.display(),
            others.join(", ")
        ));
    }
}

fn write_tables(
    folder: &Path,
    is_marked: bool,
    report: &Report,
    collector: &Collector,
) -> Result<(), Failure> {
    output::make_folder(folder)?;
    let mut files = report.csv_files();
    files.push(futures_csv(collector.futures()));
    if report.since.is_none() && folder.join("since.csv").exists() {
        output::complain(&format!(
            "warning: since.csv and its two companions in {} are of an earlier run, and not of these figures",
            folder.display()
        ));
    }
    refuse_strangers(folder, &files)?;
    warn_of_others(folder, &files);
    note_replaced(folder, &files);
    let mut names = String::new();
    for file in &files {
        let path = folder.join(&file.name);
        let mark = if is_marked { format::CSV_MARK } else { "" };
        output::write(&path, &format!("{mark}{}", file.text))?;
        names.push_str(&format!("{}\n", path.display()));
    }
    output::print_words(&names)
}

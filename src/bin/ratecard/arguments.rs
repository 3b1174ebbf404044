//! From what was typed to what it means.

use std::ffi::OsString;
use std::path::PathBuf;

use ratecard::analysis::journeys::Who;
use ratecard::format;
use ratecard::model::{Case, LIMITS};

use super::chart::{self, Chart};
use super::failure::Failure;
use super::input::Source;
use super::journey::{JourneyCommand, JourneyForm, Whose};
use super::words::Words;

/// What is to be done.
#[derive(Debug)]
pub(crate) enum Command {
    Help,
    Version,
    Presets,
    Simulate(Simulation),
    Chart(Chart),
    Journey(JourneyCommand),
    Check(Source),
    Link { source: Source, base: Option<String> },
    Open { source: Source, out: Option<PathBuf>, may_replace: bool },
    Schema(Schema),
}

/// A run, and the form of its report.
#[derive(Debug)]
pub(crate) struct Simulation {
    pub(crate) source: Source,
    pub(crate) trials: Option<u32>,
    pub(crate) seed: Option<u32>,
    pub(crate) case: Option<Case>,
    /// The scenario that its figures are compared with, future by future.
    pub(crate) since: Option<Source>,
    /// Cores to work on; absent: all.
    pub(crate) threads: Option<u32>,
    pub(crate) form: Form,
}

/// What a report is wanted as.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Text,
    Json,
    Csv {
        folder: PathBuf,
        /// Whether Excel is told that the files are UTF-8.
        is_marked: bool,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Schema {
    Scenario,
    Summary,
}

const COMMANDS: &str = "presets, simulate, chart, journey, check, link, open, schema";

impl Command {
    pub(crate) fn parse(mut typed: Vec<OsString>) -> Result<Command, Failure> {
        if typed.is_empty() {
            return misuse(format!(
                "say what to do, one of {COMMANDS}; ratecard --help tells more"
            ));
        }
        let name = typed.remove(0).to_string_lossy().into_owned();
        let mut words = Words::new(typed);
        if words.flag("--help") || words.flag("-h") {
            return Ok(Command::Help);
        }
        let command = match name.as_str() {
            "--help" | "-h" | "help" => return Ok(Command::Help),
            "--version" | "-V" => Command::Version,
            "presets" => Command::Presets,
            "simulate" => Command::Simulate(simulation(&mut words)?),
            "chart" => Command::Chart(chart(&mut words)?),
            "journey" => Command::Journey(journey(&mut words)?),
            "check" => Command::Check(source(&mut words, "check")?),
            "link" => {
                let base = text(&mut words, "--base", "URL")?;
                Command::Link { source: source(&mut words, "link")?, base }
            }
            "open" => {
                let out = words.value("--out", "FILE")?.map(PathBuf::from);
                let may_replace = force(&mut words, out.as_ref())?;
                Command::Open { source: source(&mut words, "open")?, out, may_replace }
            }
            "schema" => Command::Schema(schema(&mut words)?),
            other => {
                let kind = if other.starts_with('-') { "option" } else { "command" };
                return misuse(format!(
                    "there is no {kind} {other}: write ratecard and one of {COMMANDS}"
                ));
            }
        };
        words.finish(&name)?;
        Ok(command)
    }
}

fn simulation(words: &mut Words) -> Result<Simulation, Failure> {
    let trials = number(words, "--trials", 1, LIMITS.trials)?;
    let seed = number(words, "--seed", 0, u32::MAX)?;
    let case = case(words)?;
    let form = match (words.flag("--json"), words.value("--csv", "DIR")?) {
        (true, Some(_)) => {
            return misuse("--json and --csv do not go together: leave one out".to_owned());
        }
        (true, None) => Form::Json,
        (false, Some(folder)) => {
            Form::Csv { folder: PathBuf::from(folder), is_marked: !words.flag("--no-bom") }
        }
        (false, None) if words.flag("--no-bom") => {
            return misuse("--no-bom is about tables: write --csv DIR as well".to_owned());
        }
        (false, None) => Form::Text,
    };
    let threads = number(words, "--threads", 1, 1024)?;
    let since = since(words)?;
    let source = source(words, "simulate")?;
    if let (Source::StandardInput, Some(Source::StandardInput)) = (&source, &since) {
        return misuse(
            "standard input can be read once only: give one of both as a file".to_owned(),
        );
    }
    Ok(Simulation { source, trials, seed, case, since, threads, form })
}

fn chart(words: &mut Words) -> Result<Chart, Failure> {
    let exhibit = match text(words, "--exhibit", "ID")? {
        Some(id) => chart::exhibit(&id)?,
        None => {
            return misuse(format!(
                "chart needs an exhibit: write --exhibit and one of {}",
                chart::ids()
            ));
        }
    };
    let out = words.value("--out", "FILE")?.map(PathBuf::from);
    let may_replace = force(words, out.as_ref())?;
    let trials = number(words, "--trials", 1, LIMITS.trials)?;
    let seed = number(words, "--seed", 0, u32::MAX)?;
    let width = number(words, "--width", 200, 4000)?.unwrap_or(chart::WIDTH);
    let is_dark = words.flag("--dark");
    let source = source(words, "chart")?;
    Ok(Chart { source, exhibit, out, may_replace, trials, seed, width, is_dark })
}

fn journey(words: &mut Words) -> Result<JourneyCommand, Failure> {
    let future = number(words, "--future", 0, LIMITS.trials - 1)?.unwrap_or(0);
    let seed = number(words, "--seed", 0, u32::MAX)?;
    let person = number(words, "--person", 1, u32::MAX)?;
    let outcome = text(words, "--outcome", "ID")?;
    let segment = text(words, "--segment", "ID")?;
    let lost = words.flag("--lost");
    let (months, events) = (words.flag("--months"), words.flag("--events"));
    let mut asked = Vec::new();
    asked.extend(person.map(Whose::Person));
    asked.extend(outcome.map(|id| Whose::FirstOf(Who::Outcome(id))));
    asked.extend(segment.map(|id| Whose::FirstOf(Who::Segment(id))));
    asked.extend(lost.then_some(Whose::FirstOf(Who::LostPay)));
    if asked.len() > 1 {
        return misuse(
            "--person, --outcome, --segment and --lost each choose a person: keep one of them"
                .to_owned(),
        );
    }
    let form = match (months, events) {
        (true, true) => {
            return misuse("--months and --events do not go together: leave one out".to_owned());
        }
        (true, false) => JourneyForm::Months,
        (false, true) => JourneyForm::Events,
        (false, false) => JourneyForm::Story,
    };
    if form != JourneyForm::Story && !asked.is_empty() {
        return misuse(
            "--months and --events are about everybody: leave the person out".to_owned(),
        );
    }
    let whose = asked.pop().unwrap_or(Whose::FirstOf(Who::Anybody));
    let source = source(words, "journey")?;
    Ok(JourneyCommand { source, future, seed, whose, form })
}

/// Whether a file that is there may be written over.
fn force(words: &mut Words, out: Option<&PathBuf>) -> Result<bool, Failure> {
    let may_replace = words.flag("--force");
    if may_replace && out.is_none() {
        return misuse("--force is about a file: write --out FILE as well".to_owned());
    }
    Ok(may_replace)
}

/// The scenario to compare with, if one is named.
fn since(words: &mut Words) -> Result<Option<Source>, Failure> {
    match (words.value("--since", "FILE|LINK")?, text(words, "--since-preset", "NAME")?) {
        (Some(_), Some(_)) => {
            misuse("--since and --since-preset do not go together: leave one out".to_owned())
        }
        (Some(word), None) => Ok(Some(Source::named(word))),
        (None, Some(id)) => Source::preset(&id).map(Some),
        (None, None) => Ok(None),
    }
}

fn source(words: &mut Words, command: &str) -> Result<Source, Failure> {
    let preset = text(words, "--preset", "NAME")?;
    match (preset, words.plain()) {
        (Some(id), None) => Source::preset(&id),
        (None, Some(word)) => Ok(Source::named(word)),
        (Some(_), Some(word)) => {
            misuse(format!("--preset and {} are two scenarios: leave one out", word.display()))
        }
        (None, None) if words.has_option() => misuse(format!(
            "{command} needs a scenario: a file whose name begins with - is written ./-NAME"
        )),
        (None, None) => misuse(format!(
            "{command} needs a scenario: write a file, a link, - for standard input, or --preset NAME"
        )),
    }
}

fn case(words: &mut Words) -> Result<Option<Case>, Failure> {
    match text(words, "--case", "low|central|high")?.as_deref() {
        None => Ok(None),
        Some("low") => Ok(Some(Case::Low)),
        Some("central") => Ok(Some(Case::Central)),
        Some("high") => Ok(Some(Case::High)),
        Some(other) => misuse(format!("there is no case {other}: write low, central or high")),
    }
}

fn schema(words: &mut Words) -> Result<Schema, Failure> {
    match words.plain().as_ref().map(|word| word.to_string_lossy()).as_deref() {
        None | Some("scenario") => Ok(Schema::Scenario),
        Some("summary") => Ok(Schema::Summary),
        Some(other) => misuse(format!("there is no schema {other}: write scenario or summary")),
    }
}

fn number(words: &mut Words, name: &str, least: u32, most: u32) -> Result<Option<u32>, Failure> {
    let Some(text) = text(words, name, "N")? else { return Ok(None) };
    match text.parse() {
        Ok(number) if (least..=most).contains(&number) => Ok(Some(number)),
        _ => misuse(format!(
            "{name} cannot be {text}: write a whole number from {least} to {}, without commas",
            format::count(u64::from(most))
        )),
    }
}

fn text(words: &mut Words, name: &str, value: &str) -> Result<Option<String>, Failure> {
    Ok(words.value(name, value)?.map(|text| text.to_string_lossy().into_owned()))
}

fn misuse<T>(sentence: String) -> Result<T, Failure> {
    Err(Failure::Misuse(sentence))
}

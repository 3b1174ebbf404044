//! `chart`: one exhibit of a scenario as a picture.

use std::path::PathBuf;
use std::rc::Rc;

use ratecard::charts::{Basis, EXHIBITS, Theme};
use ratecard::format;

use super::failure::Failure;
use super::futures::Futures;
use super::input::Source;
use super::output;

/// Which picture, of what, and where to.
#[derive(Debug)]
pub(crate) struct Chart {
    pub(crate) source: Source,
    pub(crate) exhibit: &'static str,
    /// None: standard output.
    pub(crate) out: Option<PathBuf>,
    pub(crate) may_replace: bool,
    pub(crate) trials: Option<u32>,
    pub(crate) seed: Option<u32>,
    /// CSS pixels.
    pub(crate) width: u32,
    pub(crate) is_dark: bool,
}

/// Pixels across, where nothing is said.
pub(crate) const WIDTH: u32 = 900;

/// The id of an exhibit as it stands in the list.
pub(crate) fn exhibit(id: &str) -> Result<&'static str, Failure> {
    let known = EXHIBITS.iter().find(|entry| entry.id == id);
    known
        .map(|entry| entry.id)
        .ok_or_else(|| Failure::Misuse(format!("there is no exhibit {id}: write one of {}", ids())))
}

/// The ids of all exhibits.
pub(crate) fn ids() -> String {
    let ids: Vec<&str> = EXHIBITS.iter().map(|entry| entry.id).collect();
    ids.join(", ")
}

/// Runs the scenario and draws.
pub(crate) fn run(chart: &Chart) -> Result<(), Failure> {
    let mut scenario = chart.source.open_and_warn()?.scenario;
    format::set_currency(scenario.currency);
    scenario.run.trials = chart.trials.unwrap_or(scenario.run.trials);
    scenario.run.seed = chart.seed.unwrap_or(scenario.run.seed);
    let futures = Futures::of(&scenario, None, None).map_err(Failure::Problems)?;
    let summary = Rc::new(futures.collect().summary());
    let basis = Basis { summary, scenario: Rc::new(scenario) };
    let exhibit = basis.exhibit(chart.exhibit).ok_or_else(|| {
        Failure::Misuse(format!(
            "{} has nothing to show under {}: choose another exhibit",
            chart.source, chart.exhibit
        ))
    })?;
    let theme = if chart.is_dark { Theme::dark() } else { Theme::light() };
    let (svg, _) = exhibit
        .sheet(chart.width, &theme.on_ground(), &basis.source())
        .map_err(|error| Failure::Misuse(format!("the picture could not be drawn: {error}")))?;
    match &chart.out {
        Some(path) if chart.may_replace => output::write(path, &svg),
        Some(path) => output::write_anew(path, &svg),
        None => output::print(&svg),
    }
}

//! One journey in the three kinds of browser there are, which must show the same figures.
//!
//! Each browser is steered by its own driver, in the W3C's WebDriver protocol; tests/browser/engines/ holds the
//! journey. Not part of `cargo xtask test`: two more browsers are a large download.

use crate::command::{self, program, timed};
use crate::debian::{self, Need};
use crate::outcome::Outcome;
use crate::{browser, project, tools, trunk};
use std::path::PathBuf;
use std::time::Duration;

/// A kind of browser, by the engine that it is built on.
struct Engine {
    /// What the script and the command line call it.
    name: &'static str,
    needs: &'static [Need],
    /// What else is set up; gives the program, where the driver cannot be trusted to find it.
    set_up: fn() -> Outcome<Option<PathBuf>>,
    /// What the script runs in.
    around: &'static [&'static str],
}

const ENGINES: &[Engine] = &[
    Engine {
        name: "chromium",
        // Without any font the page would have no letters.
        needs: &[Need {
            programs: &["chromedriver"],
            packages: &["chromium-driver", "fonts-liberation"],
        }],
        set_up: || browser::executable().map(Some),
        around: &[],
    },
    Engine {
        name: "firefox",
        needs: &[FIREFOX],
        set_up: || tools::geckodriver().map(|()| FIREFOX.found()),
        around: &[],
    },
    Engine {
        name: "webkit",
        needs: &[
            Need { programs: &["WebKitWebDriver"], packages: &["webkit2gtk-driver"] },
            Need { programs: &["xvfb-run"], packages: &["xvfb", "xauth"] },
        ],
        set_up: || Ok(None),
        // The one that cannot do without a screen.
        around: &["xvfb-run", "--auto-servernum"],
    },
];

const FIREFOX: Need =
    Need { programs: &["firefox-esr", "firefox"], packages: &["firefox-esr", "fonts-liberation"] };

/// Visits dist/ with the browsers that are named, or with all.
pub(crate) fn run(names: &[&str]) -> Outcome {
    let engines = chosen(names)?;
    browser::node()?;
    let needs: Vec<Need> = engines.iter().flat_map(|engine| engine.needs).copied().collect();
    debian::programs(&needs, "the journey in three browsers")?;
    let browsers: Vec<_> =
        engines.iter().map(|engine| (engine.set_up)()).collect::<Outcome<_>>()?;
    trunk::build()?;
    let mut reports = Vec::new();
    let mut failed = Vec::new();
    for (engine, browser) in engines.into_iter().zip(browsers) {
        println!("\n== {}", engine.name);
        let (outcome, time) = timed(|| journey(engine, browser));
        match outcome {
            Ok(report) => reports.push((report, time)),
            // The others are visited all the same: whether one or all fail is half of the answer.
            Err(_) => failed.push(engine.name),
        }
    }
    summarise(&reports);
    let reports: Vec<Report> = reports.into_iter().map(|(report, _)| report).collect();
    if !failed.is_empty() {
        return Err(format!("Failed in {}: the step is named above.", failed.join(" and ")));
    }
    compare(&reports)
}

/// Runs the script in one browser.
fn journey(engine: &Engine, browser: Option<PathBuf>) -> Outcome<Report> {
    let words: Vec<&str> = engine.around.iter().copied().chain(["node"]).collect();
    let mut command = program(words[0]);
    command
        .args(&words[1..])
        .arg(project::journeys().join("engines/journey.mjs"))
        .arg(engine.name)
        .env("RATECARD_PORT", browser::free_port()?.to_string())
        .env("RATECARD_DRIVER_PORT", browser::free_port()?.to_string());
    if let Some(browser) = browser {
        command.env("RATECARD_BROWSER", browser);
    }
    let printed = command::run_and_capture(&mut command)?;
    Report::read(&printed).ok_or_else(|| "The script ended without a report.".to_owned())
}

fn chosen(names: &[&str]) -> Outcome<Vec<&'static Engine>> {
    if names.is_empty() {
        return Ok(ENGINES.iter().collect());
    }
    let engine = |name: &&str| {
        ENGINES.iter().find(|engine| engine.name == *name).ok_or_else(|| {
            format!("There is no browser `{name}` here: choose chromium, firefox or webkit.")
        })
    };
    names.iter().map(engine).collect()
}

/// What one browser showed.
#[derive(Clone, Debug, PartialEq)]
struct Report {
    /// Its own name and version.
    browser: String,
    /// Of the scenario as it opens.
    opened: String,
    /// With another price, and in the browser of whoever got the link.
    edited: String,
}

impl Report {
    /// The last line of the script: the word "report" and three parts, between tabs.
    fn read(printed: &str) -> Option<Report> {
        let line = printed.lines().rev().find_map(|line| line.strip_prefix("report\t"))?;
        let parts: Vec<&str> = line.split('\t').collect();
        let [browser, opened, edited] = parts[..] else { return None };
        Some(Report {
            browser: browser.to_owned(),
            opened: opened.to_owned(),
            edited: edited.to_owned(),
        })
    }
}

fn summarise(reports: &[(Report, Duration)]) {
    println!("\n{:<32} {:<16}  {:<16}", "", "as opened", "another price");
    for (Report { browser, opened, edited }, time) in reports {
        println!("{browser:<32} {opened}  {edited} {:>7.1} s", time.as_secs_f64());
    }
}

/// Fails unless all browsers showed the same.
fn compare(reports: &[Report]) -> Outcome {
    let Some((first, others)) = reports.split_first() else { return Ok(()) };
    let differs =
        |other: &&Report| (&other.opened, &other.edited) != (&first.opened, &first.edited);
    match others.iter().find(differs) {
        Some(other) => Err(format!(
            "{} and {} show different figures: look in src/engine for what depends on the browser.",
            first.browser, other.browser
        )),
        None => {
            println!("\n{} passed: the same figures to the bit", reports.len());
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Report, chosen, compare};

    fn report(browser: &str, edited: &str) -> Report {
        let [browser, opened, edited] = [browser, "0123", edited].map(str::to_owned);
        Report { browser, opened, edited }
    }

    #[test]
    fn a_report_is_found_among_other_lines() {
        let printed = "opens the page\nreport\tFirefox 1.2\t0123\t4567\n";
        assert_eq!(Report::read(printed), Some(report("Firefox 1.2", "4567")));
        assert_eq!(Report::read("opens the page\n"), None);
        assert_eq!(Report::read("report\tFirefox 1.2\t0123\n"), None);
    }

    #[test]
    fn one_browser_that_shows_another_figure_is_named() {
        let [one, two] = [report("One", "4567"), report("Two", "4567")];
        assert_eq!(compare(&[one.clone(), two.clone()]), Ok(()));
        let sentence = compare(&[one, two, report("Three", "4568")]).unwrap_err();
        assert!(sentence.starts_with("One and Three show different figures"), "{sentence}");
    }

    #[test]
    fn browsers_are_chosen_by_name() {
        let names = |chosen: Vec<&super::Engine>| -> Vec<_> {
            chosen.into_iter().map(|engine| engine.name).collect()
        };
        assert_eq!(chosen(&[]).map(names), Ok(vec!["chromium", "firefox", "webkit"]));
        assert_eq!(chosen(&["webkit"]).map(names), Ok(vec!["webkit"]));
        assert!(chosen(&["netscape"]).is_err());
    }
}

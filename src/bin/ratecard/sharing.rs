//! `link` and `open`: a scenario as a link, and as a file again.

use std::path::Path;
use std::process::ExitCode;

use ratecard::share::{Document, Link, MOST_LINK, Opened, WriteError};

use super::failure::Failure;
use super::input::Source;
use super::{output, problem_list};

/// Prints the scenario as a link to the page at `base`, or as what goes after the page's address.
pub(crate) fn link(source: &Source, base: Option<&str>) -> Result<(), Failure> {
    let opened = source.open()?;
    let link = Link::new(&document(&opened)).map_err(unwritable)?;
    let base = base.and_then(|base| base.split('#').next()).unwrap_or_default();
    let is_address = ["http://", "https://", "file://"].iter().any(|start| base.starts_with(start));
    if !base.is_empty() && (!is_address || base.contains(char::is_whitespace)) {
        return Err(Failure::Misuse(format!(
            "{base} is no address of a page: write it whole, such as https://example.org/ratecard/"
        )));
    }
    output::print(&format!("{base}{}\n", link.fragment()))?;
    if link.is_too_long() {
        output::complain(&format!(
            "warning: mail and chat programs may break a link of {} letters, past {MOST_LINK}: send the file instead",
            link.length()
        ));
    }
    Ok(())
}

/// Prints the scenario as a file, or writes it. One that needs mending is written all the same, with what is
/// wrong on standard error: a file can be mended, a link cannot.
pub(crate) fn open(
    source: &Source,
    out: Option<&Path>,
    may_replace: bool,
) -> Result<ExitCode, Failure> {
    let opened = source.open_unfinished()?;
    let text = document(&opened).pretty().map_err(unwritable)?;
    match out {
        Some(path) if may_replace => output::write(path, &text)?,
        Some(path) => output::write_anew(path, &text)?,
        None => output::print(&text)?,
    }
    if !opened.warnings.is_empty() {
        output::complain(&problem_list::text(&opened.warnings));
    }
    Ok(problem_list::exit_code(&opened.warnings))
}

/// The document as it came, with the fingerprint of what its sender saw.
fn document(opened: &Opened) -> Document<'_> {
    let document = Document::new(&opened.scenario);
    match (&opened.engine, &opened.fingerprint) {
        (Some(engine), Some(fingerprint)) => document.with_results(engine, fingerprint),
        _ => document,
    }
}

fn unwritable(error: WriteError) -> Failure {
    Failure::Misuse(match error {
        WriteError::TooLarge => {
            "this scenario is too large for that: shorten its descriptions and sources, or send the file".to_owned()
        }
        WriteError::Unwritable => "this scenario holds a number that cannot be written".to_owned(),
    })
}

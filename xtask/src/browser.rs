//! What the browser journeys need: Node, their packages, and a browser.

use crate::command::{self, output, program};
use crate::outcome::Outcome;
use crate::{debian, project};
use std::net::TcpListener;
use std::path::PathBuf;

/// The names of browsers that understand Playwright, as they stand on a search path.
const NAMES: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
];

/// Where browsers are that stand on no search path.
const USUAL_PLACES: &[&str] = &[
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
];

/// Playwright's own command line, for Node.
const PLAYWRIGHT: &str = "node_modules/@playwright/test/cli.js";

/// Runs the journeys against dist/; `options` go to Playwright.
pub(crate) fn run_journeys(options: &[&str]) -> Outcome {
    packages()?;
    let browser = executable()?;
    command::run(
        program("node")
            .current_dir(project::journeys())
            .args([PLAYWRIGHT, "test"])
            .args(options)
            .env("RATECARD_BROWSER", browser)
            .env("RATECARD_PORT", free_port()?.to_string()),
    )
}

/// Makes sure of what the journeys need.
pub(crate) fn set_up() -> Outcome {
    packages()?;
    executable().map(drop)
}

/// Makes sure of Node.
pub(crate) fn node() -> Outcome {
    let version = output(program("node").arg("--version")).unwrap_or_default();
    let major = version.trim().trim_start_matches('v').split('.').next().unwrap_or_default();
    match major.parse::<u32>() {
        Ok(major) if major >= 20 => Ok(()),
        Ok(major) => Err(format!("Node {major} is too old: install Node 20 or later.")),
        Err(_) => Err("Node is missing: install Node 20 or later, with npm.".to_owned()),
    }
}

/// Makes sure of the packages that tests/browser/package-lock.json names.
pub(crate) fn packages() -> Outcome {
    node()?;
    let lock = project::read(&project::journeys().join("package-lock.json"))?;
    // Written last, so an interrupted installation is done again.
    let stamp = project::journeys().join("node_modules/.installed-lock");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    println!("Installing the browser test packages into tests/browser/node_modules (seconds).");
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    command::run(program(npm).current_dir(project::journeys()).args([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
    ]))
    .map_err(|_| {
        "The packages could not be installed: is npm there, and the network?".to_owned()
    })?;
    std::fs::write(&stamp, lock).map_err(|error| format!("No stamp could be left ({error})."))
}

/// The browser to use: the one asked for, one of this machine, or one installed now.
pub(crate) fn executable() -> Outcome<PathBuf> {
    if let Some(path) = std::env::var_os("RATECARD_BROWSER").map(PathBuf::from) {
        return if path.is_file() {
            Ok(path)
        } else {
            Err("RATECARD_BROWSER names no file: point it at a Chrome, Chromium or Edge."
                .to_owned())
        };
    }
    if let Some(found) = installed() {
        return Ok(found);
    }
    install()?;
    installed().ok_or_else(|| {
        "No browser for the journeys: install Chromium, Chrome or Edge, or name one in \
         RATECARD_BROWSER."
            .to_owned()
    })
}

/// A browser that is there already.
fn installed() -> Option<PathBuf> {
    let usual = USUAL_PLACES.iter().map(PathBuf::from).filter(|path| path.is_file());
    let on_path = NAMES.iter().filter_map(|name| project::on_search_path(name));
    on_path.chain(usual).next().or_else(playwrights_own)
}

/// The browser that `playwright install` fetched earlier, if it did.
fn playwrights_own() -> Option<PathBuf> {
    let script = "console.log(require('@playwright/test').chromium.executablePath())";
    let printed = output(program("node").current_dir(project::journeys()).args(["-e", script]))?;
    Some(PathBuf::from(printed.trim())).filter(|path| path.is_file())
}

/// Only root on a Debian-like machine gets a system package; everybody else gets Playwright's.
fn install() -> Outcome {
    if debian::can_install() {
        // Without any font the page would have no letters.
        return debian::install(&["chromium", "fonts-liberation"], "the browser journeys");
    }
    println!("Fetching Playwright's own Chromium for the browser journeys (about a minute).");
    command::run(
        program("node").current_dir(project::journeys()).args([PLAYWRIGHT, "install", "chromium"]),
    )
    .map_err(|_| {
        "No browser could be fetched: install one (Debian: sudo apt-get install chromium), or name \
         one in RATECARD_BROWSER."
            .to_owned()
    })
}

/// A port that nobody else uses, so that two runs on one machine do not meet.
pub(crate) fn free_port() -> Outcome<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).and_then(|socket| socket.local_addr());
    listener.map(|address| address.port()).map_err(|error| format!("No free port ({error})."))
}

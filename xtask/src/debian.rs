//! Debian's packages: installed for root on a Debian-like machine; everybody else is told what to install.

use crate::command::{self, output, program};
use crate::outcome::Outcome;
use crate::project;
use std::path::{Path, PathBuf};

/// A program that a task needs, under any of its names, and the packages that bring it.
#[derive(Clone, Copy)]
pub(crate) struct Need {
    pub(crate) programs: &'static [&'static str],
    pub(crate) packages: &'static [&'static str],
}

impl Need {
    /// Where the program is, if it is there.
    pub(crate) fn found(&self) -> Option<PathBuf> {
        self.programs.iter().find_map(|program| project::on_search_path(program))
    }
}

/// Makes sure of all programs at once, `what_for` a task.
pub(crate) fn programs(needs: &[Need], what_for: &str) -> Outcome {
    let missing: Vec<Need> = needs.iter().copied().filter(|need| need.found().is_none()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if !can_install() {
        return Err(how_to(&missing, what_for));
    }
    install(&packages(&missing), what_for)
        .map_err(|sentence| format!("{sentence}\n{}", how_to(&missing, what_for)))
}

/// Whether packages can be had without asking anybody.
pub(crate) fn can_install() -> bool {
    is_root() && Path::new("/usr/bin/apt-get").exists()
}

/// Installs packages, and says so.
pub(crate) fn install(packages: &[&str], what_for: &str) -> Outcome {
    println!("Installing Debian's {} for {what_for} (about a minute).", packages.join(", "));
    command::run(program("apt-get").args(["update", "-qq"]))?;
    command::run(
        program("apt-get")
            .args(["install", "--yes", "--no-install-recommends", "-qq"])
            .args(packages)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
}

fn is_root() -> bool {
    output(program("id").arg("-u")).is_some_and(|user| user.trim() == "0")
}

/// The packages of all needs, each once.
fn packages(needs: &[Need]) -> Vec<&'static str> {
    let mut packages = Vec::new();
    for package in needs.iter().flat_map(|need| need.packages) {
        if !packages.contains(package) {
            packages.push(*package);
        }
    }
    packages
}

/// What to do where nothing can be installed from here.
fn how_to(missing: &[Need], what_for: &str) -> String {
    let programs: Vec<_> =
        missing.iter().map(|need| format!("`{}`", need.programs.join("` or `"))).collect();
    format!(
        "Missing for {what_for}: {}. Install what brings them, and try again (Debian: sudo apt-get \
         install {}).",
        programs.join(", "),
        packages(missing).join(" ")
    )
}

#[cfg(test)]
mod tests {
    use super::{Need, how_to, packages};

    const NEEDS: [Need; 2] = [
        Need { programs: &["one"], packages: &["letters", "one"] },
        Need { programs: &["two", "zwei"], packages: &["two", "letters"] },
    ];

    #[test]
    fn a_package_is_installed_once() {
        assert_eq!(packages(&NEEDS), ["letters", "one", "two"]);
    }

    #[test]
    fn whoever_cannot_install_is_told_the_programs_and_the_command() {
        let sentence = how_to(&NEEDS, "a look");
        assert!(sentence.starts_with("Missing for a look: `one`, `two` or `zwei`."), "{sentence}");
        assert!(sentence.contains("sudo apt-get install letters one two"), "{sentence}");
    }
}

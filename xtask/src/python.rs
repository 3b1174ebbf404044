//! The Python of the NumPy reference: an environment of its own, with what its requirements name.

use crate::command::{self, output, program};
use crate::outcome::Outcome;
use crate::project;
use std::path::PathBuf;

const NAMES: &[&str] = &["python3", "python"];

/// An interpreter with the packages that benches/peers/requirements.txt names, installed once.
pub(crate) fn with_numpy() -> Outcome<PathBuf> {
    let folder = project::tools().join("python");
    let interpreter = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let requirements = project::peers().join("requirements.txt");
    let wanted = project::read(&requirements)?;
    // Written last, so an interrupted installation is done again.
    let stamp = folder.join(".installed-requirements");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(interpreter);
    }
    let python = find().ok_or("Python 3 is missing: install it, with its module venv.")?;
    println!("Installing {} into target/tools/python, once (half a minute).", wanted.trim());
    command::run(program(python).args(["-m", "venv", "--clear"]).arg(&folder)).map_err(
        |_| "Python's module venv is missing: install it (Debian: apt-get install python3-venv).",
    )?;
    command::run(
        program(&interpreter)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
            // Compiling NumPy takes longer than all of the benchmarks.
            .args(["--only-binary", ":all:", "--requirement"])
            .arg(&requirements),
    )
    .map_err(|_| {
        "NumPy could not be installed: it needs Python 3.11 or later, and the network.".to_owned()
    })?;
    std::fs::write(&stamp, wanted).map_err(|error| format!("No stamp could be left ({error})."))?;
    Ok(interpreter)
}

fn find() -> Option<&'static str> {
    NAMES.iter().copied().find(|name| {
        output(program(name).arg("--version"))
            .is_some_and(|version| version.starts_with("Python 3"))
    })
}

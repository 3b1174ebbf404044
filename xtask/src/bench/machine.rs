//! What the benchmarks ran on: kinds and versions, and nothing that names a machine.

use super::measurements::Measurements;
use crate::command::{output, program};
use crate::outcome::Outcome;

const ASK: &str = "
const { cpus, type, release, arch } = require('node:os');
console.log([
  new Date().toISOString().slice(0, 10), cpus()[0].model.trim(), cpus().length,
  `${type()} ${release().split('.', 2).join('.')} ${arch()}`, process.version,
].join('\\n'));";

/// How many processors other programs keep busy. To be asked before the benchmarks begin, which keep all busy.
pub(super) fn other_work() -> String {
    let ask = "console.log(require('node:os').loadavg()[0].toFixed(1))";
    output(program("node").args(["-e", ask]))
        .map_or_else(String::new, |load| load.trim().to_owned())
}

/// The rows of the report's last table: names and values.
pub(super) fn facts(
    measured: &Measurements,
    other_work: String,
) -> Outcome<Vec<(&'static str, String)>> {
    let printed = output(program("node").args(["-e", ASK])).ok_or("Node gave no answer.")?;
    let rustc = output(program("rustc").arg("--version")).unwrap_or_default();
    let names = ["date", "processor", "processors", "system", "Node"];
    let asked = names.into_iter().zip(printed.lines().map(str::to_owned));
    let word = |name| measured.word(name).unwrap_or("not there").to_owned();
    Ok(asked
        .chain([
            ("processors that other work took before", other_work),
            ("Rust", rustc.trim().to_owned()),
            ("Chromium", word("browser version")),
            ("NumPy", word("numpy version")),
        ])
        .collect())
}

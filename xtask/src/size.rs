//! How much a first visit downloads.

use std::path::PathBuf;

use crate::browser::node;
use crate::command::{output, program};
use crate::outcome::Outcome;
use crate::{finish, project};

/// The most that a first visit may download, in kilobytes of brotli. On a slow office line (2 Mbit/s) it then takes under
/// three seconds. The aim is 600: editors of every field, the library of kept scenarios and the answers that stay in sight have
/// brought it past that, and what asks for the drawn views and shows them some more. What takes it back is the module that
/// loads on its first use (`src/desk/`): what reads pasted tables and draws the views is there, and dialogs and what opens
/// files can follow.
const BUDGET_KB: f64 = 781.0;

/// Files that load on their first use, and so are no part of a first visit.
const ON_FIRST_USE: [&str; 3] = ["method.md", ".json", "desk"];

/// Prints for each file its length as it is, as gzip and as brotli at their best levels.
const MEASURE: &str = "
const { readFileSync } = require('node:fs'), { gzipSync, brotliCompressSync } = require('node:zlib');
for (const file of process.argv.slice(1)) {
  const bytes = readFileSync(file);
  console.log(bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length);
}";

/// Refuses a download over the budget.
pub(crate) fn within_budget() -> Outcome {
    let compressed = compressed_kb()?;
    println!("{compressed:.1} of {BUDGET_KB:.0} kB");
    if compressed <= BUDGET_KB {
        Ok(())
    } else {
        Err(format!("The page downloads {:.1} kB more than allowed.", compressed - BUDGET_KB))
    }
}

/// Prints each file's size and returns that of all.
///
/// What counts is brotli, which browsers ask for and the hosts that README.md names send. The column for gzip
/// shows what other hosts would send.
pub(crate) fn compressed_kb() -> Outcome<f64> {
    node()?;
    let names = finish::file_names(&project::dist())?;
    let paths: Vec<PathBuf> = names.iter().map(|name| project::dist().join(name)).collect();
    let measured = output(program("node").args(["-e", MEASURE]).args(&paths))
        .ok_or("The built files could not be measured with Node.")?;
    let mut totals = [0.0; 3];
    print_row("file", ["kB", "gzip", "brotli"].map(str::to_owned));
    for (name, line) in names.iter().zip(measured.lines()) {
        let sizes: Vec<f64> =
            line.split(' ').filter_map(|bytes| bytes.parse().ok()).map(kilobytes).collect();
        let sizes: [f64; 3] =
            sizes.try_into().map_err(|_| format!("{name} could not be measured."))?;
        print_row(name, sizes.map(|size| format!("{size:.1}")));
        if ON_FIRST_USE.iter().any(|part| name.contains(part)) {
            continue;
        }
        for (total, size) in totals.iter_mut().zip(sizes) {
            *total += size;
        }
    }
    print_row(
        &format!("everything but {}", ON_FIRST_USE.join(", ")),
        totals.map(|size| format!("{size:.1}")),
    );
    let [.., compressed] = totals;
    Ok(compressed)
}

fn print_row(name: &str, [plain, gzip, brotli]: [String; 3]) {
    println!("{name:<40} {plain:>10} {gzip:>10} {brotli:>10}");
}

fn kilobytes(n_bytes: f64) -> f64 {
    n_bytes / 1000.0
}

//! How much a first visit downloads.

use crate::command::Outcome;
use crate::{finish, project};

/// A first visit on a slow office line (2 Mbit/s) then takes under three seconds.
const BUDGET_KB: f64 = 600.0;

/// Prints each file's size and refuses a download over the budget.
///
/// Sizes are those of deflate at its best level. Hosts that send brotli do some 15% better, so
/// the budget errs on the safe side.
pub(crate) fn within_budget() -> Outcome {
    let mut total = 0.0;
    println!("{:<40} {:>10} {:>12}", "file", "kB", "compressed");
    for name in finish::file_names(&project::dist())? {
        let path = project::dist().join(&name);
        let bytes =
            std::fs::read(&path).map_err(|error| format!("{name} cannot be read ({error})."))?;
        let compressed = kilobytes(miniz_oxide::deflate::compress_to_vec(&bytes, 9).len());
        println!("{name:<40} {:>10.1} {compressed:>12.1}", kilobytes(bytes.len()));
        total += compressed;
    }
    println!("{:<40} {:>10} {total:>12.1} of {BUDGET_KB:.0} kB", "everything", "");
    if total <= BUDGET_KB {
        Ok(())
    } else {
        Err(format!("The page downloads {:.1} kB more than allowed.", total - BUDGET_KB))
    }
}

fn kilobytes(n_bytes: usize) -> f64 {
    n_bytes as f64 / 1000.0
}

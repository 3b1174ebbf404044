//! How far a run is, on a terminal only: one line that is rewritten, and gone at the end.

use std::io::{self, IsTerminal, Write};

use ratecard::format;

/// The line.
#[derive(Debug)]
pub(crate) struct Progress {
    trials: u32,
    is_terminal: bool,
    /// Letters of the line that stands there.
    width: usize,
}

impl Progress {
    pub(crate) fn new(trials: u32) -> Progress {
        Progress { trials, is_terminal: io::stderr().is_terminal(), width: 0 }
    }

    pub(crate) fn show(&mut self, done: u32) {
        let count = |n: u32| format::count(u64::from(n));
        self.rewrite(&format!("{} of {} futures", count(done), count(self.trials)));
    }

    fn rewrite(&mut self, line: &str) {
        if self.is_terminal {
            let width = self.width;
            let _ = write!(io::stderr().lock(), "\r{line:<width$}\r{line}");
            self.width = line.len();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.rewrite("");
    }
}

//! Where words go: standard output, standard error and files.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::failure::Failure;

/// Prints on standard output, as it is. A reader that has seen enough and closed the pipe is no failure.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Misuse(format!(
            "the output could not be written ({error}): check where it goes"
        ))),
        _ => Ok(()),
    }
}

/// Prints words for people, some of which may come from a stranger's file.
pub(crate) fn print_words(text: &str) -> Result<(), Failure> {
    print(&harmless(text))
}

/// Prints on standard error. When that is closed too, there is nobody left to tell.
pub(crate) fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", harmless(text).trim_end());
}

/// Writes a file, in place of one that may be there.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|error| unwritable(path, &error))
}

/// Writes a scenario's file, which may hold somebody's work: one that is there already stays.
pub(crate) fn write_anew(path: &Path, text: &str) -> Result<(), Failure> {
    let made = fs::File::create_new(path).and_then(|mut file| file.write_all(text.as_bytes()));
    made.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::Misuse(format!(
            "{} is there already and stays as it is: name another file, or add --force to write over it",
            path.display()
        )),
        _ => unwritable(path, &error),
    })
}

/// Makes a folder, with those above it.
pub(crate) fn make_folder(path: &Path) -> Result<(), Failure> {
    fs::create_dir_all(path).map_err(|error| unwritable(path, &error))
}

fn unwritable(path: &Path, error: &io::Error) -> Failure {
    Failure::Misuse(format!(
        "{} could not be written ({error}): name another place",
        path.display()
    ))
}

/// Takes out what a terminal would obey: a scenario's names must not move its cursor, set its title or turn the order of
/// its text around.
fn harmless(text: &str) -> String {
    let is_obeyed = |c: char| {
        c.is_control() && c != '\n'
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if is_obeyed(c) { '\u{fffd}' } else { c }).collect()
}

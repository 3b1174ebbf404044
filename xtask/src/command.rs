//! Running other programs, with their command lines shown.

use crate::outcome::Outcome;
use crate::project;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// A program that starts in the project's folder and finds the project's own tools first.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(project::root()).env("PATH", project::search_path());
    command
}

/// The cargo that runs this task, so that a chosen toolchain stays chosen.
pub(crate) fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Prints the command line, runs it and passes its output on.
pub(crate) fn run(command: &mut Command) -> Outcome {
    println!("$ {}", as_typed(command));
    outcome_of(command.status(), &program_name(command))
}

/// Prints the command line, runs it, shows its output line by line and returns it as well.
pub(crate) fn run_and_capture(command: &mut Command) -> Outcome<String> {
    capture_and(command, |line| println!("{line}"))
}

/// Prints the command line, runs it and returns its output without showing it.
pub(crate) fn capture(command: &mut Command) -> Outcome<String> {
    capture_and(command, |_| ())
}

/// What the program prints, or nothing where it is missing or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn capture_and(command: &mut Command, show: impl Fn(&str)) -> Outcome<String> {
    println!("$ {}", as_typed(command));
    let name = program_name(command);
    let mut child = match command.stdout(Stdio::piped()).spawn() {
        Ok(child) => child,
        Err(error) => return outcome_of(Err(error), &name).map(|()| String::new()),
    };
    let mut captured = String::new();
    for line in child
        .stdout
        .take()
        .into_iter()
        .flat_map(|out| BufReader::new(out).lines().map_while(Result::ok))
    {
        show(&line);
        captured.push_str(&line);
        captured.push('\n');
    }
    outcome_of(child.wait(), &name).map(|()| captured)
}

fn outcome_of(ended: std::io::Result<ExitStatus>, name: &str) -> Outcome {
    match ended {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(format!("`{name}` found fault: its own words are above.")),
        Err(error) => Err(format!("`{name}` could not be started ({error}): is it installed?")),
    }
}

/// How long `work` takes.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    #[expect(clippy::disallowed_methods, reason = "tasks run on the host, which has a clock")]
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}

/// The command as one would type it in the project's folder, with the variables that were set for it.
fn as_typed(command: &Command) -> String {
    let variables =
        command.get_envs().filter(|(key, _)| *key != "PATH").filter_map(|(key, value)| {
            Some(format!("{}={}", key.to_string_lossy(), quoted(without_root(value?))))
        });
    let arguments = command.get_args().map(without_root).map(quoted);
    let words: Vec<String> = variables.chain([program_name(command)]).chain(arguments).collect();
    words.join(" ")
}

fn program_name(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    program.file_stem().unwrap_or(command.get_program()).to_string_lossy().into_owned()
}

fn without_root(text: &OsStr) -> String {
    let root = format!("{}{}", project::root().display(), std::path::MAIN_SEPARATOR);
    text.to_string_lossy().replace(&root, "")
}

fn quoted(word: String) -> String {
    if word.contains(' ') { format!("'{word}'") } else { word }
}

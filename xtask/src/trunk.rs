//! Building and serving the page with Trunk.

use crate::command::{self, program};
use crate::outcome::Outcome;
use crate::tools;
use std::net::TcpListener;
use std::process::Command;

/// What `cargo xtask serve` was asked for.
#[derive(Debug, PartialEq)]
pub(crate) struct ServeOptions {
    port: u16,
    release: bool,
    open: bool,
}

impl ServeOptions {
    pub(crate) fn parse(words: &[&str]) -> Outcome<Self> {
        let mut options = Self { port: 8080, release: true, open: true };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--debug" => options.release = false,
                "--no-open" => options.open = false,
                "--port" => {
                    options.port = words
                        .next()
                        .and_then(|number| number.parse().ok())
                        .ok_or("After --port goes a number from 1 to 65535.")?;
                }
                other => {
                    return Err(format!("`{other}` is unknown: use --port N, --debug, --no-open."));
                }
            }
        }
        Ok(options)
    }
}

/// Leaves the release in dist/.
pub(crate) fn build() -> Outcome {
    set_up()?;
    command::run(trunk("build").arg("--release"))
        .map_err(|_| "The page could not be built.".to_owned())
}

/// Serves until interrupted, building anew and reloading on every change.
pub(crate) fn serve(options: &ServeOptions) -> Outcome {
    // Asked before the build, which takes minutes the first time.
    TcpListener::bind(("127.0.0.1", options.port)).map_err(|_| {
        format!(
            "Port {} is taken: choose another, as in `cargo xtask serve --port 8081`.",
            options.port
        )
    })?;
    set_up()?;
    println!("Serving on http://127.0.0.1:{}/ once built; Ctrl+C stops.", options.port);
    let mut command = trunk("serve");
    // A folder of its own: dist/ then never holds anything but a release.
    command.args(["--dist", "target/serve", "--address", "127.0.0.1"]);
    command.arg("--port").arg(options.port.to_string());
    if options.release {
        command.arg("--release");
    }
    if options.open {
        command.arg("--open");
    }
    command::run(&mut command)
}

/// Makes sure of what a build needs.
pub(crate) fn set_up() -> Outcome {
    tools::wasm_target()?;
    tools::wasm_bindgen()?;
    tools::trunk()
}

fn trunk(task: &str) -> Command {
    let mut command = program("trunk");
    // Some terminals and CI set NO_COLOR to 1, which Trunk's own option does not accept.
    command.arg(task).env_remove("NO_COLOR");
    command
}

#[cfg(test)]
mod tests {
    use super::ServeOptions;

    #[test]
    fn options_are_read_in_any_order() {
        let options = ServeOptions::parse(&["--no-open", "--port", "9000", "--debug"]).unwrap();
        assert_eq!(options, ServeOptions { port: 9000, release: false, open: false });
    }

    #[test]
    fn a_bad_port_and_an_unknown_option_are_refused() {
        assert!(ServeOptions::parse(&["--port", "many"]).is_err());
        assert!(ServeOptions::parse(&["--fast"]).is_err());
    }
}

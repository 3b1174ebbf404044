//! Trunk, wasm-bindgen, geckodriver and the targets of Rust: found where they are, else installed once.
//!
//! All tools are compiled without optimisation: the set-up then takes a third of the time, and they mostly wait for
//! cargo anyway. An interrupted set-up goes on where it stopped.

use crate::command::{self, cargo, output, program, timed};
use crate::outcome::Outcome;
use crate::project;

const TRUNK_VERSION: &str = "0.21.14";
const GECKODRIVER_VERSION: &str = "0.37.1";

/// Makes sure that Rust can compile for the browser.
pub(crate) fn wasm_target() -> Outcome {
    target("wasm32-unknown-unknown")
}

/// Makes sure that Rust can compile for another kind of machine.
pub(crate) fn target(name: &str) -> Outcome {
    let sysroot = output(program("rustc").args(["--print", "sysroot"])).unwrap_or_default();
    if std::path::Path::new(sysroot.trim()).join("lib/rustlib").join(name).exists() {
        return Ok(());
    }
    println!("Installing Rust's {name} target (under a minute).");
    command::run(program("rustup").args(["target", "add", name])).map_err(|_| {
        format!(
            "Rust cannot compile for {name}: add this target to your toolchain, or install Rust \
             with rustup."
        )
    })
}

/// Makes sure of Trunk, which bundles the page.
pub(crate) fn trunk() -> Outcome {
    if has_version("trunk", TRUNK_VERSION) {
        return Ok(());
    }
    // Trunk's optional features are downloads, which this project makes none of.
    install("trunk", TRUNK_VERSION, "2 to 4 minutes", &["--locked", "--no-default-features"])
}

/// Makes sure of the wasm-bindgen of Cargo.lock, and of its test runner.
pub(crate) fn wasm_bindgen() -> Outcome {
    let version = project::wasm_bindgen_version()?;
    if has_version("wasm-bindgen", &version) && has_version("wasm-bindgen-test-runner", &version) {
        return Ok(());
    }
    // Not `--locked`: the lock file that this version was published with contradicts itself.
    install("wasm-bindgen-cli", &version, "1 to 2 minutes", &[])
}

/// Makes sure of geckodriver, which steers Firefox: any version will do, and Debian has no package of it.
pub(crate) fn geckodriver() -> Outcome {
    if project::on_search_path("geckodriver").is_some() {
        return Ok(());
    }
    install("geckodriver", GECKODRIVER_VERSION, "2 to 4 minutes", &["--locked"])
}

fn has_version(name: &str, version: &str) -> bool {
    let printed = output(program(name).arg("--version")).unwrap_or_default();
    printed.split_whitespace().any(|word| word == version)
}

fn install(package: &str, version: &str, duration: &str, options: &[&str]) -> Outcome {
    let build = project::tools().join("build");
    println!("Installing {package} {version} into target/tools, once ({duration} on two cores).");
    let (outcome, time) = timed(|| {
        command::run(
            cargo()
                .args(["install", package, "--version", version, "--debug", "--root"])
                .arg(project::tools())
                .args(options)
                .env("CARGO_TARGET_DIR", &build)
                .env("CARGO_PROFILE_DEV_DEBUG", "0"),
        )
    });
    outcome.map_err(|_| {
        format!("{package} {version} could not be installed: check the connection and try again.")
    })?;
    println!("Installed {package} in {:.0} s.", time.as_secs_f64());
    // Only the finished program is worth its room; what remains is a gigabyte of parts.
    let _ = std::fs::remove_dir_all(build);
    Ok(())
}

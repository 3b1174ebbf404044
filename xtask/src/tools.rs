//! Trunk, wasm-bindgen and the wasm target: found where they are, else installed once.
//!
//! Both tools are compiled without optimisation: the set-up then takes a third of the time, and they mostly wait for
//! cargo anyway. An interrupted set-up goes on where it stopped.

use crate::command::{self, cargo, output, program, timed};
use crate::outcome::Outcome;
use crate::project;

const TRUNK_VERSION: &str = "0.21.14";

/// Makes sure that Rust can compile for the browser.
pub(crate) fn wasm_target() -> Outcome {
    let sysroot = output(program("rustc").args(["--print", "sysroot"])).unwrap_or_default();
    let target = std::path::Path::new(sysroot.trim()).join("lib/rustlib/wasm32-unknown-unknown");
    if target.exists() {
        return Ok(());
    }
    println!("Installing Rust's wasm32-unknown-unknown target (under a minute).");
    command::run(program("rustup").args(["target", "add", "wasm32-unknown-unknown"])).map_err(
        |_| {
            "Rust cannot compile for the browser: add the target wasm32-unknown-unknown to your \
         toolchain, or install Rust with rustup."
                .to_owned()
        },
    )
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

//! The checks of `cargo xtask test`, in the order in which they run: fast ones first.

use crate::command::{self, cargo};
use crate::outcome::Outcome;
use crate::{browser, project, size, tools, trunk};

/// One check. `mend` ends the sentence "To mend it, …".
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) what: &'static str,
    /// What is set up first, if it is missing; a failure here names its own mend.
    pub(crate) needs: &'static [fn() -> Outcome],
    pub(crate) run: fn() -> Outcome,
    pub(crate) mend: &'static str,
}

pub(crate) const STEPS: &[Step] = &[
    Step {
        name: "format",
        what: "the code is laid out by rustfmt",
        needs: &[],
        run: format,
        mend: "run `cargo fmt --all`",
    },
    Step {
        name: "lint",
        what: "clippy finds nothing in the host build",
        needs: &[],
        run: lint,
        mend: "follow clippy's advice above; an exception needs #[expect] with a reason",
    },
    Step {
        name: "unit",
        what: "all tests that need no browser",
        needs: &[],
        run: unit,
        mend: "read the first failure above; if figures moved on purpose, run `cargo xtask golden`, \
               review the difference and note it in CHANGELOG.md under Figures",
    },
    Step {
        name: "docs",
        what: "the documentation builds without a warning",
        needs: &[tools::wasm_target],
        run: docs,
        mend: "correct the link or the markup that rustdoc names above",
    },
    Step {
        name: "lint-web",
        what: "clippy finds nothing in the browser build",
        needs: &[tools::wasm_target],
        run: lint_web,
        mend: "follow clippy's advice above; an exception needs #[expect] with a reason",
    },
    Step {
        name: "golden-web",
        what: "wasm computes the same figures as the host",
        needs: &[tools::wasm_target, tools::wasm_bindgen, browser::node],
        run: golden_web,
        mend: "look in src/engine for maths that clippy.toml forbids, usize, or hash order",
    },
    Step {
        name: "build",
        what: "the release builds",
        needs: &[trunk::set_up],
        run: trunk::build,
        mend: "start from the first error above: later ones often follow from it",
    },
    Step {
        name: "size",
        what: "the page is a small download",
        needs: &[],
        run: size::within_budget,
        mend: "see which file grew in the table above: a new dependency is the usual reason",
    },
    Step {
        name: "browser",
        what: "the journeys of a person at the page",
        needs: &[browser::set_up],
        run: journeys,
        mend: "read the first failure above; `cargo xtask e2e --ui` shows it step by step",
    },
];

/// Writes the expected figures anew.
pub(crate) fn update_golden() -> Outcome {
    let tests = ["test", "--test", "golden", "--test", "calibration"];
    command::run(cargo().args(tests).env("UPDATE_GOLDEN", "1"))?;
    println!(
        "Review the difference in tests/golden and docs/method.md, and note it in CHANGELOG.md under Figures."
    );
    Ok(())
}

fn format() -> Outcome {
    command::run(cargo().args(["fmt", "--all", "--check"]))
}

fn lint() -> Outcome {
    command::run(cargo().args(["clippy", "--workspace", "--all-targets", "--locked"]).args(DENY))
}

fn unit() -> Outcome {
    command::run(cargo().args(["test", "--workspace", "--locked"]))
}

fn docs() -> Outcome {
    for options in [&["--workspace"][..], &["--lib", WASM]] {
        command::run(
            cargo()
                .args(["doc", "--no-deps", "--document-private-items", "--locked"])
                .args(options)
                .env("RUSTDOCFLAGS", "-D warnings"),
        )?;
    }
    Ok(())
}

fn lint_web() -> Outcome {
    command::run(
        cargo()
            .args(["clippy", "--package", "ratecard", "--lib", "--bins", WASM, "--locked"])
            .args(DENY),
    )
}

fn golden_web() -> Outcome {
    // The runner rejects --quiet, so nothing is passed on to it.
    command::run(
        cargo()
            .args(["test", "--test", "golden", WASM, "--locked"])
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner"),
    )
}

fn journeys() -> Outcome {
    if !project::dist().join("index.html").exists() {
        return Err("There is no release to visit: run `cargo xtask build`.".to_owned());
    }
    browser::run_journeys(&[])
}

const WASM: &str = "--target=wasm32-unknown-unknown";
const DENY: [&str; 3] = ["--", "-D", "warnings"];

//! The figures and the laws on another kind of processor: ARM, emulated program by program.
//!
//! The promise is the same figures to the bit on every machine; here the C library, the maths instructions and the
//! vector units are others. Not part of `cargo xtask test`: emulation takes minutes.

use crate::command::{self, cargo};
use crate::debian::{self, Need};
use crate::outcome::Outcome;
use crate::tools;

const TARGET: &str = "aarch64-unknown-linux-gnu";

const LINKER: &str = "aarch64-linux-gnu-gcc";

/// With the folder of Debian's ARM libraries, which are beside those of the machine.
const EMULATOR: &str = "qemu-aarch64 -L /usr/aarch64-linux-gnu";

const NEEDS: &[Need] = &[
    Need { programs: &[LINKER], packages: &["gcc-aarch64-linux-gnu", "libc6-dev-arm64-cross"] },
    Need { programs: &["qemu-aarch64"], packages: &["qemu-user"] },
];

/// Cases that each law is tried on, unless `PROPTEST_CASES` says otherwise: emulation is some ten times slower.
const CASES: &str = "100";

/// Runs the golden figures and the laws.
pub(crate) fn run() -> Outcome {
    if !cfg!(target_os = "linux") {
        return Err(
            "Only Linux emulates single programs of another processor: run this there.".to_owned()
        );
    }
    if cfg!(target_arch = "aarch64") {
        println!("This machine is of that kind itself, so `cargo xtask test` is this check.");
        return Ok(());
    }
    debian::programs(NEEDS, "the check on ARM")?;
    tools::target(TARGET)?;
    let cases = std::env::var("PROPTEST_CASES").unwrap_or_else(|_| CASES.to_owned());
    command::run(
        cargo()
            // Minutes, so all that fails is told at once.
            .args(["test", "--target", TARGET, "--locked", "--no-fail-fast"])
            .args(["--lib", "--test", "golden", "--test", "properties"])
            .env("CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER", LINKER)
            .env("CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER", EMULATOR)
            .env("PROPTEST_CASES", cases),
    )
}

//! Where things are, and which versions the project wants.

use crate::outcome::Outcome;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The folder of the workspace's Cargo.toml.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Tools built for this project alone; deleting the folder is a safe way to start afresh.
pub(crate) fn tools() -> PathBuf {
    root().join("target/tools")
}

/// The release that `cargo xtask build` leaves behind.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// The folder of the browser journeys and of the packages that they need.
pub(crate) fn journeys() -> PathBuf {
    root().join("tests/browser")
}

/// The benchmarks and their results.
pub(crate) fn benches() -> PathBuf {
    root().join("benches")
}

/// The NumPy reference: the same model written once more, to compare figures and times with.
pub(crate) fn peers() -> PathBuf {
    benches().join("peers")
}

/// The caller's search path with the project's own tools in front.
pub(crate) fn search_path() -> OsString {
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let folders = [tools().join("bin")].into_iter().chain(std::env::split_paths(&inherited));
    std::env::join_paths(folders).unwrap_or(inherited)
}

/// Where a program is, if it stands on the search path.
pub(crate) fn on_search_path(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&search_path())
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
}

/// The wasm-bindgen of Cargo.lock: the command-line tool must be of exactly the same version.
pub(crate) fn wasm_bindgen_version() -> Outcome<String> {
    let lock = read(&root().join("Cargo.lock"))?;
    locked_version(&lock, "wasm-bindgen")
        .ok_or_else(|| "Cargo.lock names no wasm-bindgen: restore it with git.".to_owned())
}

/// The text of a file of the project.
pub(crate) fn read(path: &Path) -> Outcome<String> {
    std::fs::read_to_string(path).map_err(|error| {
        format!("{} cannot be read ({error}): restore it, or build first.", path.display())
    })
}

/// Writes a file, in place of one that may be there.
pub(crate) fn write(path: &Path, text: &str) -> Outcome {
    std::fs::write(path, text).map_err(|error| {
        format!("{} cannot be written ({error}): free the folder.", path.display())
    })
}

fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let version = lock.lines().skip_while(|line| *line != name).nth(1)?;
    Some(version.strip_prefix("version = \"")?.strip_suffix('"')?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    #[test]
    fn a_version_is_read_for_the_whole_name_only() {
        let lock = "\
name = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
name = \"wasm-bindgen\"\nversion = \"2.0.0\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").as_deref(), Some("2.0.0"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }
}

//! The last touch to each build, called by Trunk before it publishes the files.
//!
//! It fills in the content security policy, moves Trunk's reload script into a file of its own
//! (the policy allows no inline script), joins the style sheets, leaves out what browsers do not read and writes the headers for the host.

use crate::compact::compact;
use crate::outcome::Outcome;
use crate::{headers, project, style_sheets};
use std::path::{Path, PathBuf};

/// The place for the policy in index.html.
const EMPTY_POLICY: &str = r#"http-equiv="Content-Security-Policy" content="""#;
/// The file that Trunk's reload script moves to.
const RELOAD_FILE: &str = "reload.js";

/// Finishes the files in the folder that Trunk names in the environment.
pub(crate) fn run() -> Outcome {
    let folder = std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).ok_or(
        "`finish` is Trunk's to call at the end of a build: run `cargo xtask build` instead.",
    )?;
    let index = folder.join("index.html");
    let (html, reload) = finished(&project::read(&index)?)?;
    project::write(&index, &style_sheets::join(&folder, &html)?)?;
    if let Some(script) = reload {
        project::write(&folder.join(RELOAD_FILE), &script)?;
    }
    let names = file_names(&folder)?;
    for name in names.iter().filter(|name| name.ends_with(".js") || name.ends_with(".css")) {
        let path = folder.join(name);
        project::write(&path, &compact(&project::read(&path)?))?;
    }
    project::write(&folder.join("_headers"), &headers::headers_file(&names))
}

/// The names of the files in a built folder, sorted; the builds have no sub-folders.
pub(crate) fn file_names(folder: &Path) -> Outcome<Vec<String>> {
    let entries = std::fs::read_dir(folder).map_err(|error| {
        format!("{} cannot be read ({error}): run `cargo xtask build`.", folder.display())
    })?;
    let mut names: Vec<String> = entries
        .flatten()
        .filter(|entry| entry.path().is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name != "_headers")
        .collect();
    names.sort();
    Ok(names)
}

/// The page as it is published, and the reload script if the page is to be served for development.
fn finished(html: &str) -> Outcome<(String, Option<String>)> {
    if !html.contains(EMPTY_POLICY) {
        return Err(format!(
            "index.html has lost its place for the policy: put back {EMPTY_POLICY}."
        ));
    }
    let filled = EMPTY_POLICY.replace("\"\"", &format!("\"{}\"", headers::policy_in_page()));
    let html = html.replace(EMPTY_POLICY, &filled);
    let Some((before, rest)) = html.split_once("<script>") else {
        return Ok((html, None));
    };
    let Some((script, after)) =
        rest.split_once("</script>").filter(|(s, _)| s.contains("__TRUNK_"))
    else {
        return Err(
            "The policy forbids inline scripts: move the one in index.html to a file.".into()
        );
    };
    // Trunk fills these names in only inside HTML; a file of its own asks the browser instead.
    let script = script
        .replace("'{{__TRUNK_ADDRESS__}}'", "window.location.host")
        .replace("{{__TRUNK_WS_BASE__}}", "/");
    let html = format!("{before}<script src=\"{RELOAD_FILE}\"></script>{after}");
    Ok((html, Some(script)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(body: &str) -> String {
        format!("<meta {EMPTY_POLICY} />{body}")
    }

    #[test]
    fn the_policy_is_filled_in() {
        let (html, reload) = finished(&page("<p>Hello</p>")).unwrap();
        assert!(html.contains("content=\"default-src 'none'; "));
        assert!(reload.is_none());
    }

    #[test]
    fn the_reload_script_moves_to_a_file() {
        let (html, reload) =
            finished(&page("<script>const a = '{{__TRUNK_ADDRESS__}}';</script>")).unwrap();
        assert!(html.ends_with("<script src=\"reload.js\"></script>"));
        assert_eq!(reload.as_deref(), Some("const a = window.location.host;"));
    }

    #[test]
    fn another_inline_script_and_a_lost_policy_are_refused() {
        assert!(finished(&page("<script>alert(1)</script>")).is_err());
        assert!(finished("<p>no policy</p>").is_err());
    }
}

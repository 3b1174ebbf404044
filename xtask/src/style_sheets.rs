//! The page's style sheets, joined into one file whenever the page is built.
//!
//! Their sources are several, so that each has one subject. Published like that, each would cost a visitor a request
//! and some bytes, because files are compressed one by one.

use crate::outcome::Outcome;
use crate::project;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

/// How Trunk links a style sheet, up to the sheet's name and after it.
const LINK: (&str, &str) = (r#"<link rel="stylesheet" href="./"#, r#""/>"#);

/// Puts one style sheet into the folder in place of those that the page links, and links it instead.
pub(crate) fn join(folder: &Path, html: &str) -> Outcome<String> {
    let names = linked(html);
    if names.is_empty() {
        return Err(format!(
            "index.html links no style sheet in Trunk's form: {}…{}",
            LINK.0, LINK.1
        ));
    }
    let mut text = String::new();
    for name in &names {
        text.push_str(&project::read(&folder.join(name))?);
        std::fs::remove_file(folder.join(name))
            .map_err(|error| format!("{name} cannot be removed ({error}): free the folder."))?;
    }
    let joined = name_of(&text);
    project::write(&folder.join(&joined), &text)?;
    Ok(with_one_link(html, &names, &joined))
}

/// The names of the style sheets, in the order in which a browser applies them.
fn linked(html: &str) -> Vec<&str> {
    html.split(LINK.0).skip(1).filter_map(|rest| Some(rest.split_once(LINK.1)?.0)).collect()
}

/// A name with a digest, so that browsers may keep the file for as long as it stays the same.
fn name_of(text: &str) -> String {
    let mut digest = DefaultHasher::new();
    text.hash(&mut digest);
    format!("styles-{:016x}.css", digest.finish())
}

/// The page with the joined sheet where the first one stood, and no trace of the others.
fn with_one_link(html: &str, names: &[&str], joined: &str) -> String {
    let link = |name: &str| format!("{}{name}{}", LINK.0, LINK.1);
    let mut html = html.replace(&link(names[0]), &link(joined));
    for name in &names[1..] {
        if let Some((before, after)) = html.split_once(&link(name)) {
            html = format!("{}{after}", before.trim_end());
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::headers::cache_control;

    const PAGE: &str = r#"<link rel="icon" href="./icon.svg"/><link rel="stylesheet" href="./a-1.css"/>
<link rel="stylesheet" href="./b-2.css"/><meta name="program" />"#;

    #[test]
    fn the_page_links_one_sheet_where_the_first_stood() {
        let names = linked(PAGE);
        assert_eq!(names, ["a-1.css", "b-2.css"]);
        assert_eq!(
            with_one_link(PAGE, &names, "styles-3.css"),
            "<link rel=\"icon\" href=\"./icon.svg\"/><link rel=\"stylesheet\" href=\"./styles-3.css\"/>\
             <meta name=\"program\" />"
        );
    }

    #[test]
    fn browsers_keep_a_sheet_until_it_changes() {
        assert_ne!(name_of("a {}"), name_of("b {}"));
        assert_ne!(cache_control(&name_of("a {}")), "no-cache");
    }
}

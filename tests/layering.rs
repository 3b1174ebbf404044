//! Who may use whom: reads the sources and compares them with the tables below.
//!
//! The host build keeps the browser out of everything but `ui` and `worker`; this test keeps the
//! rest in order. Comments and the tests at a file's end are not looked at: a test may use all.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What a file may use of the crate, by the first row whose path the file's path starts with.
/// An entry allows the module and everything below it; a module may always use itself.
const MODULES: &[(&str, &[&str])] = &[
    ("lib.rs", ALL),
    ("bin/app.rs", &["ui"]),
    ("bin/worker.rs", &["worker"]),
    ("bin/ratecard", &["charts", "engine", "format", "model", "report", "session", "share"]),
    ("model", &[]),
    ("format", &["model"]),
    ("prose", &[]),
    ("engine", &["model"]),
    ("share", &["model"]),
    ("session", &["model", "format", "engine"]),
    ("charts", &["model", "engine::summary", "format"]),
    ("report", &["model", "engine::FutureTotals", "engine::summary", "format"]),
    ("worker", &["model", "engine", "session"]),
    (
        "ui",
        &["charts", "engine", "format", "model", "prose", "report", "session", "share", "worker"],
    ),
];

const ALL: &[&str] =
    &["charts", "engine", "format", "model", "prose", "report", "session", "share", "ui", "worker"];

/// Where another crate may be used; nowhere, if the list is empty.
const CRATES: &[(&str, &[&str])] = &[
    ("gloo", &["ui", "worker", "bin/app.rs", "bin/worker.rs"]),
    ("js_sys", &["ui/browser", "worker"]),
    ("log", &[]),
    ("plotters", &["charts", "ui/components/chart_canvas.rs"]),
    ("plotters_canvas", &["ui/components/chart_canvas.rs"]),
    ("postcard", &["worker"]),
    ("rand", &["engine"]),
    ("rand_distr", &["engine"]),
    ("serde_json", &["share", "model", "report", "session", "worker", "bin/ratecard"]),
    ("wasm_bindgen", &["ui", "worker"]),
    ("web_sys", &["ui/browser", "ui/components/chart_canvas.rs", "worker"]),
    ("yew", &["ui", "bin/app.rs"]),
];

/// Where a type may be named. One file names a generator, so that every draw in the engine comes
/// from a stream with a purpose; the others would differ between 32 and 64 bits.
const TYPES: &[(&str, &[&str])] =
    &[("Xoshiro256PlusPlus", &["engine/rng.rs"]), ("SmallRng", &[]), ("StdRng", &[])];

#[test]
fn every_module_uses_only_what_it_may() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&source, &mut files);
    let mut offences = Vec::new();
    for file in &files {
        let text = fs::read_to_string(file).unwrap();
        let path = file.strip_prefix(&source).unwrap().to_string_lossy().replace('\\', "/");
        offences.extend(offences_in(&path, &text));
    }
    assert!(files.len() > 3, "the sources were not found");
    assert!(
        offences.is_empty(),
        "\n{}\n\nMove the code to where its needs are allowed, or hand the value in from outside. \
         If the rule itself changes, change it in tests/layering.rs and in ARCHITECTURE.md.\n",
        offences.join("\n")
    );
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry of the folder").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn offences_in(path: &str, text: &str) -> Vec<String> {
    let code = code_of(text);
    let Some((row, allowed)) = MODULES.iter().find(|(row, _)| is_below(path, row)) else {
        return vec![format!("src/{path}: is in no row of the table, add one")];
    };
    let mut offences = Vec::new();
    for used in used_modules(path, &code) {
        let own = is_below(&used.replace("::", "/"), row);
        let may = allowed.iter().any(|entry| is_below(&used, entry));
        if !own && !may {
            offences.push(format!("src/{path}: may not use crate::{used}"));
        }
    }
    let crates =
        CRATES.iter().filter(|(name, _)| after_each(&code, &format!("{name}::")).next().is_some());
    let types = TYPES.iter().filter(|(name, _)| identifiers(&code).any(|word| word == *name));
    for (name, places) in crates.chain(types) {
        if !places.iter().any(|place| is_below(path, place)) {
            let places = if places.is_empty() { "nowhere".into() } else { places.join(", ") };
            offences.push(format!("src/{path}: may not use {name} (allowed: {places})"));
        }
    }
    offences
}

/// Whether `path` is `row` or something inside it: "engine/caps.rs" and "engine.rs" are below
/// "engine", "engine::summary::Range" is below "engine::summary", "engines" is not.
fn is_below(path: &str, row: &str) -> bool {
    path.strip_prefix(row).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '.', ':']))
}

/// The text without comments and without the tests at its end.
fn code_of(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let lines = code.lines().map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// Every path of this crate that the code names, without the leading `crate::`.
fn used_modules(path: &str, code: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();

    for root in ["crate::", "ratecard::"] {
        for rest in after_each(code, root) {
            expand("", rest, &mut used);
        }
    }
    // Each `super` goes one module up; what matters is only a climb to the crate's root.
    let depth = module_depth(path);
    for rest in after_each(code, &"super::".repeat(depth)) {
        expand("", rest, &mut used);
    }
    used
}

/// The rest of the text after each occurrence of `word` that is not the end of a longer path.
fn after_each<'t>(code: &'t str, word: &'t str) -> impl Iterator<Item = &'t str> {
    let found = if word.is_empty() { "\0" } else { word };
    code.match_indices(found).filter_map(move |(start, _)| {
        let before = code[..start].chars().next_back();
        let is_start = before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':');
        is_start.then(|| &code[start + found.len()..])
    })
}

/// How many modules deep a file is: model/mod.rs and format.rs 1, model/money.rs 2.
fn module_depth(path: &str) -> usize {
    let n_slashes = path.matches('/').count();
    if path.ends_with("mod.rs") { n_slashes } else { n_slashes + 1 }
}

/// Takes one path, or a group of them in braces, from the start of the text.
fn expand(prefix: &str, text: &str, used: &mut BTreeSet<String>) {
    let text = text.trim_start();
    if let Some(group) = text.strip_prefix('{') {
        for part in parts_of(group) {
            expand(prefix, part, used);
        }
        return;
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    if name.is_empty() {
        return;
    }
    let path = if prefix.is_empty() { name.to_owned() } else { format!("{prefix}::{name}") };
    match rest.strip_prefix("::") {
        Some(rest) if !rest.starts_with('<') => expand(&path, rest, used),
        _ => {
            used.insert(path);
        }
    }
}

/// The members of a group whose opening brace was just read.
fn parts_of(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (idx, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            '}' => {
                parts.push(&group[start..idx]);
                break;
            }
            ',' if depth == 0 => {
                parts.push(&group[start..idx]);
                start = idx + 1;
            }
            _ => {}
        }
    }
    parts
}

fn identifiers(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| !c.is_alphanumeric() && c != '_')
}

mod the_checker_itself {
    use super::offences_in;

    #[track_caller]
    fn check(path: &str, text: &str, expected: &[&str]) {
        assert_eq!(offences_in(path, text), expected);
    }

    #[test]
    fn finds_a_module_that_reaches_up() {
        check(
            "model/money.rs",
            "use crate::ui::App;",
            &["src/model/money.rs: may not use crate::ui::App"],
        );
    }

    #[test]
    fn looks_into_groups() {
        check(
            "engine/caps.rs",
            "use crate::{model::Money, share::{link, file}};",
            &[
                "src/engine/caps.rs: may not use crate::share::file",
                "src/engine/caps.rs: may not use crate::share::link",
            ],
        );
    }

    #[test]
    fn follows_super_to_the_root() {
        check(
            "engine/caps.rs",
            "use super::plan::Plan; use super::super::share::link;",
            &["src/engine/caps.rs: may not use crate::share::link"],
        );
    }

    #[test]
    fn knows_parts_of_modules() {
        check("charts/fan.rs", "use crate::engine::summary::Summary;", &[]);
        check(
            "charts/fan.rs",
            "use crate::engine::batch::Batch;",
            &["src/charts/fan.rs: may not use crate::engine::batch::Batch"],
        );
    }

    #[test]
    fn finds_crates_out_of_place() {
        check(
            "model/money.rs",
            "let x = rand::random();",
            &["src/model/money.rs: may not use rand (allowed: engine)"],
        );
        check(
            "engine/cohort.rs",
            "use rand::rngs::SmallRng;",
            &["src/engine/cohort.rs: may not use SmallRng (allowed: nowhere)"],
        );
    }

    #[test]
    fn tells_a_crate_from_a_function_of_that_name() {
        check("engine/cohort.rs", "let x = libm::log(1.0);", &[]);
        check(
            "engine/cohort.rs",
            "log::info!(\"done\");",
            &["src/engine/cohort.rs: may not use log (allowed: nowhere)"],
        );
    }

    #[test]
    fn overlooks_comments_and_tests() {
        check("model/money.rs", "// crate::ui\n#[cfg(test)]\nmod tests { use crate::share; }", &[]);
    }

    #[test]
    fn wants_a_row_for_every_module() {
        check("extra/mod.rs", "", &["src/extra/mod.rs: is in no row of the table, add one"]);
    }

    #[test]
    fn lets_a_module_use_itself() {
        check("engine/caps.rs", "use crate::engine::plan::Plan; use crate::model::Money;", &[]);
        check("bin/worker.rs", "use ratecard::worker::codec::Postcard;", &[]);
    }
}

//! What breaks a rule of the tables.

use std::collections::BTreeSet;

use crate::code::Code;
use crate::rules::{CRATES, FLOORS, MODULES, TYPES};
use crate::tree::Tree;

/// Every use of a module, a crate or a type where it is not allowed.
pub(crate) fn of_modules(tree: &Tree) -> Vec<String> {
    tree.codes().flat_map(|(path, code)| of_file(path, code, tree)).collect()
}

fn of_file(path: &str, code: &Code, tree: &Tree) -> Vec<String> {
    let Some((row, allowed)) = MODULES.iter().find(|(row, _)| is_below(path, row)) else {
        return vec![format!("src/{path}: is in no row of the table, add one")];
    };
    let mut offences = Vec::new();
    for used in tree.used_by(path) {
        let is_own = is_below(&used.join("/"), row);
        let used = used.join("::");
        if !is_own && !allowed.iter().any(|entry| is_below(&used, entry)) {
            offences.push(format!("src/{path}: may not use crate::{used}"));
        }
    }
    let imported = code.imports.iter().map(|import| &import.path);
    let first_names: BTreeSet<&str> =
        imported.chain(&code.paths).filter_map(|path| path.first()).map(String::as_str).collect();
    let is_named = |name: &str| {
        let imported = code.imports.iter().filter_map(|import| import.path.last());
        code.words.contains(name) || imported.into_iter().any(|last| last == name)
    };
    let crates = CRATES.iter().filter(|(name, _)| first_names.contains(name));
    let types = TYPES.iter().filter(|(name, _)| is_named(name));
    for (name, places) in crates.chain(types) {
        if !places.iter().any(|place| is_below(path, place)) {
            let places = if places.is_empty() { "nowhere".into() } else { places.join(", ") };
            offences.push(format!("src/{path}: may not use {name} (allowed: {places})"));
        }
    }
    offences
}

/// Every file of the engine that stands on no floor, and every use of a higher floor.
pub(crate) fn of_floors(tree: &Tree) -> Vec<String> {
    let floor = |path: &str| FLOORS.iter().position(|floor| is_below(path, floor));
    let mut offences = Vec::new();
    for path in tree.paths().filter(|path| is_below(path, "engine") && floor(path).is_none()) {
        offences.push(format!("src/{path}: stands on no floor of the engine"));
    }
    for (path, imports) in tree.imports() {
        for (other, names) in imports {
            if let (Some(own), Some(used)) = (floor(&path), floor(&other))
                && used > own
            {
                let names = Vec::from_iter(names).join(", ");
                offences
                    .push(format!("src/{path}: may not use {names} of src/{other}, a floor above"));
            }
        }
    }
    offences
}

/// Whether `path` is `row` or something inside it: "engine/caps.rs" and "engine.rs" are below
/// "engine", "engine::summary::Range" is below "engine::summary", "engines" is not.
fn is_below(path: &str, row: &str) -> bool {
    path.strip_prefix(row).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '.', ':']))
}

mod the_checker_itself {
    use super::{of_floors, of_modules};
    use crate::tree::Tree;

    #[track_caller]
    fn check(path: &str, text: &str, expected: &[&str]) {
        assert_eq!(of_modules(&Tree::of([(path, text)])), expected);
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
    fn looks_into_groups_and_aliases() {
        check(
            "engine/caps.rs",
            "use crate::{model::Money, share::{link as l, file}};",
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
    fn finds_crates_and_types_out_of_place() {
        check(
            "model/money.rs",
            "let x = rand::random();",
            &["src/model/money.rs: may not use rand (allowed: engine)"],
        );
        check(
            "engine/dice/rng.rs",
            "use rand::rngs::SmallRng;",
            &["src/engine/dice/rng.rs: may not use SmallRng (allowed: nowhere)"],
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
    fn wants_a_row_for_every_module() {
        check("extra/mod.rs", "", &["src/extra/mod.rs: is in no row of the table, add one"]);
    }

    #[test]
    fn lets_a_module_use_itself() {
        check("engine/caps.rs", "use crate::engine::plan::Plan; use crate::model::Money;", &[]);
        check("bin/worker.rs", "use ratecard::worker::codec::Postcard;", &[]);
    }

    #[test]
    fn finds_a_floor_that_reaches_up_even_through_what_the_engine_passes_on() {
        let tree = Tree::of([
            ("lib.rs", "pub mod engine;"),
            ("engine/mod.rs", "mod dice; mod other; mod plan; mod run; pub use run::Run;"),
            ("engine/other.rs", "use super::Run;"),
            ("engine/dice/mod.rs", "pub struct Dice;"),
            ("engine/plan/mod.rs", "use crate::engine::{Run, dice::Dice}; pub struct Plan;"),
            ("engine/run/mod.rs", "use crate::engine::plan::Plan; pub struct Run;"),
        ]);
        assert_eq!(
            of_floors(&tree),
            [
                "src/engine/other.rs: stands on no floor of the engine",
                "src/engine/plan/mod.rs: may not use Run of src/engine/run/mod.rs, a floor above",
            ]
        );
    }
}

//! Who may use whom: reads the sources and holds them to the tables in `rules`.
//!
//! - [`rules`]: the tables: modules, floors of the engine, crates and types.
//! - [`offences`]: compares a file with the tables.
//! - [`circles`]: files that need each other.
//! - [`tree`]: all files of a crate, and which file defines a name.
//! - [`code`]: one file's imports and paths, from its text.
//!
//! The host build keeps the browser out of everything but `ui` and `worker`; these tests keep the
//! rest in order. Comments and tests are not looked at: a test may use all.

mod circles;
mod code;
mod offences;
mod rules;
mod tree;

use std::path::Path;

use tree::Tree;

fn sources() -> Tree {
    Tree::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
}

fn tasks() -> Tree {
    Tree::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("xtask/src"))
}

#[track_caller]
fn assert_none(found: &[String], mend: &str) {
    assert!(found.is_empty(), "\n{}\n\n{mend}\n", found.join("\n"));
}

#[test]
fn every_module_uses_only_what_it_may() {
    assert_none(
        &offences::of_modules(&sources()),
        "Move the code to where its needs are allowed, or hand the value in from outside. If the rule itself \
         changes, change it in tests/layering/rules.rs and in ARCHITECTURE.md.",
    );
}

#[test]
fn every_floor_of_the_engine_uses_only_those_below() {
    assert_none(
        &offences::of_floors(&sources()),
        "Move what is needed down to the floor that needs it, or hand the value in from the floor above. The \
         floors stand in tests/layering/rules.rs, lowest first.",
    );
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let found: Vec<String> = [("src", sources()), ("xtask/src", tasks())]
        .iter()
        .flat_map(|(folder, tree)| circles::reports(folder, tree))
        .collect();
    assert_none(
        &found,
        "Cut each circle at its thinnest place: move the shared name to a file of its own below both, or hand \
         the value in as an argument. A child may use what its mod.rs re-exports, and nothing that is defined there.",
    );
}

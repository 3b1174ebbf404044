//! Circles: files that need each other, straight or by way of others.

use std::collections::{BTreeMap, BTreeSet};

use crate::tree::{Imports, Tree};

/// Each circle as the list of its files and of the names that tie them.
pub(crate) fn reports(folder: &str, tree: &Tree) -> Vec<String> {
    let imports = tree.imports();
    circles(&imports).iter().map(|files| report(folder, files, &imports)).collect()
}

/// The sets of files that can all be reached from each other.
fn circles(imports: &Imports) -> BTreeSet<BTreeSet<&str>> {
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        imports.keys().map(|file| (file.as_str(), reached_from(file, imports))).collect();
    let circle_of = |file: &str| -> BTreeSet<&str> {
        reached[file].iter().copied().filter(|other| reached[other].contains(file)).collect()
    };
    imports.keys().map(|file| circle_of(file)).filter(|files| !files.is_empty()).collect()
}

/// Every file that one uses, and that those use in turn.
fn reached_from<'t>(file: &'t str, imports: &'t Imports) -> BTreeSet<&'t str> {
    let mut reached = BTreeSet::new();
    let mut waiting = vec![file];
    while let Some(file) = waiting.pop() {
        let new = imports[file].keys().map(String::as_str).filter(|other| reached.insert(*other));
        waiting.extend(new);
    }
    reached
}

fn report(folder: &str, files: &BTreeSet<&str>, imports: &Imports) -> String {
    let mut text = format!("{} files form a circle:", files.len());
    for file in files {
        for (other, names) in &imports[*file] {
            if files.contains(other.as_str()) {
                let names = names.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
                text.push_str(&format!("\n  {folder}/{file} uses {names} of {folder}/{other}"));
            }
        }
    }
    text
}

mod the_checker_itself {
    use super::reports;
    use crate::tree::Tree;

    #[track_caller]
    fn check(files: &[(&str, &str)], expected: &[&str]) {
        assert_eq!(reports("src", &Tree::of(files.iter().copied())), expected);
    }

    #[test]
    fn finds_two_files_that_use_each_other() {
        check(
            &[
                ("lib.rs", "mod a; mod b;"),
                ("a.rs", "use crate::b::B; pub struct A;"),
                ("b.rs", "pub struct B; fn of(_: super::a::A) {}"),
            ],
            &[
                "2 files form a circle:\n  src/a.rs uses B of src/b.rs\n  src/b.rs uses A of src/a.rs",
            ],
        );
    }

    #[test]
    fn finds_a_circle_of_three_and_leaves_out_who_only_looks_on() {
        check(
            &[
                ("main.rs", "mod a; mod b; mod c; mod d; fn main() { a::run(); d::run(); }"),
                ("a.rs", "use super::b; pub fn run() { b::run() }"),
                ("b.rs", "use crate::c::{self, C}; pub fn run() { c::run() }"),
                ("c.rs", "pub struct C; pub fn run() { crate::a::run() }"),
                ("d.rs", "use crate::a; pub fn run() { a::run() }"),
            ],
            &[
                "3 files form a circle:\n  src/a.rs uses run of src/b.rs\n  src/b.rs uses C, run of src/c.rs\n  \
               src/c.rs uses run of src/a.rs",
            ],
        );
    }

    #[test]
    fn follows_what_is_passed_on_to_the_file_that_defines_it() {
        check(
            &[
                ("lib.rs", "mod plan; mod run;"),
                ("plan/mod.rs", "mod caps; pub use caps::Caps as Limits;"),
                ("plan/caps.rs", "use crate::run::Run; pub struct Caps;"),
                ("run.rs", "use crate::plan::Limits; pub struct Run;"),
            ],
            &[
                "2 files form a circle:\n  src/plan/caps.rs uses Run of src/run.rs\n  src/run.rs uses Caps of \
               src/plan/caps.rs",
            ],
        );
    }

    #[test]
    fn finds_a_parent_that_uses_the_child_that_uses_it() {
        check(
            &[
                ("lib.rs", "mod plan;"),
                ("plan/mod.rs", "mod caps; pub use caps::Caps; pub struct Plan(Caps);"),
                ("plan/caps.rs", "use super::*; pub struct Caps;"),
            ],
            &[
                "2 files form a circle:\n  src/plan/caps.rs uses * of src/plan/mod.rs\n  src/plan/mod.rs uses \
               Caps of src/plan/caps.rs",
            ],
        );
    }

    #[test]
    fn lets_children_use_what_their_parent_passes_on() {
        check(
            &[
                ("lib.rs", "mod plan; pub use plan::Plan;"),
                (
                    "plan/mod.rs",
                    "mod caps; mod pence; mod plan; pub use plan::Plan; use pence::Pence;",
                ),
                ("plan/caps.rs", "use super::Pence; pub struct Caps(Pence);"),
                ("plan/pence.rs", "pub struct Pence;"),
                ("plan/plan.rs", "use super::caps::Caps; pub struct Plan(Caps);"),
            ],
            &[],
        );
    }

    #[test]
    fn tells_a_binary_from_the_library_around_it() {
        check(
            &[
                ("lib.rs", "pub mod report;"),
                ("report.rs", "pub fn text() { crate::report::line() } fn line() {}"),
                ("bin/tool/main.rs", "mod report; fn main() { report::print() }"),
                ("bin/tool/report.rs", "use ratecard::report::text; pub fn print() { text() }"),
            ],
            &[],
        );
    }

    #[test]
    fn lets_tests_use_all() {
        check(
            &[
                ("lib.rs", "mod a;\n#[cfg(test)]\nmod laws;"),
                ("a.rs", "use crate::laws::LAW;"),
                ("laws.rs", "use crate::a::A;"),
            ],
            &[],
        );
    }
}

//! Places in a document, such as `rate_card.outcomes[3].price`: how they are made, taken apart and compared.
//!
//! A path names fields from the outside in, with a list entry's number in brackets; the empty path is the whole
//! document. Its *generic form* leaves the numbers out, and stands for the same field of every entry.

use serde_json::Value;

/// One step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathStep<'p> {
    /// Into a field of a group.
    Field(&'p str),
    /// Into an entry of a list, counted from 0.
    Entry(usize),
}

/// The steps of a path, from the outside in.
pub fn steps(path: &str) -> impl Iterator<Item = PathStep<'_>> {
    path.split(['.', '[']).filter(|step| !step.is_empty()).map(|step| {
        let index = step.strip_suffix(']').and_then(|index| index.parse().ok());
        index.map_or(PathStep::Field(step), PathStep::Entry)
    })
}

/// What one step leads to in a document.
pub fn step_into<'v>(value: &'v Value, step: PathStep<'_>) -> Option<&'v Value> {
    match step {
        PathStep::Field(field) => value.get(field),
        PathStep::Entry(index) => value.get(index),
    }
}

/// What stands at a place in a document.
pub fn lookup<'v>(document: &'v Value, path: &str) -> Option<&'v Value> {
    steps(path).try_fold(document, step_into)
}

/// The path of a field of the group at `path`.
pub fn join(path: &str, field: &str) -> String {
    if path.is_empty() { field.to_owned() } else { format!("{path}.{field}") }
}

/// The path of an entry of the list at `path`.
pub fn entry(path: &str, index: usize) -> String {
    format!("{path}[{index}]")
}

/// The path of the group or list that holds the place; the whole document holds itself.
pub fn parent(path: &str) -> &str {
    path.rfind(['.', '[']).map_or("", |end| &path[..end])
}

/// The list entry that a path ends with: the path of its list, and its number.
pub fn split_entry(path: &str) -> Option<(&str, usize)> {
    let (list, index) = path.strip_suffix(']')?.rsplit_once('[')?;
    Some((list, index.parse().ok()?))
}

/// Whether a path is `place` or something inside it.
pub fn is_within(path: &str, place: &str) -> bool {
    place.is_empty()
        || path
            .strip_prefix(place)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// The deepest place that holds all of the given ones.
pub fn common_place<'p>(mut paths: impl Iterator<Item = &'p str>) -> &'p str {
    let Some(mut common) = paths.next() else { return "" };
    for path in paths {
        while !is_within(path, common) {
            common = parent(common);
        }
    }
    common
}

/// The path without the numbers of entries: `rate_card.outcomes.price`.
pub fn generic(path: &str) -> String {
    let mut generic = String::with_capacity(path.len());
    for step in steps(path) {
        if let PathStep::Field(field) = step {
            if !generic.is_empty() {
                generic.push('.');
            }
            generic.push_str(field);
        }
    }
    generic
}

/// The numbers of the entries that a path goes through, the outermost first.
pub fn indices(path: &str) -> Vec<usize> {
    steps(path)
        .filter_map(|step| match step {
            PathStep::Entry(index) => Some(index),
            PathStep::Field(_) => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRICE: &str = "rate_card.outcomes[3].price_changes[12].price";

    #[test]
    fn a_path_is_taken_apart_and_put_together_again() {
        let together = steps(PRICE).fold(String::new(), |path, step| match step {
            PathStep::Field(field) => join(&path, field),
            PathStep::Entry(index) => entry(&path, index),
        });
        assert_eq!(together, PRICE);
        assert_eq!(generic(PRICE), "rate_card.outcomes.price_changes.price");
        assert_eq!(indices(PRICE), [3, 12]);
        assert_eq!((generic(""), steps("").count()), (String::new(), 0));
    }

    #[test]
    fn each_place_is_held_by_another() {
        assert_eq!(parent(PRICE), "rate_card.outcomes[3].price_changes[12]");
        assert_eq!(split_entry(parent(PRICE)), Some(("rate_card.outcomes[3].price_changes", 12)));
        assert_eq!(split_entry(PRICE), None);
        assert_eq!((parent("costs"), parent("")), ("", ""));
        assert!(is_within("a.b[1].c", "a.b[1]") && is_within("a", "") && is_within("a", "a"));
        assert!(!is_within("a.b[12]", "a.b[1]") && !is_within("a", "a.b"));
    }

    #[test]
    fn places_have_a_common_place() {
        let common = |paths: &[&'static str]| common_place(paths.iter().copied());
        assert_eq!(common(&["a.b[1].c", "a.b[1].d"]), "a.b[1]");
        assert_eq!(common(&["a.b[1].c", "a.b[12].c"]), "a.b");
        assert_eq!(common(&["a.b", "c"]), "");
        assert_eq!(common(&["a.b"]), "a.b");
        assert_eq!(common(&[]), "");
    }
}

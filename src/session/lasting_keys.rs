//! Keys by which a page tells the rows of a list apart: a row keeps its key when it moves, when others come and go, and
//! when its own id is typed anew.

/// The keys of a list's rows, as they were last.
#[derive(Debug, Default)]
pub struct LastingKeys {
    rows: Vec<(String, u32)>,
    n_given: u32,
}

impl LastingKeys {
    /// A key for each row, given their ids now. A row whose id is new takes over the key of a row that stood in its
    /// place and whose id is gone: that is the same row under another id.
    pub fn of<'i>(&mut self, ids: impl IntoIterator<Item = &'i str>) -> Vec<u32> {
        let ids: Vec<&str> = ids.into_iter().collect();
        let before = std::mem::take(&mut self.rows);
        let mut keys = Vec::with_capacity(ids.len());
        for (place, id) in ids.iter().enumerate() {
            let same = before.iter().find(|(known, key)| known == id && !keys.contains(key));
            let renamed = before.get(place).filter(|(known, key)| {
                before.len() == ids.len() && !ids.contains(&known.as_str()) && !keys.contains(key)
            });
            let key = same.or(renamed).map_or_else(|| self.new_key(), |(_, key)| *key);
            keys.push(key);
        }
        self.rows = ids.iter().map(|id| (*id).to_owned()).zip(keys.iter().copied()).collect();
        keys
    }

    fn new_key(&mut self) -> u32 {
        self.n_given += 1;
        self.n_given
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_keeps_its_key_when_it_moves_and_when_its_id_is_typed_anew() {
        let mut keys = LastingKeys::default();
        let first = keys.of(["a", "b", "c"]);
        assert_eq!(keys.of(["b", "a", "c"]), [first[1], first[0], first[2]]);
        assert_eq!(keys.of(["b", "ax", "c"]), [first[1], first[0], first[2]]);
        assert_eq!(keys.of(["b", "c"]), [first[1], first[2]]);
        let more = keys.of(["b", "new", "c"]);
        assert_eq!((more[0], more[2]), (first[1], first[2]));
        assert!(!first.contains(&more[1]));
    }

    #[test]
    fn no_two_rows_have_one_key() {
        let mut keys = LastingKeys::default();
        for ids in [["a", "a", "b"], ["a", "b", "a"], ["b", "b", "b"], ["c", "b", "a"]] {
            let mut given = keys.of(ids);
            given.sort_unstable();
            given.dedup();
            assert_eq!(given.len(), 3, "{ids:?}");
        }
    }
}

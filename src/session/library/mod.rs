//! What a browser keeps of a person's scenarios, and the rules by which nothing that a person made is lost.
//!
//! Everything kept is an [`Entry`] with the text of a file: a draft, which keeps itself, or a saved scenario, which
//! changes only when its owner says so. A tab works on an entry of its own ([`Present`]). Whatever is opened begins
//! another one, so that what was open before simply stays behind, and nobody writes over what somebody else wrote
//! meanwhile ([`verdict`]). Where entries are stored is for the page to say.

mod entry;
mod pointer;
mod present;
mod tabs;

pub use entry::{Entry, Record, Revision, digest};
pub use pointer::{Open, Pointer};
pub use present::{Keep, Now, Present};
pub use tabs::{Heard, Other, Tabs};

/// Drafts that are kept at most. Beyond it the oldest go; saved scenarios stay for ever.
pub const MOST_DRAFTS: usize = 300;

/// What becomes of an entry that is to be stored, given what is stored under its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It takes the place of what is there.
    Write,
    /// It is there already, or something newer of the same page is.
    Leave,
    /// Somebody else wrote there meanwhile, so it is kept under an id of its own.
    Apart,
}

/// Whether an entry may take the place of what is stored under its id: of nothing, of what the same page wrote before,
/// or of just what its page had read there.
pub fn verdict(there: Option<&Entry>, new: &Entry) -> Verdict {
    let Some(there) = there else { return Verdict::Write };
    if there == new {
        return Verdict::Leave;
    }
    if !there.is_known() {
        return Verdict::Apart;
    }
    if there.rev.by == new.rev.by {
        return if new.rev.n > there.rev.n { Verdict::Write } else { Verdict::Leave };
    }
    if new.after.as_ref() == Some(&there.rev) {
        Verdict::Write
    } else if there.digest == new.digest {
        Verdict::Leave
    } else {
        Verdict::Apart
    }
}

/// All entries, without their texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Library {
    /// The latest first.
    entries: Vec<Entry>,
}

impl Library {
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// Adds an entry, or puts it in the place of the one with its id.
    pub fn put(&mut self, entry: Entry) {
        self.remove(&entry.id);
        let place = self.entries.partition_point(|other| other.at > entry.at);
        self.entries.insert(place, entry);
    }

    pub fn remove(&mut self, id: &str) {
        self.entries.retain(|entry| entry.id != id);
    }

    /// The entry that holds just this text; of several, a saved one.
    pub fn with_text(&self, digest: &str) -> Option<&Entry> {
        let mut found = self.entries.iter().filter(|entry| entry.digest == digest);
        let first = found.next()?;
        if first.is_saved {
            Some(first)
        } else {
            found.find(|entry| entry.is_saved).or(Some(first))
        }
    }

    /// The drafts to let go of, as long as no tab has them open: copies of a text that is kept elsewhere, and the oldest
    /// of too many.
    pub fn to_let_go(&self, is_open: impl Fn(&str) -> bool) -> Vec<String> {
        let is_copy =
            |draft: &Entry| self.with_text(&draft.digest).is_some_and(|kept| kept.id != draft.id);
        let (mut n_kept, mut gone) = (0, Vec::new());
        for draft in self.entries.iter().filter(|entry| !entry.is_saved && entry.is_known()) {
            if is_open(&draft.id) {
                continue;
            }
            if is_copy(draft) || n_kept == MOST_DRAFTS {
                gone.push(draft.id.clone());
            } else {
                n_kept += 1;
            }
        }
        gone
    }

    /// A name that no saved scenario has yet: "X (copy)", "X (copy 2)", …
    pub fn copy_name(&self, name: &str) -> String {
        let is_free =
            |name: &String| !self.entries.iter().any(|entry| entry.is_saved && entry.name == *name);
        let mut copies = (1..).map(|number| match number {
            1 => format!("{name} (copy)"),
            _ => format!("{name} (copy {number})"),
        });
        copies.find(is_free).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: &str, by: &str, n: u64, text: &str) -> Entry {
        Entry {
            id: id.to_owned(),
            name: id.to_owned(),
            at: 1_000.0 + n as f64,
            document: 2,
            digest: digest(text),
            rev: Revision { by: by.to_owned(), n },
            ..Entry::default()
        }
    }

    #[test]
    fn a_page_writes_over_its_own_and_over_what_it_read_and_over_nothing_else() {
        let mine = entry("x", "me", 2, "two");
        assert_eq!(verdict(None, &mine), Verdict::Write);
        assert_eq!(verdict(Some(&entry("x", "me", 1, "one")), &mine), Verdict::Write);
        // What was written ahead of leaving arrives late.
        assert_eq!(verdict(Some(&entry("x", "me", 3, "three")), &mine), Verdict::Leave);
        let theirs = entry("x", "they", 7, "theirs");
        assert_eq!(verdict(Some(&theirs), &mine), Verdict::Apart);
        let read = Entry { after: Some(theirs.rev.clone()), ..mine.clone() };
        assert_eq!(verdict(Some(&theirs), &read), Verdict::Write);
        assert_eq!(verdict(Some(&entry("x", "they", 8, "more")), &read), Verdict::Apart);
        assert_eq!(verdict(Some(&entry("x", "they", 8, "two")), &read), Verdict::Leave);
    }

    #[test]
    fn what_a_newer_page_wrote_is_never_written_over() {
        let newer = Entry::read("x", r#"{"kept":2,"by":["me"]}"#, 9);
        assert!(!newer.is_known());
        assert_eq!(verdict(Some(&newer), &entry("x", "me", 2, "two")), Verdict::Apart);
    }

    #[test]
    fn the_latest_comes_first_and_a_text_is_found_saved_before_draft() {
        let mut library = Library::default();
        for (id, n, text) in [("a", 1, "same"), ("b", 3, "other"), ("c", 2, "same")] {
            library.put(entry(id, "me", n, text));
        }
        let ids = |library: &Library| -> String {
            library.entries().iter().map(|entry| entry.id.as_str()).collect()
        };
        assert_eq!(ids(&library), "bca");
        assert_eq!(library.with_text(&digest("same")).unwrap().id, "c");
        library.put(Entry { is_saved: true, ..entry("a", "me", 1, "same") });
        assert_eq!(library.with_text(&digest("same")).unwrap().id, "a");
        library.put(entry("a", "me", 9, "same"));
        assert_eq!(ids(&library), "abc");
        library.remove("b");
        assert_eq!(ids(&library), "ac");
    }

    #[test]
    fn only_drafts_go_copies_first_and_none_that_is_open() {
        let mut library = Library::default();
        for n in 0..MOST_DRAFTS as u64 + 5 {
            library.put(entry(&format!("d{n}"), "me", n, &format!("text {n}")));
        }
        library.put(Entry { is_saved: true, ..entry("old", "me", 0, "saved") });
        library.put(entry("copy", "me", 900, "saved"));
        library.put(entry("open", "me", 901, "saved"));
        let gone = library.to_let_go(|id| id == "open" || id == "d0");
        assert_eq!(gone, ["copy", "d4", "d3", "d2", "d1"]);
    }

    #[test]
    fn a_newer_page_s_draft_is_never_let_go() {
        let mut library = Library::default();
        for n in 0..MOST_DRAFTS as u64 {
            library.put(entry(&format!("d{n}"), "me", n + 1, &format!("text {n}")));
        }
        library.put(Entry::read("newer", r#"{"kept":2}"#, 9));
        assert_eq!(library.to_let_go(|_| false), [""; 0]);
    }

    #[test]
    fn copies_have_names_of_their_own() {
        let mut library = Library::default();
        assert_eq!(library.copy_name("A"), "A (copy)");
        library.put(Entry {
            is_saved: true,
            name: "A (copy)".to_owned(),
            ..entry("x", "me", 1, "a")
        });
        assert_eq!(library.copy_name("A"), "A (copy 2)");
    }
}

//! What a tab works on, and what of it is to be written.

use super::entry::{Entry, Revision};
use super::{Library, Tabs};

/// What one opening of a tab works on: nothing that is kept yet, an entry, or what began as a saved scenario or a preset
/// and becomes an entry with its first change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Present {
    /// The draft that is written.
    pub id: Option<String>,
    /// What was read there before the first writing.
    pub after: Option<Revision>,
    /// The saved scenario that was opened.
    pub of: Option<String>,
}

/// The scenario as it stands.
#[derive(Clone, Copy, Debug)]
pub struct Now<'a> {
    pub name: &'a str,
    /// Empty while the figures are not there.
    pub headline: &'a str,
    pub digest: &'a str,
    /// The version of the file's format.
    pub document: u64,
    pub at: f64,
    /// The preset that it is, unchanged.
    pub preset: Option<&'a str>,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Keep {
    /// Nothing: it comes with the page, or lies under this id as it is.
    AsItIs {
        /// None for a preset.
        id: Option<String>,
        /// The draft that held its changes until they were undone.
        forget: Option<String>,
    },
    Write(Entry),
}

impl Present {
    /// The work on an entry that is opened.
    pub fn opened(entry: &Entry) -> Present {
        if entry.is_saved {
            Present { of: Some(entry.id.clone()), ..Present::default() }
        } else {
            Present {
                id: Some(entry.id.clone()),
                after: Some(entry.rev.clone()),
                of: entry.of.clone(),
            }
        }
    }

    /// What has to be written, so that nothing is kept twice and no other tab is disturbed. `rev` signs it, and
    /// `fresh` is an id for what has none.
    pub fn keep(
        &mut self,
        now: Now<'_>,
        library: &Library,
        tabs: &Tabs,
        rev: Revision,
        fresh: impl FnOnce() -> String,
    ) -> Keep {
        if now.preset.is_some() {
            return Keep::AsItIs { id: None, forget: self.let_go(library, tabs, &rev) };
        }
        if self.id.is_none()
            && let Some(same) = library.with_text(now.digest)
        {
            *self = Present::opened(same);
        }
        if let Some(saved) = self.of.as_deref().and_then(|of| library.get(of))
            && saved.digest == now.digest
        {
            let id = Some(saved.id.clone());
            return Keep::AsItIs { id, forget: self.let_go(library, tabs, &rev) };
        }
        let there = self.id.as_deref().and_then(|id| library.get(id));
        let is_same_text = there.is_some_and(|there| there.digest == now.digest);
        if let Some(there) = there {
            let is_same_headline = now.headline.is_empty() || there.headline == now.headline;
            let is_theirs = tabs.have_open(&there.id) && there.rev.by != rev.by;
            if is_same_text && (is_same_headline || is_theirs) {
                return Keep::AsItIs { id: self.id.clone(), forget: None };
            }
            if is_theirs {
                (self.id, self.after) = (None, None);
            }
        }
        let at = there.filter(|_| is_same_text).map_or(now.at, |there| there.at);
        let id = self.id.get_or_insert_with(fresh).clone();
        Keep::Write(Entry {
            id,
            is_saved: false,
            name: now.name.to_owned(),
            at,
            headline: now.headline.to_owned(),
            document: now.document,
            digest: now.digest.to_owned(),
            rev,
            after: self.after.clone(),
            of: self.of.clone(),
            is_newer: false,
        })
    }

    /// Forgets the draft whose changes were all taken back, unless another page wrote it.
    fn let_go(&mut self, library: &Library, tabs: &Tabs, rev: &Revision) -> Option<String> {
        self.after = None;
        let id = self.id.take()?;
        let is_mine = library.get(&id).is_some_and(|there| there.rev.by == rev.by);
        (is_mine && !tabs.have_open(&id)).then_some(id)
    }
}

#[cfg(test)]
mod tests {
    use super::super::digest;
    use super::*;

    /// A page with its own idea of what is kept.
    struct Page {
        me: &'static str,
        n: u64,
        library: Library,
        tabs: Tabs,
    }

    impl Page {
        fn new(me: &'static str) -> Page {
            Page { me, n: 0, library: Library::default(), tabs: Tabs::default() }
        }

        fn keep(&mut self, present: &mut Present, text: &str, headline: &str) -> Keep {
            let digest = digest(text);
            let preset = (text == "preset").then_some("kirklees");
            self.n += 1;
            let now = Now {
                name: text,
                headline,
                digest: &digest,
                document: 2,
                at: self.n as f64,
                preset,
            };
            let rev = Revision { by: self.me.to_owned(), n: self.n };
            let fresh = || format!("{}{}", self.me, self.n);
            let keep = present.keep(now, &self.library, &self.tabs, rev, fresh);
            match &keep {
                Keep::Write(entry) => self.library.put(entry.clone()),
                Keep::AsItIs { forget: Some(id), .. } => self.library.remove(id),
                Keep::AsItIs { .. } => {}
            }
            keep
        }

        fn ids(&self) -> Vec<&str> {
            self.library.entries().iter().map(|entry| entry.id.as_str()).collect()
        }
    }

    fn written(keep: &Keep) -> &Entry {
        match keep {
            Keep::Write(entry) => entry,
            Keep::AsItIs { .. } => panic!("nothing was written"),
        }
    }

    #[test]
    fn an_untouched_preset_is_not_kept_and_its_first_change_is() {
        let (mut page, mut present) = (Page::new("a"), Present::default());
        let nothing = Keep::AsItIs { id: None, forget: None };
        assert_eq!(page.keep(&mut present, "preset", ""), nothing);
        assert_eq!(written(&page.keep(&mut present, "one", "")).id, "a2");
        assert_eq!(written(&page.keep(&mut present, "two", "")).id, "a2");
        // All of it taken back.
        let forgotten = Keep::AsItIs { id: None, forget: Some("a2".to_owned()) };
        assert_eq!(page.keep(&mut present, "preset", ""), forgotten);
        assert_eq!(page.ids(), [""; 0]);
    }

    #[test]
    fn what_is_opened_over_work_begins_anew_and_undo_goes_back_to_it() {
        let mut page = Page::new("a");
        let (mut own, mut link) = (Present::default(), Present::default());
        page.keep(&mut own, "mine", "");
        page.keep(&mut link, "theirs", "");
        page.keep(&mut link, "theirs, changed", "");
        assert_eq!(page.ids(), ["a2", "a1"]);
        page.keep(&mut own, "mine, changed", "");
        assert_eq!(page.ids(), ["a1", "a2"]);
        assert_eq!(page.library.get("a2").unwrap().name, "theirs, changed");
    }

    #[test]
    fn the_same_text_is_kept_once() {
        let mut page = Page::new("a");
        page.keep(&mut Present::default(), "link", "");
        let mut again = Present::default();
        let as_it_is = Keep::AsItIs { id: Some("a1".to_owned()), forget: None };
        assert_eq!(page.keep(&mut again, "link", ""), as_it_is);
        assert_eq!(written(&page.keep(&mut again, "link, changed", "")).id, "a1");
    }

    #[test]
    fn a_saved_scenario_is_not_changed_by_working_on_it() {
        let mut page = Page::new("a");
        page.keep(&mut Present::default(), "base case", "");
        let saved = Entry { is_saved: true, ..page.library.get("a1").unwrap().clone() };
        page.library.put(saved.clone());
        let mut work = Present::opened(&saved);
        let as_it_is = Keep::AsItIs { id: Some("a1".to_owned()), forget: None };
        assert_eq!(page.keep(&mut work, "base case", "now known"), as_it_is);
        let draft = written(&page.keep(&mut work, "trial", "")).clone();
        assert_ne!(draft.id, "a1");
        assert_eq!(draft.of.as_deref(), Some("a1"));
        assert_eq!(page.library.get("a1"), Some(&saved));
        // Back at the saved text the draft is one copy too many.
        let back = Keep::AsItIs { id: Some("a1".to_owned()), forget: Some(draft.id) };
        assert_eq!(page.keep(&mut work, "base case", ""), back);
    }

    #[test]
    fn a_headline_comes_later_and_is_no_change_of_the_work() {
        let (mut page, mut present) = (Page::new("a"), Present::default());
        page.keep(&mut present, "one", "");
        let entry = written(&page.keep(&mut present, "one", "No cap")).clone();
        assert_eq!((entry.at, entry.headline.as_str()), (1.0, "No cap"));
        // Other text, and no figures yet: the old headline would be false.
        assert_eq!(written(&page.keep(&mut present, "two", "")).headline, "");
    }

    #[test]
    fn who_changes_what_another_tab_has_open_goes_on_alone() {
        let mut page = Page::new("a");
        page.keep(&mut Present::default(), "theirs", "");
        let entry = Entry {
            rev: Revision { by: "b".to_owned(), n: 5 },
            ..page.library.get("a1").unwrap().clone()
        };
        page.library.put(entry.clone());
        page.tabs.hear("here\nb\na1\ntheirs", "a");
        let mut present = Present::opened(&entry);
        let as_it_is = Keep::AsItIs { id: Some("a1".to_owned()), forget: None };
        assert_eq!(page.keep(&mut present, "theirs", "other figures"), as_it_is);
        let mine = written(&page.keep(&mut present, "mine", "")).clone();
        assert_eq!((mine.id.as_str(), mine.after), ("a3", None));
        assert_eq!(page.library.get("a1"), Some(&entry));
        // And is the one who stays when the other one only looks on.
        page.tabs.hear("here\nb\na3\nmine", "a");
        assert_eq!(written(&page.keep(&mut present, "mine, changed", "")).id, "a3");
    }

    #[test]
    fn who_goes_on_with_a_draft_says_what_was_read_there() {
        let mut before = Page::new("z");
        before.keep(&mut Present::default(), "draft", "");
        let mut page = Page { library: before.library, ..Page::new("a") };
        let read = page.library.get("z1").unwrap().clone();
        let mut present = Present::opened(&read);
        let entry = written(&page.keep(&mut present, "draft, changed", "")).clone();
        assert_eq!((entry.id.as_str(), entry.after), ("z1", Some(read.rev)));
    }
}

//! What the tabs of one browser tell each other: who is there, with what open, and that something was kept.

/// The other tabs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tabs {
    others: Vec<Other>,
}

/// What another tab has open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    tab: String,
    /// The entry's id; empty for what is not kept.
    pub id: String,
    pub name: String,
}

/// What follows from a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    Nothing,
    /// A tab that has just come asks who is there.
    Asked,
    /// Another tab came, went or opened something.
    Others,
    /// What is kept changed.
    Kept,
}

impl Tabs {
    /// A tab asks who is there.
    pub fn who(me: &str) -> String {
        format!("who\n{me}")
    }

    /// A tab says what it has open.
    pub fn here(me: &str, id: &str, name: &str) -> String {
        format!("here\n{me}\n{id}\n{name}")
    }

    pub fn gone(me: &str) -> String {
        format!("gone\n{me}")
    }

    /// A tab has kept or thrown away something.
    pub fn kept(me: &str) -> String {
        format!("kept\n{me}")
    }

    /// Takes in what a tab said. What a newer page says beyond this is nothing to this one.
    pub fn hear(&mut self, message: &str, me: &str) -> Heard {
        let mut words = message.splitn(4, '\n');
        let mut next = || words.next().unwrap_or_default();
        let (what, from, id, name) = (next(), next(), next(), next());
        if from == me {
            return Heard::Nothing;
        }
        match what {
            "who" => Heard::Asked,
            "kept" => Heard::Kept,
            "gone" => {
                let n_before = self.others.len();
                self.others.retain(|other| other.tab != from);
                if self.others.len() < n_before { Heard::Others } else { Heard::Nothing }
            }
            "here" => {
                let [tab, id, name] = [from, id, name].map(str::to_owned);
                let other = Other { tab, id, name };
                if self.others.contains(&other) {
                    return Heard::Nothing;
                }
                self.others.retain(|before| before.tab != other.tab);
                self.others.push(other);
                Heard::Others
            }
            _ => Heard::Nothing,
        }
    }

    /// Whether another tab has an entry open.
    pub fn have_open(&self, id: &str) -> bool {
        self.others.iter().any(|other| other.id == id)
    }

    pub fn others(&self) -> &[Other] {
        &self.others
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_come_open_something_and_go() {
        let mut tabs = Tabs::default();
        assert_eq!(tabs.hear(&Tabs::who("b"), "a"), Heard::Asked);
        assert_eq!(tabs.hear(&Tabs::here("b", "k1", "Two\nlines"), "a"), Heard::Others);
        assert_eq!(tabs.hear(&Tabs::here("b", "k1", "Two\nlines"), "a"), Heard::Nothing);
        assert!(tabs.have_open("k1") && !tabs.have_open("k2"));
        assert_eq!(tabs.others()[0].name, "Two\nlines");
        assert_eq!(tabs.hear(&Tabs::here("a", "k2", "mine"), "a"), Heard::Nothing);
        assert_eq!(tabs.hear(&Tabs::kept("b"), "a"), Heard::Kept);
        assert_eq!(tabs.hear("dance\nb", "a"), Heard::Nothing);
        assert_eq!(tabs.hear(&Tabs::gone("b"), "a"), Heard::Others);
        assert_eq!(tabs.hear(&Tabs::gone("b"), "a"), Heard::Nothing);
        assert_eq!(tabs.others().len(), 0);
    }
}

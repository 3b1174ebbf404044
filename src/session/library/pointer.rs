//! What a tab has open, as it remembers it for its next opening.

use std::fmt;
use std::str::FromStr;

/// What is open, and the work that it was opened over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointer {
    pub open: Open,
    /// The entry that was open before something came over it, until its owner has seen to it.
    pub over: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Open {
    Entry(String),
    /// A preset just as it comes with the page, by its id.
    Preset(String),
}

const PRESET: &str = "preset:";

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.open {
            Open::Entry(id) => f.write_str(id)?,
            Open::Preset(id) => write!(f, "{PRESET}{id}")?,
        }
        match &self.over {
            Some(over) => write!(f, " {over}"),
            None => Ok(()),
        }
    }
}

impl FromStr for Pointer {
    type Err = ();

    fn from_str(text: &str) -> Result<Pointer, ()> {
        let mut words = text.split(' ').map(str::to_owned);
        let open = words.next().filter(|open| !open.is_empty()).ok_or(())?;
        let open = match open.strip_prefix(PRESET) {
            Some(id) => Open::Preset(id.to_owned()),
            None => Open::Entry(open),
        };
        Ok(Pointer { open, over: words.next() })
    }
}

impl Pointer {
    /// The person's own work that this leads to: what is open, or what lies under a preset that was only looked at.
    pub fn own_work(&self) -> Option<&str> {
        match &self.open {
            Open::Entry(id) => Some(id),
            Open::Preset(_) => self.over.as_deref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_reads_back_and_leads_to_own_work() {
        for (text, own) in [
            ("k1", Some("k1")),
            ("k2 k1", Some("k2")),
            ("preset:kirklees", None),
            ("preset:kirklees k1", Some("k1")),
        ] {
            let pointer: Pointer = text.parse().unwrap();
            assert_eq!(pointer.to_string(), text);
            assert_eq!(pointer.own_work(), own);
        }
        assert_eq!("".parse::<Pointer>(), Err(()));
    }
}

//! Lines that the card does not have yet.

use std::collections::BTreeSet;

use crate::model::{Outcome, Scenario};
use crate::session::{entries, references};

/// What new lines are made of.
pub(super) struct Blank {
    line: Outcome,
    /// Names that something has or had, so that nothing that named it names a new line.
    taken: BTreeSet<String>,
}

impl Blank {
    pub(super) fn new<'d>(
        scenario: &Scenario,
        domains: impl Iterator<Item = &'d String>,
    ) -> Option<Blank> {
        let line = entries::blank_line(scenario)?;
        let lines = &scenario.rate_card.outcomes;
        let ids = lines.iter().map(|line| line.id.clone());
        let mut taken: BTreeSet<String> = ids.chain(domains.cloned()).collect();
        taken.insert("start".to_owned());
        Some(Blank { line, taken })
    }

    /// A line of this name, in this domain or where new lines are. Its id is like its name.
    pub(super) fn line(&mut self, name: &str, domain: Option<String>) -> Outcome {
        let domain = domain.unwrap_or_else(|| self.line.domain.clone());
        let id = references::fresh(&slug(name), "_", |id| self.taken.contains(id));
        self.taken.insert(id.clone());
        Outcome { id, name: name.to_owned(), domain, ..self.line.clone() }
    }
}

/// A name as an id: `6 months in accommodation` as `6_months_in_accommodation`, with room for a number behind it.
fn slug(name: &str) -> String {
    const MOST: usize = 56;
    let name = name.to_lowercase();
    let is_letter = |letter: char| letter.is_ascii_alphanumeric();
    let mut slug = String::new();
    for word in name.split(|letter| !is_letter(letter)).filter(|word| !word.is_empty()) {
        let length = slug.len() + 1 + word.len();
        if slug.is_empty() {
            slug.push_str(&word[..word.len().min(MOST)]);
        } else if length <= MOST {
            slug.push('_');
            slug.push_str(word);
        } else {
            break;
        }
    }
    if slug.is_empty() { "outcome".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_like_its_name() {
        for (name, id) in [
            ("6 months in accommodation", "6_months_in_accommodation"),
            (" First  wellbeing assessment: GAD-7 ", "first_wellbeing_assessment_gad_7"),
            ("???", "outcome"),
            ("Дом", "outcome"),
        ] {
            assert_eq!(slug(name), id);
        }
        let long = slug(&"many words ".repeat(20));
        assert!(long.len() <= 56 && long.ends_with(['y', 's']), "{long}");
        assert_eq!(slug(&"x".repeat(100)).len(), 56);
    }
}

//! One simulated person of one future.

use serde::{Deserialize, Serialize};

use crate::analysis::journeys::{Who, found, replayed};
use crate::findings::journey::{journey_sentence, journey_title};
use crate::format;
use crate::report::{Table, event_log, months_table, story_table};
use crate::share::open_unfinished;

/// Whose story, in which future.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JourneyQuestion {
    /// As a document.
    pub scenario: String,
    /// Counted from 0.
    pub future: u32,
    pub who: Who,
    /// The person after whom the search begins; none: from the first.
    pub from: Option<u32>,
    pub backwards: bool,
    /// Every event of every person is wanted, and no story.
    pub wants_events: bool,
}

/// The story of the person who was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JourneyAnswer {
    /// Counted from 0; none where nobody of the kind is there.
    pub person: Option<u32>,
    pub title: String,
    pub sentence: String,
    pub story: Option<Table>,
    /// The future month by month.
    pub months: Table,
    /// Every event of every person, as comma-separated values; empty where it was not asked for.
    pub events: String,
}

impl JourneyQuestion {
    /// None where the scenario cannot be run, or has no single people.
    pub fn answer(self) -> Option<JourneyAnswer> {
        let scenario = open_unfinished(&self.scenario).ok()?.scenario;
        format::set_currency(scenario.currency);
        let replay = replayed(&scenario, self.future).ok()??;
        let person = found(&replay, &self.who, &scenario, self.from, self.backwards);
        let events =
            if self.wants_events { event_log(&replay, &scenario).csv() } else { String::new() };
        Some(JourneyAnswer {
            person: person.map(|person| person.number),
            title: person.map_or_else(
                || "Nobody of this future is one of those: try another future".to_owned(),
                |person| journey_title(person, replay.people.len(), &scenario),
            ),
            sentence: person.map(journey_sentence).unwrap_or_default(),
            story: person.map(|person| story_table(person, &scenario)),
            months: months_table(&replay, &scenario),
            events,
        })
    }
}

//! One future as tables: a person's story, its months, and every event of every person.

use super::cell::Cell;
use super::table::{Column, Table, named_rows};
use crate::analysis::journeys::{Person, Replay, ReplayedMonth};
use crate::findings::journey::moments;
use crate::format;
use crate::model::{CalendarMonth, Scenario};

/// A person's story.
pub fn story_table(person: &Person, scenario: &Scenario) -> Table {
    let rows = moments(person, scenario).into_iter().map(|one| {
        vec![
            one.month.map_or_else(|| Cell::Text("Later".to_owned()), Cell::Month),
            Cell::Text(one.words),
            one.claimed.map_or(Cell::Empty, Cell::Money),
            Cell::Text(one.paid),
        ]
    });
    Table {
        name: "journey".to_owned(),
        caption: "What happens to this person, month by month".to_owned(),
        columns: vec![
            Column::left("Month"),
            Column::left("What happens"),
            Column::right("Claimed"),
            Column::left("What becomes of it"),
        ],
        rows: rows.collect(),
    }
}

/// One future month by month; its columns add up to the future's figures.
pub fn months_table(replay: &Replay, scenario: &Scenario) -> Table {
    let rows = replay.months.iter().map(|month| {
        let ReplayedMonth { number, starts, achieved, earned, receipts, costs, fees, exposure } =
            *month;
        let number = u16::try_from(number).unwrap_or(u16::MAX);
        vec![
            Cell::Month(scenario.contract.start.plus(number)),
            Cell::Count(i64::from(starts)),
            Cell::Count(i64::from(achieved)),
            Cell::Pounds(earned),
            Cell::Pounds(receipts),
            Cell::Pounds(costs),
            Cell::Pounds(fees),
            Cell::Pounds(exposure),
        ]
    });
    let columns = ["Starts", "Achieved", "Earned", "Received", "Costs", "Fees", "Capital out"];
    Table {
        name: "months".to_owned(),
        caption: format!(
            "This future month by month, in {}: earned before caps, and received when it is paid",
            format::currency_units()
        ),
        columns: named_rows("Month", columns),
        rows: rows.collect(),
    }
}

/// Every event of every person of a future, in the form that pathway animators read: person, pathway, event type, event and
/// time.
pub fn event_log(replay: &Replay, scenario: &Scenario) -> Table {
    let mut rows = Vec::new();
    for person in &replay.people {
        let pathway = scenario.cohort.segments.get(person.segment);
        let pathway = pathway.map_or_else(String::new, |segment| segment.name.clone());
        let mut put = |kind: &str, event: &str, month: CalendarMonth| {
            rows.push(vec![
                Cell::Count(i64::from(person.number) + 1),
                Cell::Text(pathway.clone()),
                Cell::Text(kind.to_owned()),
                Cell::Text(event.to_owned()),
                Cell::Month(month),
            ]);
        };
        put("arrival", "referred", person.referred);
        for journey in &person.journeys {
            put("support", "start", journey.start);
            for one in &journey.achievements {
                let line = scenario.rate_card.outcomes.get(one.line);
                if let (Some(month), Some(line)) = (one.month, line) {
                    put("outcome", &line.name, month);
                }
            }
            put("support", "end", journey.end);
        }
    }
    let columns = ["person", "pathway", "event_type", "event", "time"];
    Table {
        name: "events".to_owned(),
        caption: "Every event of every person of this future".to_owned(),
        columns: columns.map(Column::left).to_vec(),
        rows,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::journeys::replayed;
    use crate::share::preset;

    #[test]
    fn every_event_is_in_the_log_once() {
        let scenario = preset("fair-chance-fund").unwrap().open().unwrap().scenario;
        let replay = replayed(&scenario, 3).unwrap().unwrap();
        let log = event_log(&replay, &scenario);
        let journeys = || replay.people.iter().flat_map(|person| &person.journeys);
        let told = journeys().flat_map(|journey| &journey.achievements);
        let told = told.filter(|one| one.month.is_some()).count();
        assert_eq!(log.rows.len(), replay.people.len() + 2 * journeys().count() + told);
        assert!(log.csv().starts_with("person,pathway,event_type,event,time\r\n1,"));
        let months = months_table(&replay, &scenario);
        assert!(months.rows.iter().all(|row| row.len() == months.columns.len()));
    }
}

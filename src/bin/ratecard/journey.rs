//! `journey`: one person of one future, the future's months, or all of its events.

use ratecard::analysis::journeys::{Person, Replay, Who, found, replayed};
use ratecard::findings::journey::{journey_sentence, journey_title};
use ratecard::format;
use ratecard::model::{Problem, Scenario};
use ratecard::report::{event_log, months_table, story_table};

use super::failure::Failure;
use super::input::Source;
use super::output;

/// Whose journey, in which future, and in which form.
#[derive(Debug)]
pub(crate) struct JourneyCommand {
    pub(crate) source: Source,
    pub(crate) future: u32,
    pub(crate) seed: Option<u32>,
    pub(crate) whose: Whose,
    pub(crate) form: JourneyForm,
}

/// A person by number, counted from 1, or the first of some.
#[derive(Debug)]
pub(crate) enum Whose {
    Person(u32),
    FirstOf(Who),
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum JourneyForm {
    Story,
    /// The future's months, as comma-separated values.
    Months,
    /// Every event of every person, as comma-separated values.
    Events,
}

/// Replays the future and prints.
pub(crate) fn run(command: &JourneyCommand) -> Result<(), Failure> {
    let mut scenario = command.source.open_and_warn()?.scenario;
    format::set_currency(scenario.currency);
    scenario.run.seed = command.seed.unwrap_or(scenario.run.seed);
    let replay = replayed(&scenario, command.future).map_err(Failure::Problems)?;
    let replay = replay.ok_or_else(|| Failure::Problems(vec![without_luck()]))?;
    match command.form {
        JourneyForm::Months => output::print(&months_table(&replay, &scenario).csv()),
        JourneyForm::Events => output::print(&event_log(&replay, &scenario).csv()),
        JourneyForm::Story => {
            let person = person(&replay, &scenario, &command.whose)?;
            let mut text = format!(
                "{}\n{}\n\n",
                journey_title(person, replay.people.len(), &scenario),
                journey_sentence(person)
            );
            for line in story_table(person, &scenario).lines() {
                text.push_str(line.trim_end());
                text.push('\n');
            }
            output::print_words(&text)
        }
    }
}

fn person<'r>(
    replay: &'r Replay,
    scenario: &Scenario,
    whose: &Whose,
) -> Result<&'r Person, Failure> {
    let misuse = |sentence: String| Failure::Misuse(sentence);
    match whose {
        Whose::Person(number) => {
            let person = number.checked_sub(1).and_then(|place| replay.people.get(place as usize));
            person.ok_or_else(|| {
                let n = format::count(replay.people.len() as u64);
                misuse(format!("this future has no person {number}: it has {n}, counted from 1"))
            })
        }
        Whose::FirstOf(who) => {
            refuse_unknown(who, scenario)?;
            found(replay, who, scenario, None, false).ok_or_else(|| {
                misuse("this future has nobody of the kind: try another --future".to_owned())
            })
        }
    }
}

fn refuse_unknown(who: &Who, scenario: &Scenario) -> Result<(), Failure> {
    let (kind, id, ids): (_, _, Vec<&str>) = match who {
        Who::Outcome(id) => (
            "outcome",
            id,
            scenario.rate_card.outcomes.iter().map(|line| line.id.as_str()).collect(),
        ),
        Who::Segment(id) => {
            ("segment", id, scenario.cohort.segments.iter().map(|one| one.id.as_str()).collect())
        }
        Who::Anybody | Who::LostPay => return Ok(()),
    };
    if ids.contains(&id.as_str()) {
        return Ok(());
    }
    Err(Failure::Misuse(format!("there is no {kind} {id}: write one of {}", ids.join(", "))))
}

fn without_luck() -> Problem {
    Problem::error(
        "run.luck",
        "is off, so that there are expected numbers and no single people",
        "switch the luck of people on",
    )
}

//! One simulated person as a story: what happens when, what is claimed for it, and what is paid.

use crate::analysis::journeys::{
    Achievement, Claim, Person, achievements, claimed_and_paid, is_paid_in_full,
};
use crate::format;
use crate::model::{CalendarMonth, Money, Scenario};

/// One moment of the story.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// Absent: after all months that are told apart.
    pub month: Option<CalendarMonth>,
    pub words: String,
    /// What is claimed for it.
    pub claimed: Option<Money>,
    /// What becomes of the claim.
    pub paid: String,
}

/// Who it is and what it comes to, as a title.
pub fn journey_title(person: &Person, n_people: usize, scenario: &Scenario) -> String {
    let segment = scenario.cohort.segments.get(person.segment);
    let segment = segment.map_or_else(String::new, |segment| format!(", {}", segment.name));
    let n = achievements(person).count() as u64;
    let what = match (person.journeys.len(), n) {
        (0, _) => "never starts".to_owned(),
        (_, 0) => "starts and achieves nothing".to_owned(),
        (_, n) => format::counted(n, "achievement"),
    };
    format!(
        "Person {} of {}{segment}: {what}",
        format::count(u64::from(person.number) + 1),
        format::count(n_people as u64)
    )
}

/// What is claimed and paid for the person in all.
pub fn journey_sentence(person: &Person) -> String {
    let (claimed, paid) = claimed_and_paid(person);
    if claimed == Money::ZERO {
        return "Nothing is claimed for this person.".to_owned();
    }
    if paid == claimed {
        return format!(
            "{} is claimed for this person, and all of it is paid.",
            format::money(claimed)
        );
    }
    format!(
        "{} is claimed for this person, and about {} of it is paid: caps take the rest.",
        format::money(claimed),
        format::whole_money(paid.pounds().round())
    )
}

/// The story in the order of time.
pub fn moments(person: &Person, scenario: &Scenario) -> Vec<Moment> {
    let plain = |month: CalendarMonth, words: &str| Moment {
        month: Some(month),
        words: words.to_owned(),
        claimed: None,
        paid: String::new(),
    };
    let mut moments = vec![plain(person.referred, "Is referred")];
    for (number, journey) in person.journeys.iter().enumerate() {
        let begins = if number == 0 { "Starts" } else { "Comes back, and starts again" };
        let mut of_journey = vec![plain(journey.start, begins)];
        of_journey.extend(journey.achievements.iter().map(|one| of_achievement(one, scenario)));
        let ends = plain(journey.end, "Support ends");
        let place =
            of_journey.partition_point(|one| one.month.is_some_and(|month| month <= journey.end));
        of_journey.insert(place, ends);
        moments.extend(of_journey);
    }
    if person.journeys.is_empty() {
        moments.push(Moment {
            month: None,
            words: "Never starts".to_owned(),
            claimed: None,
            paid: String::new(),
        });
    }
    // Of two journeys what the first leads to can come after the second has begun.
    moments.sort_by_key(|one| (one.month.is_none(), one.month));
    moments
}

fn of_achievement(one: &Achievement, scenario: &Scenario) -> Moment {
    let line = scenario.rate_card.outcomes.get(one.line);
    let words = line.map_or_else(String::new, |line| line.name.clone());
    let (claimed, paid) = match one.claim {
        Claim::Claimed { price, paid_share, period_end } => {
            let paid = match paid_share {
                all if is_paid_in_full(all) => "Paid in full".to_owned(),
                nothing if nothing <= 0.0 => "Nothing is paid: caps are spent".to_owned(),
                part => format!(
                    "{} paid, as of all that was earned by {}",
                    format::percent((part * 100.0).round() / 100.0),
                    format::month(period_end)
                ),
            };
            (Some(price), paid)
        }
        Claim::Late => (None, "Too late to be claimed".to_owned()),
        Claim::NotVerified => (None, "Does not pass verification".to_owned()),
        Claim::NotPayable => (None, "Not paid for in this month".to_owned()),
        Claim::ClaimedBefore => (None, "Claimed before, on another journey".to_owned()),
    };
    Moment { month: one.month, words, claimed, paid }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::journeys::Journey;
    use crate::share::preset;

    #[test]
    fn a_person_is_a_story_in_the_order_of_time() {
        let scenario = preset("kirklees").unwrap().open().unwrap().scenario;
        let month = |text: &str| text.parse::<CalendarMonth>().unwrap();
        let claim = |paid_share| Claim::Claimed {
            price: Money::from_pence(10_000),
            paid_share,
            period_end: month("2024-01"),
        };
        let achievement =
            |line, at: Option<&str>, claim| Achievement { line, month: at.map(month), claim };
        let mut person =
            Person { number: 41, segment: 0, referred: month("2023-09"), journeys: Vec::new() };
        assert!(journey_title(&person, 8_000, &scenario).ends_with(": never starts"));
        assert_eq!(journey_sentence(&person), "Nothing is claimed for this person.");
        person.journeys.push(Journey {
            start: month("2023-10"),
            end: month("2023-12"),
            achievements: vec![
                achievement(0, Some("2023-10"), claim(1.0)),
                achievement(1, Some("2024-01"), claim(0.4)),
                achievement(2, None, Claim::Late),
            ],
        });
        let told: Vec<String> = moments(&person, &scenario)
            .into_iter()
            .map(|one| {
                format!(
                    "{} {} {}",
                    one.month.map_or("later".to_owned(), |month| month.to_string()),
                    one.words,
                    one.paid
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                "2023-09 Is referred ",
                "2023-10 Starts ",
                "2023-10 First wellbeing assessment Paid in full",
                "2023-12 Support ends ",
                "2024-01 Second wellbeing assessment 40% paid, as of all that was earned by January 2024",
                "later Third wellbeing assessment Too late to be claimed",
            ]
        );
        assert_eq!(
            journey_sentence(&person),
            "£200 is claimed for this person, and about £140 of it is paid: caps take the rest."
        );
        assert_eq!(
            journey_title(&person, 8_000, &scenario),
            "Person 42 of 8,000, Lower support needs: 3 achievements"
        );
    }
}

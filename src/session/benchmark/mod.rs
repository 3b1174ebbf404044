//! What others paid for the like: published prices beside the price of a line. The prices are data with their source, and what
//! an outcome is about is read from its name.

mod kind;

use serde::Deserialize;

use crate::model::{Currency, Money, Outcome};
use kind::Kind;

/// The prices that were published, by programme.
const PUBLISHED: &str = include_str!("published.json");

/// So many are shown beside a line.
const MOST: usize = 4;

/// A price that somebody published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedPrice {
    /// The outcome in the words of its card.
    pub outcome: String,
    pub price: Money,
    pub programme: String,
    /// The years of the programme, such as "2015 to 2017".
    pub years: String,
}

#[derive(Deserialize)]
struct Published {
    source: String,
    programmes: Vec<Programme>,
}

#[derive(Deserialize)]
struct Programme {
    name: String,
    years: String,
    /// Each outcome with its price in pounds.
    prices: Vec<(String, i64)>,
}

/// Published prices of outcomes like this one, the likest first, and the source of all of them. Nothing where none is like it,
/// or where money is not in pounds, which all of these are in.
pub fn like(line: &Outcome, currency: Currency) -> Option<(Vec<PublishedPrice>, String)> {
    let own = Kind::of(&line.name).filter(|_| currency == Currency::GBP)?;
    // The file is the program's own, and a test reads it.
    let Published { source, programmes } = serde_json::from_str(PUBLISHED).ok()?;
    let mut like: Vec<(u32, PublishedPrice)> = Vec::new();
    for Programme { name, years, prices } in programmes {
        for (outcome, pounds) in prices {
            let Some(distance) = Kind::of(&outcome).and_then(|other| own.distance(other)) else {
                continue;
            };
            let price = Money::from_pence(100 * pounds);
            let (programme, years) = (name.clone(), years.clone());
            like.push((distance, PublishedPrice { outcome, price, programme, years }));
        }
    }
    like.sort_by_key(|(distance, _)| *distance);
    like.truncate(MOST);
    let like: Vec<PublishedPrice> = like.into_iter().map(|(_, price)| price).collect();
    (!like.is_empty()).then_some((like, source))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::share::{PRESETS, preset};

    fn line(name: &str) -> Outcome {
        let scenario = preset("kirklees").unwrap().open().unwrap().scenario;
        Outcome { name: name.to_owned(), ..scenario.rate_card.outcomes[0].clone() }
    }

    fn told(name: &str) -> Vec<String> {
        let like = like(&line(name), Currency::GBP).map(|(like, _)| like).unwrap_or_default();
        like.iter().map(|one| format!("{}: {}", one.outcome, one.price.pounds())).collect()
    }

    #[test]
    fn the_likest_outcome_comes_first() {
        assert_eq!(
            told("6 months in accommodation")[0],
            "Accommodation sustained for 6 months: 1500"
        );
        assert_eq!(
            told("Tenancy kept for 12 months")[0],
            "Accommodation sustained for 12 months: 1500"
        );
        assert_eq!(told("26 weeks in work")[0], "26 weeks part-time employment: 2000");
        assert_eq!(told("In a job for 13 weeks").len(), MOST);
        assert_eq!(told("Enters employment"), ["Entry into employment: 500"]);
        assert_eq!(told("First wellbeing assessment")[0], "Initial assessment: 500");
        assert_eq!(told("Level 2 qualification").len(), 3);
    }

    #[test]
    fn what_nobody_published_a_price_for_has_none() {
        for name in ["Protected by law from abuse", "Financially resilient", "", "Garden kept"] {
            assert_eq!(told(name), [""; 0], "{name}");
        }
        let euros: Currency = "EUR".parse().unwrap();
        assert_eq!(like(&line("Enters employment"), euros), None);
    }

    #[test]
    fn every_published_price_is_found_from_its_own_name() {
        let published: Published = serde_json::from_str(PUBLISHED).unwrap();
        for (outcome, pounds) in published.programmes.iter().flat_map(|one| &one.prices) {
            let own = line(outcome);
            let (like, source) = like(&own, Currency::GBP).unwrap_or_else(|| panic!("{outcome}"));
            let price = Money::from_pence(100 * pounds);
            assert!(
                like.iter().any(|one| one.outcome == *outcome && one.price == price),
                "{outcome}"
            );
            assert!(source.contains("INDIGO"));
        }
    }

    #[test]
    fn the_presets_of_these_programmes_have_the_same_prices() {
        let card = |id: &str| {
            let preset = PRESETS.iter().find(|preset| preset.id == id).unwrap();
            preset.open().unwrap().scenario.rate_card
        };
        let published: Published = serde_json::from_str(PUBLISHED).unwrap();
        for (programme, id) in [
            ("Fair Chance Fund", "fair-chance-fund"),
            ("Innovation Fund, round 2", "innovation-fund-round-2"),
        ] {
            let of = published.programmes.iter().find(|one| one.name == programme).unwrap();
            let mut published: Vec<i64> =
                of.prices.iter().map(|(_, pounds)| 100 * pounds).collect();
            let outcomes = card(id).outcomes;
            let mut simulated: Vec<i64> = outcomes
                .iter()
                .filter(|line| line.price > Money::ZERO)
                .map(|line| line.price.pence())
                .collect();
            published.sort_unstable();
            simulated.sort_unstable();
            for price in simulated {
                assert!(published.contains(&price), "{programme}: {price}");
            }
        }
    }
}

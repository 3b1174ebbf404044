//! What changed between two scenarios, in plain words.

use serde::Serialize;
use serde_json::{Map, Value};

use super::difference::{Difference, DifferenceKind, differences};
use super::document::at;
use super::field_names::{NamedPlace, name_of};
use super::fields::{self, Shape, Unit};
use crate::format;
use crate::model::{Scenario, path};

/// One change, as a line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The field, such as `rate_card.outcomes[15].price`: in the later scenario, or in the earlier one for what
    /// was removed.
    pub path: String,
    /// Such as "6 months in accommodation: £1,500 to £1,200, down 20%".
    pub words: String,
}

/// Every change from one scenario to another, in the order of the format.
pub fn changes(before: &Scenario, after: &Scenario) -> Vec<Change> {
    let (Ok(before), Ok(after)) = (serde_json::to_value(before), serde_json::to_value(after))
    else {
        return Vec::new();
    };
    differences(&before, &after)
        .into_iter()
        .map(|difference| {
            let words = change_words(&before, &after, &difference);
            Change { words: format::capital(&words), path: difference.path }
        })
        .collect()
}

/// What to call the step between two scenarios: "price of 6 months in accommodation".
///
/// Where several fields changed, it is the part that holds them all.
pub fn step_name(before: &Scenario, after: &Scenario) -> String {
    let Ok((before, after)) = documents_of_step(before, after) else {
        return "change".to_owned();
    };
    let differences = differences(&before, &after);
    match differences.as_slice() {
        [] => "no change".to_owned(),
        [Difference { path, kind: DifferenceKind::Removed }] => {
            format!("remove {}", NamedPlace::find(&before, path).words())
        }
        [Difference { path, kind: DifferenceKind::Added }] => {
            format!("add {}", NamedPlace::find(&after, path).words())
        }
        [Difference { path, kind: DifferenceKind::Reordered }] => {
            format!("order of {}", NamedPlace::find(&after, path).words())
        }
        // What named it went along.
        several if let Some(gone) = several.iter().find(|one| is_gone(one)) => {
            format!("remove {} and what named it", NamedPlace::find(&before, &gone.path).words())
        }
        several => {
            let place =
                path::common_place(several.iter().map(|difference| difference.path.as_str()));
            NamedPlace::find(&after, place).words()
        }
    }
}

/// What else changed when an entry was removed: what named it went along, or names something else now.
pub fn went_along(before: &Scenario, after: &Scenario, entry: &str) -> Vec<Change> {
    let mut changes = changes(before, after);
    changes.retain(|change| change.path != entry);
    changes
}

/// Whether a whole entry of a list was removed that others name.
fn is_gone(difference: &Difference) -> bool {
    let list = path::split_entry(&difference.path).map_or("", |(list, _)| list);
    let is_named =
        ["rate_card.outcomes", "cohort.segments", "contract.caps.groups", "uncertainty.shocks"];
    matches!(difference.kind, DifferenceKind::Removed) && is_named.contains(&list)
}

/// Two versions as documents, without what is the same in both and names nothing: a step is named at each key that
/// is pressed, and sources and published figures are most of a scenario.
fn documents_of_step(
    before: &Scenario,
    after: &Scenario,
) -> Result<(Value, Value), serde_json::Error> {
    let mut one = Documents::default();
    one.put("name", &before.name, &after.name)?;
    one.put("description", &before.description, &after.description)?;
    one.put("preset", &before.preset, &after.preset)?;
    one.put("currency", &before.currency, &after.currency)?;
    one.put("run", &before.run, &after.run)?;
    // Lines, segments and payers lend their names to other places, and so does the first month.
    one.put_names("rate_card", &before.rate_card, &after.rate_card)?;
    one.put_names("cohort", &before.cohort, &after.cohort)?;
    one.put_names("contract", &before.contract, &after.contract)?;
    one.put("costs", &before.costs, &after.costs)?;
    one.put("investment", &before.investment, &after.investment)?;
    one.put("uncertainty", &before.uncertainty, &after.uncertainty)?;
    one.put("discount_rate", &before.discount_rate, &after.discount_rate)?;
    one.put("assumptions", &before.assumptions, &after.assumptions)?;
    one.put("actuals", &before.actuals, &after.actuals)?;
    one.put("stresses", &before.stresses, &after.stresses)?;
    one.put("tests", &before.tests, &after.tests)?;
    Ok((Value::Object(one.before), Value::Object(one.after)))
}

/// Two documents in the making, each with the fields that a whole one would have.
#[derive(Default)]
struct Documents {
    before: Map<String, Value>,
    after: Map<String, Value>,
}

impl Documents {
    /// A part, if it changed.
    fn put<T: Serialize + PartialEq>(
        &mut self,
        name: &str,
        before: &T,
        after: &T,
    ) -> Result<(), serde_json::Error> {
        if before == after { Ok(()) } else { self.put_both(name, before, after) }
    }

    /// A part that names places in other parts, changed or not.
    fn put_names<T: Serialize + PartialEq>(
        &mut self,
        name: &str,
        before: &T,
        after: &T,
    ) -> Result<(), serde_json::Error> {
        if before != after {
            return self.put_both(name, before, after);
        }
        let value = serde_json::to_value(after)?;
        self.before.insert(name.to_owned(), value.clone());
        self.after.insert(name.to_owned(), value);
        Ok(())
    }

    fn put_both(
        &mut self,
        name: &str,
        before: &impl Serialize,
        after: &impl Serialize,
    ) -> Result<(), serde_json::Error> {
        for (document, value) in [
            (&mut self.before, serde_json::to_value(before)?),
            (&mut self.after, serde_json::to_value(after)?),
        ] {
            // As documents are written: what is empty is left out.
            let is_empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
            if !is_empty {
                document.insert(name.to_owned(), value);
            }
        }
        Ok(())
    }
}

/// Whether two scenarios give the same figures: names of the whole, texts, the currency's code, sources, actual figures,
/// stresses and tests do not count.
pub fn same_figures(one: &Scenario, other: &Scenario) -> bool {
    one.run == other.run
        && one.rate_card == other.rate_card
        && one.cohort == other.cohort
        && one.contract == other.contract
        && one.costs == other.costs
        && one.investment == other.investment
        && one.uncertainty == other.uncertainty
        && one.discount_rate == other.discount_rate
}

fn change_words(before: &Value, after: &Value, difference: &Difference) -> String {
    let path = &difference.path;
    match &difference.kind {
        DifferenceKind::Removed => match named_in_list(before, path) {
            Some((list, name)) => {
                format!("{list}: no longer {name}{}", now_open(before, after, path))
            }
            None => format!("{}: removed", NamedPlace::find(before, path).words()),
        },
        DifferenceKind::Added => match named_in_list(after, path) {
            Some((list, name)) => format!("{list}: {name} as well"),
            None => {
                format!("{}: added{}", NamedPlace::find(after, path).words(), terms_of(after, path))
            }
        },
        DifferenceKind::Reordered => {
            format!("{}: in another order", NamedPlace::find(after, path).words())
        }
        DifferenceKind::Changed { before: old, after: new } => {
            let document = if new.is_some() { after } else { before };
            let place = NamedPlace::find(document, path);
            let text = |document: &Value, value: &Option<Value>| match value {
                None => Some(place.left_out.to_owned()),
                Some(value) => place.value_words(document, value),
            };
            let change = match (text(before, old), text(after, new)) {
                (Some(from), Some(to)) if from == to => "changed in its last digits".to_owned(),
                (Some(from), Some(to)) => {
                    format!("{from} to {to}{}", relative(place.unit, old.as_ref(), new.as_ref()))
                }
                _ => match (old, new) {
                    (None, _) => "added".to_owned(),
                    (_, None) => "removed".to_owned(),
                    _ => "changed".to_owned(),
                },
            };
            format!("{}: {change}", place.subject())
        }
    }
}

/// The list of names that a place is in, as people call it, and the name.
fn named_in_list(document: &Value, place: &str) -> Option<(String, String)> {
    let (list, _) = path::split_entry(place)?;
    let is_name = matches!(fields::find(list)?.field.shape, Shape::Names(_));
    let name = at(document, place).and_then(Value::as_str).filter(|_| is_name)?;
    Some((NamedPlace::find(document, list).subject(), name_of(document, name)))
}

/// What a line of the card says of itself that was added: its price and its chance.
fn terms_of(document: &Value, place: &str) -> String {
    let is_line = path::split_entry(place).is_some_and(|(list, _)| list == "rate_card.outcomes");
    let line = at(document, place).filter(|_| is_line);
    let price = line.and_then(|line| line.get("price")?.as_f64());
    let chance = line
        .and_then(|line| line.pointer("/chance/central").or_else(|| line.get("chance"))?.as_f64());
    match (price, chance) {
        (Some(price), Some(chance)) => match format::typed_money(&price.to_string()) {
            Ok(price) => format!(", {} at {}", format::money(price), format::percent(chance)),
            Err(_) => String::new(),
        },
        _ => String::new(),
    }
}

/// That the line which this prerequisite is gone from has none now.
fn now_open(before: &Value, after: &Value, gone: &str) -> &'static str {
    let line = gone.split_once(".after").map(|(line, _)| line);
    let id = line.and_then(|line| at(before, line)?.get("id"));
    let lines = after.pointer("/rate_card/outcomes").and_then(Value::as_array);
    let now = lines.and_then(|lines| lines.iter().find(|line| line.get("id") == id));
    let has_none = |line: &Value| {
        ["after", "after_all"]
            .iter()
            .all(|field| line.get(field).and_then(Value::as_array).is_none_or(Vec::is_empty))
    };
    if now.is_some_and(has_none) { "; it is open from the start now" } else { "" }
}

/// How much an amount rose or fell, for money.
fn relative(unit: Unit, old: Option<&Value>, new: Option<&Value>) -> String {
    match (unit, old.and_then(Value::as_f64), new.and_then(Value::as_f64)) {
        (Unit::Pounds, Some(from), Some(to)) if from > 0.0 => {
            format!(", {}", format::change_in_words(from, to))
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Arrivals, Estimate, Factor, Grant, Money, Probability, Stress};
    use crate::share::preset;

    /// The preset, with one chance that a new fit does not move.
    fn kirklees() -> Scenario {
        let mut scenario = preset("kirklees").unwrap().open().unwrap().scenario;
        let line = line(&scenario, "home_6_months");
        let chance = |share| Probability::new(share).unwrap();
        scenario.rate_card.outcomes[line].chance =
            Estimate { low: chance(0.85), central: chance(0.89), high: chance(0.92) };
        scenario
    }

    #[test]
    fn what_goes_along_with_a_line_is_told_where_it_was() {
        let before = kirklees();
        let line = format!("rate_card.outcomes[{}]", line(&before, "wellbeing_1"));
        let after = crate::session::Edit::Remove { entry: line.clone() }.apply(&before);
        let words: Vec<String> =
            went_along(&before, &after, &line).into_iter().map(|change| change.words).collect();
        let first = "no longer First wellbeing assessment";
        for wanted in [
            format!(
                "Prerequisites of Second wellbeing assessment: {first}; it is open from the start now"
            ),
            format!("Prerequisites of 3 months in accommodation: {first}"),
        ] {
            assert!(words.contains(&wanted), "{wanted}: {words:#?}");
        }
        // These wait for what they waited for.
        assert!(!words.iter().any(|one| one.contains("Third wellbeing")), "{words:#?}");
        let back = changes(&after, &before);
        let wanted =
            "Prerequisites of 3 months in accommodation: First wellbeing assessment as well";
        assert!(back.iter().any(|change| change.words == wanted), "{back:#?}");
    }

    fn told(edit: impl FnOnce(&mut Scenario)) -> (Vec<String>, String) {
        let before = kirklees();
        let mut after = before.clone();
        edit(&mut after);
        let words = changes(&before, &after).into_iter().map(|change| change.words).collect();
        (words, step_name(&before, &after))
    }

    fn line(scenario: &Scenario, id: &str) -> usize {
        scenario.rate_card.index_of(id).unwrap()
    }

    #[test]
    fn prices_and_caps_are_told_with_their_rise_or_fall() {
        let (words, step) = told(|scenario| {
            let line = line(scenario, "home_6_months");
            scenario.rate_card.outcomes[line].price = Money::from_pence(120_000);
        });
        assert_eq!(words, ["6 months in accommodation: £1,500 to £1,200, down 20%"]);
        assert_eq!(step, "price of 6 months in accommodation");

        let (words, step) = told(|scenario| {
            scenario.contract.caps.contract = Some(Money::from_pence(2_500_000_000));
            scenario.contract.caps.person = Some(Money::from_pence(1_000_000));
        });
        assert_eq!(
            words,
            [
                "Contract cap: £22,297,917 to £25,000,000, up 12.1%",
                "Cap per person: none to £10,000"
            ]
        );
        assert_eq!(step, "caps");
    }

    #[test]
    fn other_fields_are_told_in_their_own_units() {
        let (words, step) = told(|scenario| {
            let line = line(scenario, "home_6_months");
            scenario.rate_card.outcomes[line].chance =
                Estimate::known(Probability::new(0.8).unwrap());
        });
        assert_eq!(words, ["Chance of 6 months in accommodation: 85% / 89% / 92% to 80%"]);
        assert_eq!(step, "chance of 6 months in accommodation");

        let (words, step) = told(|scenario| {
            scenario.contract.claims_end = Some(57);
            scenario.contract.payers[0].share_bp = 7_000;
            scenario.contract.payers[1].share_bp = 3_000;
            scenario.run.luck = false;
        });
        assert_eq!(
            words,
            [
                "Luck of people: on to off",
                "Last claim month: September 2024 to June 2024",
                "Share of Kirklees Council: 70.4% to 70%",
                "Share of Life Chances Fund: 29.6% to 30%",
            ]
        );
        assert_eq!(step, "scenario");
    }

    #[test]
    fn what_a_document_leaves_out_has_its_own_words() {
        let before = kirklees();
        let mut after = before.clone();
        after.cohort.arrivals = Arrivals::AsPlanned;
        after.investment.redraw = !before.investment.redraw;
        after.investment.reserve_months = 3;
        after.rate_card.outcomes[0].lasting = true;
        let words: Vec<String> =
            changes(&before, &after).into_iter().map(|change| change.words).collect();
        assert_eq!(
            words,
            [
                "Lasting mark of First wellbeing assessment: off to on",
                "Arrivals: random to as planned",
                "Months of costs held back: 0 months to 3 months",
                "Drawing again: off to on",
            ]
        );
    }

    #[test]
    fn lines_come_go_and_move() {
        let (words, step) = told(|scenario| {
            let line = line(scenario, "order_complied");
            scenario.rate_card.outcomes.remove(line);
        });
        assert_eq!(words, ["Statutory order kept or completed: removed"]);
        assert_eq!(step, "remove Statutory order kept or completed");

        let (words, step) = told(|scenario| {
            let mut copy = scenario.rate_card.outcomes[0].clone();
            copy.id = "copy".to_owned();
            copy.name = "A copy".to_owned();
            scenario.rate_card.outcomes.push(copy);
        });
        assert_eq!(
            (words[0].as_str(), step.as_str()),
            ("A copy: added, £100 at 82.6%", "add A copy")
        );

        let (words, step) = told(|scenario| scenario.rate_card.outcomes.reverse());
        assert_eq!(words, ["Lines of the rate card: in another order"]);
        assert_eq!(step, "order of lines of the rate card");

        let (words, step) = told(|scenario| {
            scenario.contract.grants =
                vec![Grant { from_month: 7, to_month: 15, total: Money::from_pence(100) }];
        });
        assert_eq!(words, ["Grants, from April 2020: added"]);
        assert_eq!(step, "add grants, from April 2020");
    }

    #[test]
    fn what_no_figure_depends_on_names_its_steps_too() {
        let (_, step) = told(|scenario| scenario.description = None);
        assert_eq!(step, "description");
        let (_, step) = told(|scenario| scenario.assumptions.clear());
        assert_eq!(step, "assumptions log");
        let (_, step) = told(|scenario| scenario.actuals = None);
        assert_eq!(step, "actual figures");
        let (_, step) = told(|scenario| {
            scenario.stresses = vec![Stress {
                name: "A bad winter".to_owned(),
                description: None,
                referrals: Factor::ONE,
                all_odds: Factor::ONE,
                odds: Vec::new(),
                costs: Factor::ONE,
                later_cash_months: 2,
                shocks: Vec::new(),
            }];
        });
        assert_eq!(step, "add A bad winter");
        let (words, step) = told(|scenario| scenario.currency = "EUR".parse().unwrap());
        assert_eq!((words, step.as_str()), (vec!["Currency: GBP to EUR".to_owned()], "currency"));
        let (_, step) = told(|scenario| scenario.costs.set_up = Money::from_pence(100));
        assert_eq!(step, "set-up cost");
    }

    #[test]
    fn texts_and_sources_change_no_figures() {
        let before = kirklees();
        let mut after = before.clone();
        after.name = "Mine".to_owned();
        after.description = None;
        after.assumptions.clear();
        after.actuals = None;
        assert!(same_figures(&before, &after));
        after.run.seed += 1;
        assert!(!same_figures(&before, &after));
        assert_eq!(step_name(&before, &before), "no change");
    }
}

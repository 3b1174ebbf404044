//! Entries of lists, and groups that may be absent: how they come, go, move and are copied.

use serde_json::{Map, Value};

use super::document::{at, at_mut, changed, list_mut};
use super::fields::{self, FieldValue, Reference, Shape, Unit};
use super::{provenance, references};
use crate::model::{CalendarMonth, Outcome, Scenario, path};

/// What a new entry or group says until someone says otherwise, by its path in generic form. References and calendar
/// months are empty there, and filled in by what the scenario has.
const BLANK: &str = include_str!("fields/blank.json");

fn blank(generic: &str) -> Option<Value> {
    let all: Value = serde_json::from_str(BLANK).ok()?;
    all.get(generic).cloned()
}

/// The scenario with another entry at the end of a list, another value in a row of values, or a group that was absent.
pub(super) fn add(scenario: &Scenario, place: &str) -> Option<Scenario> {
    let shape = fields::find(place)?.field.shape;
    changed(scenario, |document| match shape {
        Shape::List { .. } => {
            let entry = next_entry(scenario, document, place)?;
            list_mut(document, place)?.push(entry);
            if place == PAYERS {
                each_share_list(document, &mut |shares| shares.push(0.into()));
            }
            Some(())
        }
        Shape::ForEach { counted } if !counted.is_empty() => {
            let values = list_mut(document, place)?;
            let last = values.last()?.clone();
            values.push(last);
            Some(())
        }
        Shape::MayBeAbsent => {
            let (around, name) = place.rsplit_once('.').unwrap_or(("", place));
            let mut group = blank(&path::generic(place))?;
            fill(scenario, place, &mut group);
            let around = at_mut(document, around)?.as_object_mut()?;
            if around.contains_key(name) {
                return None;
            }
            around.insert(name.to_owned(), group);
            Some(())
        }
        Shape::One | Shape::Names(_) | Shape::ForEach { .. } => None,
    })
}

/// The scenario with another line at the end of a domain.
pub(super) fn add_line(scenario: &Scenario, domain: &str) -> Option<Scenario> {
    changed(scenario, |document| {
        let mut entry = next_entry(scenario, document, LINES)?;
        entry.as_object_mut()?.insert("domain".to_owned(), domain.into());
        let lines = list_mut(document, LINES)?;
        let is_of_domain =
            |line: &Value| line.get("domain").and_then(Value::as_str) == Some(domain);
        let place = lines.iter().rposition(is_of_domain).map_or(lines.len(), |last| last + 1);
        lines.insert(place, entry);
        Some(())
    })
}

/// A line as it is before anybody says anything about it.
pub(super) fn blank_line(scenario: &Scenario) -> Option<Outcome> {
    add(scenario, LINES)?.rate_card.outcomes.pop()
}

/// The scenario with these lines as its card. Lines that are not among them go as in [`remove`], and what named a domain
/// that all lines left names the one that they went to.
pub(super) fn with_lines(scenario: &Scenario, lines: &[Outcome]) -> Option<Scenario> {
    let before = &scenario.rate_card;
    let stays = |id: &str| lines.iter().find(|line| line.id == id);
    let gone: Vec<&Outcome> =
        before.outcomes.iter().filter(|line| stays(&line.id).is_none()).collect();
    let with = changed(scenario, |document| {
        let all = lines.iter().chain(gone.iter().copied()).map(serde_json::to_value);
        *list_mut(document, LINES)? = all.collect::<Result<_, _>>().ok()?;
        for line in &gone {
            references::bridge(document, &line.id);
            list_mut(document, LINES)?.remove(lines.len());
        }
        for domain in before.domains() {
            let was_there = before.outcomes.iter().filter(|line| line.domain == domain);
            let last = was_there.rev().find_map(|line| stays(&line.id));
            if let Some(last) = last.filter(|_| !lines.iter().any(|line| line.domain == domain)) {
                references::rename(document, references::DOMAIN, domain, &last.domain);
            }
        }
        Some(())
    })?;
    let with = references::forget_missing(scenario, with);
    Some(provenance::without_what_was_said_of(scenario, with))
}

/// The scenario without an entry, or without a group that may be absent. What names the entry goes with it, and a line
/// that waited for a line that goes waits for what that one waited for.
pub(super) fn remove(scenario: &Scenario, place: &str) -> Option<Scenario> {
    let without = changed(scenario, |document| {
        let Some((list, index)) = path::split_entry(place) else {
            let is_group = fields::find(place)?.field.shape == Shape::MayBeAbsent;
            let (around, name) = place.rsplit_once('.').unwrap_or(("", place));
            let around = at_mut(document, around)?.as_object_mut()?;
            return is_group.then(|| around.shift_remove(name)).flatten().map(drop);
        };
        if list == LINES
            && let Some(line) = scenario.rate_card.outcomes.get(index)
        {
            references::bridge(document, &line.id);
        }
        let entries = list_mut(document, list)?;
        (index < entries.len()).then(|| entries.remove(index))?;
        if list == PAYERS {
            each_share_list(document, &mut |shares| {
                if index < shares.len() {
                    shares.remove(index);
                }
            });
        }
        Some(())
    })?;
    let without = references::forget_missing(scenario, without);
    Some(provenance::without_what_was_said_of(scenario, without))
}

/// The scenario with an entry in another place of its list, counted from 0.
pub(super) fn move_to(scenario: &Scenario, entry: &str, to: usize) -> Option<Scenario> {
    let (list, from) = path::split_entry(entry)?;
    changed(scenario, |document| {
        let entries = list_mut(document, list)?;
        let is_there = from < entries.len() && to < entries.len() && from != to;
        is_there.then(|| shift(entries, from, to))?;
        if list == PAYERS {
            each_share_list(document, &mut |shares| {
                if from < shares.len() && to < shares.len() {
                    shift(shares, from, to);
                }
            });
        }
        Some(())
    })
}

fn shift(entries: &mut Vec<Value>, from: usize, to: usize) {
    let entry = entries.remove(from);
    entries.insert(to, entry);
}

/// The scenario with a copy of an entry right after it, under a name of its own.
pub(super) fn duplicate(scenario: &Scenario, entry: &str) -> Option<Scenario> {
    let (list, index) = path::split_entry(entry)?;
    changed(scenario, |document| {
        let mut copy = at(document, entry)?.clone();
        name_anew(document, list, copy.as_object_mut()?);
        list_mut(document, list)?.insert(index + 1, copy);
        if list == PAYERS {
            // A copy pays nothing of what the lines of other shares say: they would add to more than all.
            each_share_list(document, &mut |shares| {
                shares.insert((index + 1).min(shares.len()), 0.into());
            });
        }
        Some(())
    })
}

const LINES: &str = "rate_card.outcomes";
const PAYERS: &str = "contract.payers";

/// Other shares stand in the order of the payers, so they come, go and move with these.
fn each_share_list(document: &mut Value, act: &mut dyn FnMut(&mut Vec<Value>)) {
    super::document::for_each(document, "contract.payer_shares.shares_bp", &mut |shares| {
        if let Value::Array(shares) = shares {
            act(shares);
        }
    });
}

/// A new entry of a list: where entries are dated and have no names, like the last and after it, and otherwise blank.
fn next_entry(scenario: &Scenario, document: &Value, list: &str) -> Option<Value> {
    let mut entry = blank(&path::generic(list))?;
    let entries = at(document, list).and_then(Value::as_array);
    let last = entries.and_then(|entries| entries.last()).and_then(Value::as_object);
    let fields = entry.as_object_mut()?;
    if let Some(last) = last {
        let has_dates = DATES.iter().any(|date| fields.contains_key(*date));
        if has_dates && !fields.contains_key("name") {
            *fields = last.clone();
        } else if let Some(date) = last.get("from_month").filter(|_| has_dates) {
            fields.insert("from_month".to_owned(), date.clone());
        }
        if has_dates {
            move_on(fields);
        }
    }
    name_anew(document, list, fields);
    fill(scenario, list, &mut entry);
    Some(entry)
}

/// Fields that say when an entry is.
const DATES: [&str; 5] = ["from_month", "month", "from", "end", "from_claim"];

/// Moves an entry's dates to after it: by its own length, or by a usual step where it has none.
fn move_on(entry: &mut Map<String, Value>) {
    const MONTHS: u64 = 6;
    const CLAIMS: u64 = 100;
    const QUARTER: u16 = 3;
    let number = |entry: &Map<String, Value>, field: &str| entry.get(field).and_then(Value::as_u64);
    let length = match (number(entry, "from_month"), number(entry, "to_month")) {
        (Some(from), Some(to)) if to >= from => to - from + 1,
        _ => MONTHS,
    };
    for (field, step) in
        [("from_month", length), ("to_month", length), ("month", MONTHS), ("from_claim", CLAIMS)]
    {
        if let Some(value) = number(entry, field) {
            entry.insert(field.to_owned(), (value + step).into());
        }
    }
    let month = |entry: &Map<String, Value>, field: &str| -> Option<CalendarMonth> {
        entry.get(field)?.as_str()?.parse().ok()
    };
    let end = ["to", "end"].into_iter().find_map(|field| month(entry, field));
    let length = match (month(entry, "from"), end) {
        (Some(from), Some(end)) => {
            (1..=120).find(|length| from.plus(*length) > end).unwrap_or(QUARTER)
        }
        _ => QUARTER,
    };
    for field in ["from", "to", "end"] {
        if let Some(month) = month(entry, field) {
            entry.insert(field.to_owned(), month.plus(length).to_string().into());
        }
    }
}

/// Gives an entry an id and a name that no other of its list has.
fn name_anew(document: &Value, list: &str, entry: &mut Map<String, Value>) {
    let others = at(document, list).and_then(Value::as_array).cloned().unwrap_or_default();
    for (field, between) in [("id", "_"), ("name", " ")] {
        let Some(Value::String(base)) = entry.get(field) else { continue };
        let taken = |name: &str| {
            others.iter().any(|other| other.get(field).and_then(Value::as_str) == Some(name))
        };
        let name = references::fresh(base, between, taken);
        entry.insert(field.to_owned(), name.into());
    }
}

/// Fills in what a blank cannot know: what it names, where that is needed, and the months of the contract.
fn fill(scenario: &Scenario, place: &str, entry: &mut Value) {
    for field in fields::children(place) {
        let name = field.path.rsplit_once('.').map_or(field.path, |(_, name)| name);
        if entry.get(name).and_then(Value::as_str) != Some("") {
            continue;
        }
        if let Some(kind) = field.refers_to {
            let names = references::names(scenario, kind);
            let n_entries = fields::find(place).map_or(0, |list| list.count(scenario));
            let taken: Vec<_> = (0..n_entries)
                .filter_map(|index| {
                    fields::find(&path::join(&path::entry(place, index), name))?.value(scenario)
                })
                .collect();
            let is_free = |known: &str| !taken.contains(&FieldValue::Text(Some(known.to_owned())));
            let free = names.iter().find(|(known, _)| is_free(known)).or(names.first());
            if let Some((known, _)) = free {
                entry[name] = (*known).into();
            }
        } else if field.unit == Unit::CalendarMonth {
            let months = if name == "from" { 0 } else { 2 };
            entry[name] = scenario.contract.start.plus(months).to_string().into();
        }
    }
    // A new price begins as the line's own, so that it changes nothing before somebody says so.
    let lines = &scenario.rate_card.outcomes;
    let line = match entry.get("outcome").and_then(Value::as_str) {
        Some(id) => scenario.rate_card.index_of(id),
        None if place.starts_with(LINES) => path::indices(place).first().copied(),
        None => None,
    };
    let is_blank = entry.get("price").and_then(Value::as_f64) == Some(0.0);
    if let Some(price) = line.and_then(|line| lines.get(line)).map(|line| line.price)
        && is_blank
        && let Ok(price) = serde_json::to_value(price)
    {
        entry["price"] = price;
    }
    if let Some(Value::Array(payments)) = entry.get_mut("payments") {
        for payment in payments {
            fill(scenario, &path::join(place, "payments"), payment);
        }
    }
    if let Some(Value::Array(names)) = entry.get_mut("outcomes")
        && let Some((line, _)) = references::names(scenario, Reference::Line).first()
    {
        names.push((*line).into());
    }
    if entry.get("shares_bp").and_then(Value::as_array).is_some_and(Vec::is_empty) {
        entry["shares_bp"] = scenario.contract.payers.iter().map(|payer| payer.share_bp).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Problem;
    use crate::session::fields::all_fields;
    use crate::share::PRESETS;

    /// The presets, and the scenario that uses every field once.
    fn scenarios() -> Vec<Scenario> {
        let all = serde_json::from_str(include_str!("../model/defaults.json")).unwrap();
        let presets = PRESETS.iter().map(|preset| preset.open().unwrap().scenario);
        presets.chain([Scenario::read_unfinished(all).unwrap().0]).collect()
    }

    fn errors(scenario: &Scenario) -> Vec<Problem> {
        scenario.problems().into_iter().filter(Problem::is_error).collect()
    }

    /// Every place of a scenario where something can be added: the paths of lists and groups, inside all first entries.
    fn places(scenario: &Scenario) -> Vec<(String, Shape)> {
        let document = serde_json::to_value(scenario).unwrap();
        let concrete = |generic: &str| {
            let mut place = String::new();
            for field in generic.split('.') {
                if at(&document, &place).is_some_and(Value::is_array) {
                    place = path::entry(&place, 0);
                }
                place = path::join(&place, field);
            }
            let around = path::parent(&place);
            at(&document, around).is_some_and(Value::is_object).then_some(place)
        };
        let fields = all_fields().filter(|field| field.shape != Shape::One);
        fields.filter_map(|field| Some((concrete(field.path)?, field.shape))).collect()
    }

    #[test]
    fn whatever_is_added_is_a_whole_entry_and_goes_again() {
        for scenario in scenarios() {
            let before = errors(&scenario);
            let mut n_added = 0;
            for (place, shape) in places(&scenario) {
                let Some(added) = add(&scenario, &place) else {
                    assert!(!matches!(shape, Shape::List { .. }), "{}: {place}", scenario.name);
                    continue;
                };
                n_added += 1;
                // Where there is one of everything a second is one too many, and terms that exclude each other are for
                // the person to choose between.
                let is_full = scenario.name == "Every field of the format";
                let new = errors(&added).into_iter().find(|error| !before.contains(error));
                assert!(new.is_none() || is_full, "{}: {place}: {new:?}", scenario.name);
                let document = serde_json::to_value(&added).unwrap();
                let entry = match at(&document, &place) {
                    Some(Value::Array(entries)) => path::entry(&place, entries.len() - 1),
                    _ => place.clone(),
                };
                assert_eq!(remove(&added, &entry).as_ref(), Some(&scenario), "{place}");
            }
            assert!(n_added > 20, "{}: {n_added}", scenario.name);
        }
    }

    #[test]
    fn a_new_price_is_that_of_its_line_until_somebody_says_otherwise() {
        let scenario = &scenarios()[0];
        let line = &scenario.rate_card.outcomes[3];
        for list in ["segment_prices", "price_changes", "bands"] {
            let added = add(scenario, &format!("rate_card.outcomes[3].{list}")).unwrap();
            let document = serde_json::to_value(&added).unwrap();
            let price = at(&document, &format!("rate_card.outcomes[3].{list}[0].price")).unwrap();
            assert_eq!(price, &serde_json::to_value(line.price).unwrap(), "{list}");
        }
        let amended = add(scenario, "contract.amendments").unwrap();
        let amended = add(&amended, "contract.amendments[0].prices").unwrap();
        let first = scenario.rate_card.outcomes[0].price;
        assert_eq!(amended.contract.amendments[0].prices[0].price, first);
    }

    #[test]
    fn a_copy_stands_beside_its_original_under_a_name_of_its_own() {
        for scenario in scenarios() {
            for (place, shape) in places(&scenario) {
                let entry = path::entry(&place, 0);
                let document = serde_json::to_value(&scenario).unwrap();
                if !matches!(shape, Shape::List { .. }) || at(&document, &entry).is_none() {
                    continue;
                }
                let copied = duplicate(&scenario, &entry).unwrap();
                assert_eq!(remove(&copied, &path::entry(&place, 1)).as_ref(), Some(&scenario));
                let after = serde_json::to_value(&copied).unwrap();
                let [one, other] =
                    [0, 1].map(|index| at(&after, &path::entry(&place, index)).unwrap());
                let is_named = one.get("name").or(one.get("id")).is_some();
                assert_eq!(one == other, !is_named, "{place}");
            }
        }
    }

    #[test]
    fn an_entry_that_moves_away_and_back_leaves_all_as_it_was() {
        for scenario in scenarios() {
            for list in [LINES, PAYERS, "cohort.segments", "cohort.referrals"] {
                let Some(moved) = move_to(&scenario, &path::entry(list, 0), 1) else { continue };
                assert_ne!(moved, scenario);
                assert_eq!(move_to(&moved, &path::entry(list, 1), 0).as_ref(), Some(&scenario));
            }
            assert_eq!(move_to(&scenario, "rate_card.outcomes[0]", 999), None);
        }
    }

    #[test]
    fn a_line_that_goes_takes_along_what_names_it_and_leaves_no_gap_in_the_ladder() {
        for scenario in scenarios() {
            let before = errors(&scenario);
            for index in (0..scenario.rate_card.outcomes.len()).rev() {
                let line = &scenario.rate_card.outcomes[index];
                let without = remove(&scenario, &path::entry(LINES, index)).unwrap();
                let new: Vec<_> =
                    errors(&without).into_iter().filter(|error| !before.contains(error)).collect();
                let is_last = scenario.rate_card.outcomes.len() == 1;
                assert!(
                    new.is_empty() || is_last,
                    "{} without {}: {new:?}",
                    scenario.name,
                    line.id
                );
                for later in &scenario.rate_card.outcomes {
                    let Some(now) = without.rate_card.index_of(&later.id) else { continue };
                    if later.after == [line.id.clone()] {
                        assert_eq!(without.rate_card.outcomes[now].after, line.after);
                    }
                }
            }
        }
    }

    #[test]
    fn what_a_line_needed_is_needed_by_what_waited_for_it() {
        let mut scenario = scenarios()[0].clone();
        let lines = &mut scenario.rate_card.outcomes;
        lines.truncate(4);
        for line in lines.iter_mut() {
            (line.after, line.after_all, line.unless) = Default::default();
        }
        let id = |index: usize| scenarios()[0].rate_card.outcomes[index].id.clone();
        lines[2].after_all = vec![id(0), id(1)];
        lines[3].after = vec![id(2)];
        let without = remove(&scenario, &path::entry(LINES, 2)).unwrap();
        let last = &without.rate_card.outcomes[2];
        assert_eq!((&last.after, &last.after_all), (&vec![], &vec![id(0), id(1)]));

        let lines = &mut scenario.rate_card.outcomes;
        (lines[2].after, lines[2].after_all) = (vec![id(0)], vec![]);
        (lines[3].after, lines[3].after_all) = (vec![], vec![id(1), id(2)]);
        let without = remove(&scenario, &path::entry(LINES, 2)).unwrap();
        assert_eq!(without.rate_card.outcomes[2].after_all, [id(1), id(0)]);
    }

    #[test]
    fn entries_with_dates_follow_the_last() {
        let scenario = &scenarios()[0];
        let grants = "contract.grants";
        let one = add(scenario, grants).unwrap();
        let two = add(&one, grants).unwrap();
        let [.., first, second] = two.contract.grants.as_slice() else { panic!("two grants") };
        assert_eq!(second.from_month, first.to_month + 1);
        assert_eq!(second.to_month - second.from_month, first.to_month - first.from_month);
        let steps = &add(scenario, "cohort.referrals").unwrap().cohort.referrals;
        let [.., last, new] = steps.as_slice() else { panic!("two steps") };
        assert_eq!((new.from_month, new.per_month), (last.from_month + 6, last.per_month));
    }

    #[test]
    fn a_line_is_added_at_the_end_of_its_domain() {
        let scenario = &scenarios()[0];
        let domain = scenario.rate_card.domains()[1].to_owned();
        let added = add_line(scenario, &domain).unwrap();
        let lines = &added.rate_card.outcomes;
        let place = lines.iter().position(|line| line.name == "New outcome").unwrap();
        assert_eq!((&lines[place].domain, &lines[place - 1].domain), (&domain, &domain));
        assert!(lines[place + 1..].iter().all(|line| line.domain != domain));
    }

    #[test]
    fn shares_by_line_follow_the_payers() {
        let all = serde_json::from_str(include_str!("../model/defaults.json")).unwrap();
        let scenario = Scenario::read_unfinished(all).unwrap().0;
        let two = add(&scenario, PAYERS).unwrap();
        assert_eq!(two.contract.payer_shares[0].shares_bp, [10_000, 0]);
        let swapped = move_to(&two, "contract.payers[0]", 1).unwrap();
        assert_eq!(swapped.contract.payer_shares[0].shares_bp, [0, 10_000]);
        assert_eq!(remove(&swapped, "contract.payers[0]").unwrap(), scenario);
        assert_eq!(
            add(&two, "contract.payer_shares").unwrap().contract.payer_shares[1].shares_bp,
            [10_000, 0]
        );
    }
}

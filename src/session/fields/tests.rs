use std::collections::BTreeSet;

use serde_json::Value;

use super::{FieldValue, Shape, Unit, all_fields, find};
use crate::model::{AnnualRate, Scenario, path, scenario_schema};
use crate::model::{CalendarMonth, Estimate, Factor, Money, Probability, Quantity};

/// The scenario that uses every field of the format once.
fn defaults() -> Scenario {
    let document = serde_json::from_str(include_str!("../../model/defaults.json")).unwrap();
    Scenario::read_unfinished(document).unwrap().0
}

/// Every path of the schema, lists and groups included, in generic form.
fn paths_of_schema(root: &Value, schema: &Value, place: &str, found: &mut BTreeSet<String>) {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let name = reference.trim_start_matches("#/$defs/");
        // The readings of an estimate are one field.
        if !name.starts_with("Estimate_of") {
            paths_of_schema(root, &root["$defs"][name], place, found);
        }
    }
    for choice in schema.get("anyOf").and_then(Value::as_array).into_iter().flatten() {
        paths_of_schema(root, choice, place, found);
    }
    if let Some(items) = schema.get("items") {
        paths_of_schema(root, items, place, found);
    }
    for (field, schema) in schema.get("properties").and_then(Value::as_object).into_iter().flatten()
    {
        let place = path::join(place, field);
        paths_of_schema(root, schema, &place, found);
        found.insert(place);
    }
}

#[test]
fn the_table_has_the_fields_of_the_published_schema_and_no_others() {
    let schema = scenario_schema().to_value();
    let mut format = BTreeSet::from([String::new()]);
    paths_of_schema(&schema, &schema, "", &mut format);
    let table: Vec<&str> = all_fields().map(|field| field.path).collect();
    for field in &format {
        let n_rows = table.iter().filter(|known| *known == field).count();
        assert_eq!(n_rows, 1, "{field}: has {n_rows} rows in src/session/fields, and needs one");
    }
    for field in table {
        assert!(format.contains(field), "{field}: is in src/session/fields and not in the format");
    }
}

/// The field's path among the defaults, where every list has an entry.
fn path_in_defaults(generic: &str) -> String {
    let document = serde_json::to_value(defaults()).unwrap();
    let mut value = &document;
    let mut concrete = String::new();
    for field in generic.split('.') {
        if value.is_array() {
            value = &value[0];
            concrete = path::entry(&concrete, 0);
        }
        concrete = path::join(&concrete, field);
        value = &value[field];
    }
    let is_list_of_values = value.is_array() && value[0].is_number();
    if is_list_of_values { path::entry(&concrete, 0) } else { concrete }
}

/// Another value of the same kind.
fn other_than(value: &FieldValue) -> FieldValue {
    let chance = |share| Probability::new(share).unwrap();
    let factor = |factor| Factor::new(factor).unwrap();
    match value {
        FieldValue::Money(_) => FieldValue::Money(Some(Money::from_pence(12_345))),
        FieldValue::Share(_) => FieldValue::Share(Some(chance(0.125))),
        FieldValue::Chance(_) => FieldValue::Chance(Estimate::known(chance(0.125))),
        FieldValue::Factor(_) => FieldValue::Factor(factor(1.25)),
        FieldValue::UnsureFactor(_) => FieldValue::UnsureFactor(Estimate::known(factor(1.25))),
        FieldValue::Rate(_) => FieldValue::Rate(Some(AnnualRate::new(0.0125).unwrap())),
        FieldValue::Quantity(_) => FieldValue::Quantity(Some(Quantity::new(7.5).unwrap())),
        FieldValue::Whole(number) => FieldValue::Whole(Some(number.unwrap() + 1)),
        FieldValue::Month(month) => FieldValue::Month(Some(CalendarMonth::plus(month.unwrap(), 1))),
        FieldValue::Currency(_) => FieldValue::Currency("CHF".parse().unwrap()),
        FieldValue::Choice(index) => FieldValue::Choice(usize::from(*index == 0)),
        FieldValue::Switch(is_on) => FieldValue::Switch(!is_on),
        FieldValue::Text(_) => FieldValue::Text(Some("another".to_owned())),
        FieldValue::Names(names) => {
            FieldValue::Names([names.as_slice(), &["another".to_owned()]].concat())
        }
    }
}

#[test]
fn every_value_is_set_and_read_back_through_the_table() {
    let defaults = defaults();
    for field in all_fields().filter(|field| field.unit != Unit::Group) {
        let path = path_in_defaults(field.path);
        let found = find(&path).unwrap();
        let before = found.value(&defaults).unwrap_or_else(|| panic!("{path} is not found"));
        let value = other_than(&before);
        let mut scenario = defaults.clone();
        assert!(found.set(&mut scenario, value.clone()), "{path}");
        assert_eq!(found.value(&scenario), Some(value), "{path}");
        assert!(found.set(&mut scenario, before), "{path}");
        assert_eq!(scenario, defaults, "{path} changes something else");
    }
}

#[test]
fn what_an_editor_shows_is_read_back_as_it_was() {
    let defaults = defaults();
    for field in all_fields() {
        let path = path_in_defaults(field.path);
        let found = find(&path).unwrap();
        let Some(value) = found.value(&defaults) else { continue };
        let mut emptied = defaults.clone();
        let typed = match value {
            FieldValue::Choice(_) | FieldValue::Switch(_) | FieldValue::Names(_) => continue,
            _ => field.read(&field.text(&value)).unwrap(),
        };
        // An estimate is shown by its central reading, which moves the others by nothing.
        assert_eq!(value.with_typed(typed, None), value, "{path}");
        match field.read("") {
            Ok(nothing) if field.unit != Unit::Text => {
                assert!(field.is_optional, "{path} cannot be left empty");
                assert!(found.set(&mut emptied, nothing), "{path}");
                assert_eq!(field.text(&found.value(&emptied).unwrap()), "", "{path}");
            }
            Ok(_) => {}
            Err(_) => assert!(!field.is_optional, "{path} can be left empty"),
        }
    }
}

#[test]
fn a_field_that_is_not_there_takes_nothing() {
    let mut scenario = defaults();
    scenario.cohort.learning = None;
    let before = scenario.clone();
    let price = FieldValue::Money(Some(Money::from_pence(1)));
    let count = FieldValue::Whole(Some(1));
    for (path, value) in [
        ("rate_card.outcomes[1].price", price.clone()),
        ("rate_card.outcomes.price", price.clone()),
        ("rate_card.outcomes[0].price", FieldValue::Money(None)),
        ("rate_card.outcomes[0].chance", price.clone()),
        ("rate_card.outcomes[0].price.low", price),
        ("cohort.learning.months", count.clone()),
        ("contract.delivery_months", FieldValue::Whole(Some(70_000))),
        ("contract.after_cap", FieldValue::Choice(3)),
        ("contract", count),
    ] {
        assert!(!find(path).unwrap().set(&mut scenario, value), "{path}");
        assert_eq!(scenario, before, "{path}");
    }
    assert!(find("nothing.of.ours").is_none());
}

#[test]
fn labels_and_hints_say_which_entry_and_month() {
    let mut scenario = defaults();
    let found = |path: &'static str| find(path).unwrap();
    let label = |path| found(path).label(&scenario);
    assert_eq!(label("rate_card.outcomes[0].price"), "Price of Settled (£)");
    assert_eq!(label("rate_card.outcomes[0].chance.low"), "Low (P10)");
    assert_eq!(label("contract.payers[0].share_bp"), "Council: share of each payment (%)");
    assert_eq!(label("cohort.referrals[0].from_month"), "Step 1: from month");
    let legend = found("rate_card.outcomes[0].delay").legend(&scenario);
    assert_eq!(legend, "Time until “Settled”");
    let claims_end = found("contract.claims_end");
    assert_eq!(
        claims_end.hint(&scenario),
        "Now September 2021 (month 17). Empty: the last delivery month."
    );
    assert_eq!(claims_end.words(&scenario), "September 2021");
    scenario.contract.claims_end = None;
    assert_eq!(claims_end.words(&scenario), "March 2021");
    assert_eq!(found("contract.caps.person").words(&scenario), "£5,000");
    assert_eq!(found("contract.claim_period").words(&scenario), "quarter");
    assert_eq!(found("costs.caseload").heading(), "People per caseworker");
}

#[test]
fn what_cannot_be_read_says_why() {
    for (path, typed, wrong) in [
        ("costs.set_up", "", "is empty: write an amount, such as 1,500"),
        ("costs.inflation", "200", "is out of range: write a yearly percentage from −50 to 100"),
        (
            "contract.start",
            "soon",
            "is not a month: write month and year, such as 2019-09 or September 2019",
        ),
        ("contract.delivery_months", "1,2", "is not a whole number: write digits, such as 12"),
        ("run.trials", "many", "is not a whole number: write digits, such as 2,000"),
        ("run.seed", "4294967296", "is too large: write at most 4,294,967,295"),
        (
            "run.trials",
            "1500\t1200",
            "holds more than one value: write one value here, and the others in their own fields",
        ),
        (
            "cohort.engagement",
            "101",
            "is not a percentage: write a number from 0 to 100, such as 85",
        ),
    ] {
        assert_eq!(find(path).unwrap().field.read(typed), Err(wrong.to_owned()), "{path}");
    }
}

#[test]
fn every_editor_has_a_label_and_every_choice_its_words() {
    let scenario = defaults();
    for field in all_fields().filter(|field| field.unit != Unit::Group) {
        let path = path_in_defaults(field.path);
        assert!(!find(&path).unwrap().label(&scenario).trim().is_empty(), "{path}");
        assert_eq!(field.choices.is_empty(), field.unit != Unit::Choice, "{path}");
    }
}

#[test]
fn lists_and_groups_are_counted() {
    let scenario = defaults();
    for field in all_fields().filter(|field| field.shape != Shape::One) {
        let path = path_in_defaults(field.path);
        let place = path.trim_end_matches("[0]");
        assert_eq!(find(place).unwrap().count(&scenario), 1, "{place}");
    }
    let mut less = scenario.clone();
    less.contract.grants.clear();
    less.actuals = None;
    less.rate_card.outcomes[0].after.clear();
    for place in ["contract.grants", "actuals", "actuals.payments", "rate_card.outcomes[0].after"] {
        assert_eq!(find(place).unwrap().count(&less), 0, "{place}");
    }
}

#[test]
fn the_table_says_of_each_field_how_many_there_may_be() {
    let document = serde_json::to_value(defaults()).unwrap();
    let nothing = serde_json::json!({});
    for field in all_fields().filter(|field| !field.path.is_empty()) {
        let path = path_in_defaults(field.path);
        let place = path.trim_end_matches("[0]");
        let value = document
            .pointer(&format!("/{}", place.replace('[', ".").replace(']', "").replace('.', "/")));
        let value = value.unwrap_or(&nothing);
        let shape = match value {
            Value::Array(entries) if entries[0].is_object() => "list",
            Value::Array(entries) if entries[0].is_string() => "names",
            Value::Array(_) => "values",
            _ => "one",
        };
        let known = match field.shape {
            Shape::List { .. } => "list",
            Shape::Names(_) => "names",
            Shape::ForEach { .. } => "values",
            Shape::One | Shape::MayBeAbsent => "one",
        };
        assert_eq!(known, shape, "{}", field.path);
    }
}

#[test]
fn a_share_that_looks_like_a_fraction_is_asked_about() {
    let doubt = |path, typed| find(path).unwrap().field.doubt(typed);
    assert_eq!(
        doubt("cohort.engagement", "0.85").unwrap(),
        "is taken as 0.85%: for 85% write 85, and for 0.85% write 0.85%"
    );
    for (path, typed) in [
        ("cohort.engagement", "0.85%"),
        ("cohort.engagement", "85"),
        ("cohort.engagement", "0"),
        ("cohort.engagement", "half"),
        ("costs.set_up", "0.85"),
        ("costs.inflation", "0.5"),
    ] {
        assert_eq!(doubt(path, typed), None, "{path}: {typed}");
    }
    assert!(doubt("costs.inflation", "0.03").is_some());
    assert!(doubt("contract.payers[0].share_bp", "0.7").is_some());
}

#[test]
fn what_would_be_rounded_away_or_means_nothing_is_refused() {
    let told = |path, typed| find(path).unwrap().field.read(typed).unwrap_err();
    let shares = "contract.payers[0].share_bp";
    assert!(told(shares, "70.405").starts_with("has more than two decimal places"));
    assert!(find(shares).unwrap().field.read("70.45").is_ok());
    assert!(told("contract.caps.contract", "No cap").contains("leave the field empty"));
    assert!(told("contract.claims_end", "Sept 2024").starts_with("is a calendar month"));
    assert!(told("costs.set_up", "10%").starts_with("is a percentage"));
}

#[test]
fn a_chance_that_becomes_certain_says_what_goes() {
    let chance = |share: f64| Probability::new(share).unwrap();
    let [low, central, high] = [0.788, 0.826, 0.863].map(chance);
    let before = FieldValue::Chance(Estimate { low, central, high });
    let typed = |share: f64| before.with_typed(FieldValue::Share(Some(chance(share))), None);
    assert_eq!(before.lost_readings(&typed(0.5)), None);
    let words = before.lost_readings(&typed(1.0)).unwrap();
    assert_eq!(
        words,
        "is certain now, without its low of 78.8% and high of 86.3%: undo brings these back"
    );
    assert_eq!(typed(1.0).lost_readings(&typed(0.0)), None);
}

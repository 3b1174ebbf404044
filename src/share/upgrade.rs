//! How documents of older versions become today's: one small step from each version to the next.

use serde_json::{Value, json};

/// Turns a whole document of one version into one of the next. A step only moves and renames what is there: whether
/// the values make sense is checked afterwards, when the scenario is read.
pub(super) type Upgrade = fn(&mut Value);

/// The step at index 0 turns version 1 into version 2, and so on.
pub(super) const UPGRADES: &[Upgrade] = &[one_fee_becomes_spans];

/// The version of every document that is written: one more than there are steps.
pub const VERSION: u64 = UPGRADES.len() as u64 + 1;

/// Version 2 has service fees by spans of months, and holds planned need back before a distribution unless it is told
/// not to, which no scenario of version 1 did.
fn one_fee_becomes_spans(document: &mut Value) {
    let Some(scenario) = document.get_mut("scenario") else { return };
    if let Some(contract) = scenario.get_mut("contract").and_then(Value::as_object_mut)
        && let Some(monthly) = contract.shift_remove("monthly_service_fee")
        && !monthly.is_null()
    {
        contract
            .insert("service_fees".to_owned(), json!([{ "from_month": 0, "monthly": monthly }]));
    }
    if let Some(investment) = scenario.get_mut("investment").and_then(Value::as_object_mut) {
        investment.insert("keep_planned_need".to_owned(), json!(false));
    }
}

/// Applies the steps that a document of the given version still needs.
pub(super) fn upgrade(document: &mut Value, version: u64, steps: &[Upgrade]) {
    let taken = usize::try_from(version.saturating_sub(1)).unwrap_or(usize::MAX);
    for step in steps.iter().skip(taken) {
        step(document);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pence_become_pounds(document: &mut Value) {
        if let Some(pence) = document["cap_pence"].as_i64() {
            document["cap"] = json!(pence / 100);
        }
        if let Some(fields) = document.as_object_mut() {
            fields.shift_remove("cap_pence");
        }
    }

    fn cap_becomes_caps(document: &mut Value) {
        let cap = document["cap"].take();
        document["caps"] = json!({ "contract": cap });
        if let Some(fields) = document.as_object_mut() {
            fields.shift_remove("cap");
        }
    }

    #[test]
    fn the_fee_of_version_1_is_a_span_and_nothing_is_held_back() {
        for (before, after) in [
            (
                json!({ "scenario": { "contract": { "monthly_service_fee": 10.5 }, "investment": {} } }),
                json!({ "scenario": {
                    "contract": { "service_fees": [{ "from_month": 0, "monthly": 10.5 }] },
                    "investment": { "keep_planned_need": false }
                } }),
            ),
            (
                json!({ "scenario": { "contract": { "monthly_service_fee": null } } }),
                json!({ "scenario": { "contract": {} } }),
            ),
            (
                json!({ "scenario": { "contract": [], "investment": 7 } }),
                json!({ "scenario": { "contract": [], "investment": 7 } }),
            ),
            (json!({ "scenario": null }), json!({ "scenario": null })),
            (json!({}), json!({})),
        ] {
            let mut document = before;
            upgrade(&mut document, 1, UPGRADES);
            assert_eq!(document, after);
        }
    }

    #[test]
    fn each_version_takes_only_the_steps_that_it_still_needs() {
        let steps: &[Upgrade] = &[pence_become_pounds, cap_becomes_caps];
        let latest = json!({ "caps": { "contract": 5 } });
        for (version, mut document) in
            [(1, json!({ "cap_pence": 500 })), (2, json!({ "cap": 5 })), (3, latest.clone())]
        {
            upgrade(&mut document, version, steps);
            assert_eq!(document, latest, "from version {version}");
        }
    }

    #[test]
    fn a_step_survives_a_document_without_what_it_moves() {
        let steps: &[Upgrade] = &[pence_become_pounds, cap_becomes_caps];
        let mut document = json!({});
        upgrade(&mut document, 1, steps);
        assert_eq!(document, json!({ "caps": { "contract": null } }));
    }
}

//! Which fields stand where on the page, by their paths: all of the format, each in one place. A list or a group stands
//! for everything in it.

use super::place::Section;
use crate::model::path;

/// The heading over what a line pays.
pub const PAYS: &str = "What it pays";

/// One line of the card, opened: what stands under each heading, by the fields of a line.
pub const LINE: &[(&str, &[&str])] = &[
    (
        "How likely, and how soon",
        &["chance", "delay", "segment_chances", "repeats", "within_months_of_start"],
    ),
    ("When it opens", &["after", "after_all", "unless"]),
    (PAYS, &["price_changes", "segment_prices", "bands", "window", "verified", "is_step"]),
    ("What it is", &["name", "domain", "trigger", "evidence", "lasting", "id"]),
    ("What it is worth", &["target", "deadweight", "public_value"]),
];

/// Fields of a line that stand in its row.
pub const LINE_ROW: &[&str] = &["price"];

/// What is said of the card as a whole.
pub const CARD: &[&str] = &["rate_card.returners"];

pub const PEOPLE: &[&str] = &[
    "cohort.referrals",
    "cohort.arrivals",
    "cohort.volume",
    "cohort.engagement",
    "cohort.start_delay",
    "cohort.support_months",
    "cohort.segments",
    "cohort.re_referral",
    "cohort.learning",
];

/// The caps that most contracts have.
pub const CAPS: &[&str] = &[
    "contract.caps.contract",
    "contract.caps.person",
    "contract.after_cap",
    "contract.caps.sharing",
];

pub const MORE_CAPS: &[&str] = &[
    "contract.caps.year",
    "contract.caps.lines",
    "contract.caps.groups",
    "contract.caps.person_segments",
    "contract.caps.person_groups",
    "contract.caps.priority",
];

pub const PAYERS: &[&str] =
    &["contract.payers", "contract.exhausted_payer", "contract.payer_shares"];

pub const TERM: &[&str] = &[
    "contract.start",
    "contract.delivery_months",
    "contract.claims_end",
    "contract.claim_period",
    "contract.payment_lag_months",
    "currency",
];

pub const OTHER_TERMS: &[&str] =
    &["contract.amendments", "contract.grants", "contract.service_fees", "contract.indexation"];

pub const COSTS: &[&str] = &[
    "costs.set_up",
    "costs.fixed_monthly",
    "costs.per_start",
    "costs.caseworker_monthly",
    "costs.caseload",
    "costs.personalisation_fund",
    "costs.inflation",
    "costs.uncertainty",
];

pub const INVESTMENT: &[&str] = &[
    "investment.commitment.least",
    "investment.commitment.most",
    "investment.buffer",
    "investment.preferred_return",
    "investment.distributions_from",
    "investment.distribution_months",
    "investment.reserve_months",
    "investment.keep_planned_need",
    "investment.redraw",
    "investment.fees",
    "investment.draws",
    "investment.surplus",
];

pub const UNCERTAINTY: &[&str] = &["uncertainty.dependence", "uncertainty.shocks"];

/// Which kinds of chance are drawn.
pub const LUCK: &[&str] = &["run.unknowns", "run.luck"];

pub const SAMPLING: &[&str] = &["run.sampling"];

/// What no figure of a run depends on, and the discount rate.
pub const BESIDE: &[&str] =
    &["description", "discount_rate", "tests", "stresses", "actuals", "assumptions"];

/// Fields that stand in the page's header and beside the run.
pub const ELSEWHERE: &[&str] = &["name", "run.seed", "run.trials"];

/// What the page keeps and nobody edits: which preset a scenario came from.
pub const KEPT: &[&str] = &["preset"];

/// Every section with the lists of what it shows, in the order of the page.
const SECTIONS: &[(Section, &[&[&str]])] = &[
    (Section::Card, &[CARD]),
    (Section::People, &[PEOPLE]),
    (Section::Contract, &[CAPS, MORE_CAPS, PAYERS, TERM, OTHER_TERMS]),
    (Section::Costs, &[COSTS]),
    (Section::Investment, &[INVESTMENT]),
    (Section::Uncertainty, &[UNCERTAINTY, LUCK, SAMPLING]),
    (Section::Scenario, &[BESIDE]),
];

/// The section that shows the field or the part with this path; none for what stands elsewhere, as the name does.
pub fn section_of(path: &str) -> Option<Section> {
    let generic = path::generic(path);
    if path::is_within(&generic, "rate_card.outcomes") {
        return Some(Section::Card);
    }
    let shows = |place: &&str| path::is_within(&generic, place) || path::is_within(place, &generic);
    let found = SECTIONS.iter().find(|(_, lists)| lists.concat().iter().any(shows));
    found.map(|(section, _)| *section)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::fields::{Shape, Unit, all_fields, find};

    #[test]
    fn every_field_of_the_format_has_one_place_on_the_page() {
        let line = |field: &&str| format!("rate_card.outcomes.{field}");
        let sections = SECTIONS.iter().flat_map(|(_, lists)| lists.iter().copied());
        let sections: Vec<&[&str]> = sections.chain([ELSEWHERE, KEPT]).collect();
        let mut places: Vec<String> = sections.concat().iter().map(ToString::to_string).collect();
        places.extend(LINE.iter().flat_map(|(_, fields)| fields.iter()).map(line));
        places.extend(LINE_ROW.iter().map(line));
        for place in &places {
            assert!(find(place).is_some(), "{place} is no field of the format");
        }
        for field in all_fields().filter(|field| field.unit != Unit::Group) {
            let n = places.iter().filter(|place| path::is_within(field.path, place)).count();
            assert_eq!(n, 1, "{}: has {n} places on the page, and needs one", field.path);
        }
        for field in all_fields().filter(|field| matches!(field.shape, Shape::Names(_))) {
            let n = places.iter().filter(|place| path::is_within(field.path, place)).count();
            assert_eq!(n, 1, "{}: has {n} places on the page, and needs one", field.path);
        }
    }

    #[test]
    fn a_field_is_shown_by_its_section() {
        for (path, section) in [
            ("rate_card.outcomes[3].price_changes[0].price", Some(Section::Card)),
            ("rate_card.outcomes", Some(Section::Card)),
            ("rate_card.returners", Some(Section::Card)),
            ("cohort.segments[1].share", Some(Section::People)),
            ("currency", Some(Section::Contract)),
            ("contract.payers", Some(Section::Contract)),
            ("investment.commitment", Some(Section::Investment)),
            ("run.sampling", Some(Section::Uncertainty)),
            ("assumptions[0].source", Some(Section::Scenario)),
            ("name", None),
            ("run.seed", None),
        ] {
            assert_eq!(section_of(path), section, "{path}");
        }
    }
}

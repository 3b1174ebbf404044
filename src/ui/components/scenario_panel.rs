//! What belongs to the scenario and moves no simulated figure: what it is, its sources, what really happened, and tests
//! of one's own.

use super::panel::{PanelOf, same_names};
use super::parts::parts;
use crate::session::layout;

pub static SCENARIO: PanelOf = PanelOf {
    draw: |scenario, _| parts(scenario, layout::BESIDE),
    is_alike: |one, other| {
        one.description == other.description
            && one.discount_rate == other.discount_rate
            && one.tests == other.tests
            && one.stresses == other.stresses
            && one.actuals == other.actuals
            && one.assumptions == other.assumptions
            && one.uncertainty.shocks == other.uncertainty.shocks
            && one.contract.start == other.contract.start
            && same_names(one, other)
    },
};

//! On what terms investors fund delivery.

use super::panel::PanelOf;
use super::parts::parts;
use crate::session::layout;

pub static INVESTMENT: PanelOf = PanelOf {
    draw: |scenario, _| parts(scenario, layout::INVESTMENT),
    is_alike: |one, other| {
        one.investment == other.investment && one.contract.start == other.contract.start
    },
};

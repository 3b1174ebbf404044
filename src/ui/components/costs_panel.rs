//! What delivery costs.

use super::panel::PanelOf;
use super::parts::parts;
use crate::session::layout;

pub static COSTS: PanelOf = PanelOf {
    draw: |scenario, _| parts(scenario, layout::COSTS),
    is_alike: |one, other| one.costs == other.costs,
};

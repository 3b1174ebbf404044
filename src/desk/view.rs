//! A view of the results, drawn.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::charts::Basis;
use crate::engine::Summary;
use crate::format;
use crate::model::Scenario;
use crate::session::View;
use crate::share::{Document, open_unfinished};
use crate::views::{Block, Frame, blocks};

/// What there is to show: the figures of a run, and the scenario that it ran.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Shown {
    /// As a document.
    pub scenario: String,
    pub summary: Summary,
}

/// Which view, of what, and how its pictures are drawn.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ViewQuestion {
    pub view: View,
    pub frame: Frame,
    pub shown: Shown,
}

impl Shown {
    /// None where the scenario holds a number that cannot be written, which no run comes to.
    pub fn new(scenario: &Scenario, summary: &Summary) -> Option<Shown> {
        let scenario = Document::new(scenario).pretty().ok()?;
        Some(Shown { scenario, summary: summary.clone() })
    }

    /// None where the document is none, which the page does not send.
    pub(super) fn basis(self) -> Option<Basis> {
        let scenario = open_unfinished(&self.scenario).ok()?.scenario;
        format::set_currency(scenario.currency);
        Some(Basis { summary: Rc::new(self.summary), scenario: Rc::new(scenario) })
    }
}

impl ViewQuestion {
    /// What the view shows.
    pub fn answer(self) -> Option<Vec<Block>> {
        Some(blocks(self.view, &self.shown.basis()?, self.frame))
    }
}

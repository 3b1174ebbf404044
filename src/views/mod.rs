//! The views of the results beyond the first, as blocks of sentences, exhibits and tables that any page can show.

mod block;
mod capital;
mod checks;

pub use block::{Block, ExhibitBlock, Sentences, Verdicts};

use crate::charts::{Basis, Exhibit, Look};
use crate::findings::incentives::reward_sentences;
use crate::findings::losses::what_loses_money;
use crate::findings::payers::payers_sentences;
use crate::findings::returns::returns_sentences;
use crate::session::View;

/// How pictures are drawn for a view: so many CSS pixels wide, and in which look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Frame {
    pub width: u32,
    pub look: Look,
}

/// What a view shows; nothing where the page shows all of it by itself.
pub fn blocks(view: View, basis: &Basis, frame: Frame) -> Vec<Block> {
    let exhibits = |ids: &[&str]| -> Vec<Block> {
        let exhibits = ids.iter().filter_map(|id| basis.exhibit(id));
        exhibits.filter_map(|exhibit| drawn(&exhibit, frame)).collect()
    };
    let summary = &basis.summary;
    match view {
        View::Overview | View::Value | View::Journeys => Vec::new(),
        View::Payments => exhibits(&["waterfall", "losing", "quarters"]),
        View::Capital => {
            let mut blocks = exhibits(&["need"]);
            let loses = what_loses_money(summary);
            let returns = loses.into_iter().chain(returns_sentences(&summary.capital));
            blocks.push(Block::sentences("returns", "What comes back", returns.collect()));
            blocks.push(Block::Table(capital::spreads(summary)));
            blocks
        }
        View::Outcomes => exhibits(&["outcomes", "targets", "ladder", "caseload"]),
        View::Payers => {
            vec![Block::sentences("limits", "Payers’ own limits", payers_sentences(summary))]
        }
        View::Checks => checks::blocks(basis),
        View::Incentives => {
            let mut blocks = exhibits(&["incentives"]);
            let rewards = reward_sentences(&basis.scenario, summary);
            blocks.push(Block::sentences("rewards", "What else the card rewards", rewards));
            blocks
        }
    }
}

/// An exhibit as a block; none where its picture cannot be drawn, which no picture comes to.
fn drawn(exhibit: &Exhibit, frame: Frame) -> Option<Block> {
    let size = (frame.width, exhibit.picture.height(frame.width));
    let svg = exhibit.svg(size, &frame.look.theme()).ok()?;
    Some(Block::Exhibit(Box::new(ExhibitBlock {
        id: exhibit.id.to_owned(),
        heading: exhibit.heading.to_owned(),
        title: exhibit.title.clone(),
        sentence: exhibit.sentence.clone(),
        size,
        svg,
        table: exhibit.table.make(),
    })))
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::engine::{PreparedScenario, run};
    use crate::share::PRESETS;

    #[test]
    fn every_view_of_every_preset_has_pictures_with_the_figures_of_their_tables() {
        let frame = Frame { width: 640, look: Look::Light };
        for preset in PRESETS {
            let mut scenario = preset.open().unwrap().scenario;
            scenario.run.trials = 64;
            let summary = Rc::new(run(&PreparedScenario::new(&scenario).unwrap()));
            let basis = Basis { summary, scenario: Rc::new(scenario) };
            for view in View::ALL {
                for block in blocks(view, &basis, frame) {
                    match block {
                        Block::Exhibit(exhibit) => {
                            assert!(exhibit.svg.contains("<title>"), "{}", exhibit.id);
                            assert!(!exhibit.svg.contains("NaN"), "{}", exhibit.id);
                            assert!(!exhibit.title.ends_with('.'), "{}", exhibit.title);
                            assert!(exhibit.sentence.ends_with('.'), "{}", exhibit.sentence);
                            assert!(!exhibit.table.rows.is_empty(), "{}", exhibit.id);
                        }
                        Block::Sentences(Sentences { sentences, .. }) => {
                            assert!(sentences.iter().all(|words| words.ends_with('.')));
                        }
                        Block::Verdicts(Verdicts { statements, .. }) => {
                            assert!(statements.iter().all(|(holds, _)| *holds != Some(false)));
                        }
                        Block::Table(table) => {
                            let width = table.columns.len();
                            assert!(table.rows.iter().all(|row| row.len() == width));
                        }
                    }
                }
            }
        }
    }
}

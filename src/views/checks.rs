//! Whether this run keeps the rules of the model, and how sure its figures are.

use super::block::{Block, Verdicts};
use crate::analysis::checks::{Outcome, checks};
use crate::charts::Basis;
use crate::findings::amounts::median_error;
use crate::findings::chances::chance_error;
use crate::findings::checks::{check_sentences, rule_sentence, rules_title};

/// The checks, then how sure the figures are.
pub(super) fn blocks(basis: &Basis) -> Vec<Block> {
    let summary = &basis.summary;
    let mut blocks = Vec::new();
    if let Ok((n_futures, checks)) = checks(&basis.scenario, summary) {
        let statements = checks.iter().map(|check| {
            let holds = match check.outcome {
                Outcome::Holds => Some(true),
                Outcome::Fails => Some(false),
                Outcome::Unknown => None,
            };
            (holds, rule_sentence(check, n_futures))
        });
        blocks.push(Block::Verdicts(Verdicts {
            id: "rules".to_owned(),
            heading: rules_title(&checks),
            statements: statements.collect(),
        }));
    }
    let about = |what: &str, words: String| {
        format!("{what}: {}", words.trim_start_matches("Simulation error: "))
    };
    let mut sure = check_sentences(summary);
    if summary.cap.amount.is_some() {
        sure.push(about("Chance of the cap", chance_error(summary.cap.probability)));
    }
    sure.push(about("What is paid", median_error(&summary.paid)));
    sure.push(about("What is earned", median_error(&summary.earned)));
    sure.push(about("Investors’ money at its deepest", median_error(&summary.capital.peak)));
    blocks.push(Block::sentences("sureness", "How sure these figures are", sure));
    blocks
}

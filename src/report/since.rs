//! The report's fields on how figures differ from those of another scenario.

use serde::Serialize;

use super::spreads::{Amount, Number};
use crate::engine::summary;

/// How the figures differ from those of another scenario, future by future on the same dice: these less those.
///
/// What both futures share falls out of a difference, so it is far surer than either figure. The median of a difference
/// is not the difference of medians.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Since {
    /// Name of the other scenario.
    pub scenario: String,
    /// Futures that were compared.
    pub trials: u32,
    /// Whether each future has the very same people and achievements in both, so that only money differs. False where
    /// who comes or what they achieve was changed, and where delivery stops at the cap in either: then people may depend
    /// on money.
    pub same_people: bool,
    pub earned: AmountChange,
    pub paid: AmountChange,
    pub unpaid: AmountChange,
    pub cap: CapChange,
    pub capital: CapitalChange,
    pub costs: AmountChange,
    /// What the investors' fund takes.
    pub fees: AmountChange,
}

/// What an amount is more than in the other scenario, over all futures, in pounds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct AmountChange {
    #[serde(flatten)]
    pub amount: Amount,
    /// Share of the futures in which it is less.
    pub probability_less: f64,
    /// Share of the futures in which it is more.
    pub probability_more: f64,
}

/// How often something happens in the other scenario and in this one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct ProbabilityChange {
    /// Share of the futures in the other scenario.
    pub before: f64,
    /// Share of the futures in this one.
    pub after: f64,
    /// `after` less `before`.
    pub difference: f64,
    /// Standard error of the difference; null: too few futures to say.
    pub difference_error: Option<f64>,
    /// Share of the futures in which it happens here and not there.
    pub gained: f64,
    /// Share of the futures in which it happens there and not here.
    pub lost: f64,
}

/// The contract cap.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct CapChange {
    /// That it is reached.
    pub probability: ProbabilityChange,
    /// Earned in or after the claim period in which it is reached, and not paid.
    pub unpaid_after: AmountChange,
}

/// The investors' side.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct CapitalChange {
    /// Highest exposure.
    pub peak: AmountChange,
    pub probability_over_minimum: ProbabilityChange,
    pub probability_over_maximum: ProbabilityChange,
    pub drawn: AmountChange,
    pub distributed: AmountChange,
    /// Highest unfunded need.
    pub unfunded: AmountChange,
    pub probability_of_unfunded: ProbabilityChange,
    pub probability_of_unfunded_after_return: ProbabilityChange,
    /// Annual effective rate of return, over the futures that use capital in both; null where none does, and where one
    /// of them has no rate.
    pub irr: Option<Number>,
    /// Profit divided by pound-years of exposure, over the futures that use capital in both.
    pub return_on_capital: Option<Number>,
    pub loss: AmountChange,
    pub probability_of_loss: ProbabilityChange,
}

impl Since {
    /// The change from the scenario with this name.
    pub fn new(scenario_name: &str, change: &summary::Change) -> Since {
        Since {
            scenario: scenario_name.to_owned(),
            trials: change.trials,
            same_people: change.has_same_people,
            earned: change.earned.into(),
            paid: change.paid.into(),
            unpaid: change.unpaid.into(),
            cap: CapChange {
                probability: change.cap_reached.into(),
                unpaid_after: change.unpaid_after.into(),
            },
            capital: CapitalChange {
                peak: change.peak.into(),
                probability_over_minimum: change.over_least.into(),
                probability_over_maximum: change.over_most.into(),
                drawn: change.drawn.into(),
                distributed: change.distributed.into(),
                unfunded: change.unfunded.into(),
                probability_of_unfunded: change.unfunded_chance.into(),
                probability_of_unfunded_after_return: change.unfunded_after_return.into(),
                irr: change.irr.map(Into::into),
                return_on_capital: change.return_on_capital.map(Into::into),
                loss: change.loss.into(),
                probability_of_loss: change.loss_chance.into(),
            },
            costs: change.costs.into(),
            fees: change.fees.into(),
        }
    }
}

impl From<summary::Difference> for AmountChange {
    fn from(difference: summary::Difference) -> AmountChange {
        let summary::Difference { amount, less, more } = difference;
        AmountChange {
            amount: amount.into(),
            probability_less: less.probability,
            probability_more: more.probability,
        }
    }
}

impl From<summary::ChanceChange> for ProbabilityChange {
    fn from(change: summary::ChanceChange) -> ProbabilityChange {
        ProbabilityChange {
            before: change.before.probability,
            after: change.after.probability,
            difference: change.difference(),
            difference_error: change.error,
            gained: change.gained.probability,
            lost: change.lost.probability,
        }
    }
}

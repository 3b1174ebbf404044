//! The one list of the figures of a future: their names, their units, and where each is read from a finished trial.
//!
//! A new figure is one row. Files of futures, and whoever compares futures, choose from the list by it.

use crate::engine::money::account::Account;
use crate::engine::plan::caps::CapKind;
use crate::engine::plan::pence::to_pence;

use super::counts::CountFormat;

/// What is known of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FigureInfo {
    pub figure: Figure,
    /// As in files of futures.
    pub name: &'static str,
    pub unit: Unit,
    /// Whether files of futures show it; the others serve the summary alone.
    pub is_published: bool,
}

/// What the whole number in a figure's column stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Pence.
    Money,
    /// People, whole ones or fractions (see `CountFormat`).
    Count,
    /// A month of the contract from 0; -1 where there is none.
    Month,
    /// A claim period from 0; -1 where there is none.
    ClaimPeriod,
    /// The bits of a float, which is not a number where there is none.
    Number,
}

/// A finished trial, as figures are read from it.
pub(super) struct Finished<'t> {
    pub(super) own: &'t Account,
    /// The trial's twin, which has the same unknowns and other luck; the trial itself where it has none.
    pub(super) twin: &'t Account,
    pub(super) lines: LineTotals,
    pub(super) counts: CountFormat,
}

/// What is added up over all lines of a trial but steps on the way, achievements within the contract alone.
#[derive(Default)]
pub(super) struct LineTotals {
    pub(super) achieved: f64,
    /// Of lasting outcomes.
    pub(super) lasting: f64,
    /// Pence.
    pub(super) deadweight: f64,
    /// Pence.
    pub(super) public_value: f64,
}

const PUBLISHED: bool = true;
const INTERNAL: bool = false;

macro_rules! figures {
    ($($(#[doc = $doc:expr])* $figure:ident, $name:literal, $unit:ident, $published:ident, $read:expr;)*) => {
        /// A figure of one future; as a number, its place among the columns.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(usize)]
        pub enum Figure {
            $($(#[doc = $doc])* $figure,)*
        }

        /// All figures, in the order of [`Figure`].
        pub const FIGURES: &[FigureInfo] = &[$(FigureInfo {
            figure: Figure::$figure,
            name: $name,
            unit: Unit::$unit,
            is_published: $published,
        },)*];

        /// Hands over every figure of a trial.
        #[inline]
        pub(super) fn read_all(trial: &Finished<'_>, mut put: impl FnMut(Figure, i64)) {
            $(put(Figure::$figure, read(trial, $read));)*
        }
    };
}

figures! {
    /// Claims times prices, with grants and fees, before caps.
    Earned, "earned", Money, PUBLISHED, |trial| trial.own.settlement.earned;
    Paid, "paid", Money, PUBLISHED, |trial| trial.own.settlement.paid;
    /// Payments at the month of cash, discounted to the contract's first month.
    PresentValue, "present_value", Money, PUBLISHED, |trial| trial.own.ledger.present_value;
    /// What each cap took, in the order of [`CapKind::ALL`]; with what is paid it makes what is earned, to the penny.
    UnpaidPerson, "unpaid_person", Money, PUBLISHED, |trial| unpaid(trial, CapKind::Person);
    UnpaidLine, "unpaid_line", Money, PUBLISHED, |trial| unpaid(trial, CapKind::Line);
    UnpaidGroup, "unpaid_group", Money, PUBLISHED, |trial| unpaid(trial, CapKind::Group);
    UnpaidYear, "unpaid_year", Money, PUBLISHED, |trial| unpaid(trial, CapKind::Year);
    UnpaidPayer, "unpaid_payer", Money, PUBLISHED, |trial| unpaid(trial, CapKind::Payer);
    UnpaidContract, "unpaid_contract", Money, PUBLISHED, |trial| unpaid(trial, CapKind::Contract);
    /// The claim period in which the contract cap is reached.
    CapReached, "cap_month", ClaimPeriod, PUBLISHED, |trial| place(trial.own.settlement.reached);
    /// Earned in or after that period and not paid.
    UnpaidAfter, "cap_unpaid_after", Money, PUBLISHED, |trial| trial.own.settlement.unpaid_after;
    /// Highest exposure: drawn less capital returned.
    Peak, "peak", Money, PUBLISHED, |trial| trial.own.ledger.peak;
    /// Absent where no capital is used.
    PeakMonth, "peak_month", Month, PUBLISHED, |trial| {
        place((trial.own.ledger.peak > 0).then_some(trial.own.ledger.peak_month))
    };
    /// Highest exposure and unfunded need together.
    PeakNeed, "peak_need", Money, PUBLISHED, |trial| trial.own.ledger.peak_need;
    /// Highest unfunded need.
    PeakUnfunded, "unfunded", Money, PUBLISHED, |trial| trial.own.ledger.peak_unfunded;
    /// The first month that ends with unfunded need; absent where all need is met.
    FirstUnfunded, "unfunded_month", Month, PUBLISHED, |trial| place(trial.own.ledger.first_unfunded);
    /// Highest unfunded need that comes after money was distributed.
    UnfundedAfterReturn, "unfunded_after_return", Money, PUBLISHED, |trial| {
        trial.own.ledger.unfunded_after_return
    };
    Drawn, "drawn", Money, PUBLISHED, |trial| trial.own.ledger.drawn;
    /// Cash to investors: capital, preferred return and surplus.
    Distributed, "distributed", Money, PUBLISHED, |trial| trial.own.ledger.distributed;
    /// Drawn less distributed, where positive.
    Loss, "loss", Money, PUBLISHED, |trial| trial.own.ledger.loss();
    /// The month after which no capital is out; absent where not all that was drawn comes back.
    Payback, "payback", Month, PUBLISHED, |trial| place(trial.own.ledger.payback);
    /// Annual effective rate of return; absent where no capital is used, or its flows have no rate.
    Irr, "irr", Number, PUBLISHED, |trial| number(trial.own.ledger.irr());
    /// Distributed divided by drawn; absent where no capital is used.
    Multiple, "multiple", Number, PUBLISHED, |trial| number(trial.own.ledger.multiple());
    /// Exposure added up over time: a pound that is out for a year is one pound-year.
    ExposureYears, "exposure_years", Money, PUBLISHED, |trial| {
        to_pence(trial.own.ledger.exposure_months as f64 / 12.0)
    };
    /// Distributed less drawn, a year and for each pound that is out; absent where no capital is out.
    ReturnOnCapital, "return_on_capital", Number, PUBLISHED, |trial| {
        number(trial.own.ledger.return_on_capital())
    };
    /// Capital and preferred return that are still owed at the end.
    Owed, "owed", Money, PUBLISHED, |trial| trial.own.ledger.owed;
    /// All delivery costs.
    Costs, "costs", Money, PUBLISHED, |trial| trial.own.ledger.costs;
    /// Unfunded need at the end: bills that are never paid.
    UnfundedAtEnd, "unfunded_at_end", Money, PUBLISHED, |trial| trial.own.ledger.unfunded;
    /// Surplus to the provider and the commissioner.
    ToOthers, "to_others", Money, PUBLISHED, |trial| trial.own.ledger.to_others;
    /// What the fund takes.
    Fees, "fees", Money, PUBLISHED, |trial| trial.own.ledger.fees;
    Referrals, "referrals", Count, PUBLISHED, |trial| trial.counts.write(trial.own.headcount.referrals);
    /// People who started at least once.
    Starts, "starts", Count, PUBLISHED, |trial| trial.counts.write(trial.own.headcount.started);
    /// Highest number in support in one month.
    PeakCaseload, "caseload_peak", Count, PUBLISHED, |trial| {
        trial.counts.write(trial.own.headcount.peak_caseload)
    };
    /// Achievements within the contract, and those of lasting outcomes among them.
    Achieved, "achieved", Count, INTERNAL, |trial| trial.counts.write(trial.lines.achieved);
    Lasting, "lasting", Count, INTERNAL, |trial| trial.counts.write(trial.lines.lasting);
    /// Paid for what would have happened anyway.
    Deadweight, "deadweight", Money, INTERNAL, |trial| to_pence(trial.lines.deadweight);
    /// Pence of public value, not rounded.
    PublicValue, "public_value", Number, INTERNAL, |trial| number(Some(trial.lines.public_value));
    /// The claim period in which each cap first took something, in the order of [`CapKind::ALL`].
    FirstPerson, "first_person", ClaimPeriod, INTERNAL, |trial| first(trial, CapKind::Person);
    FirstLine, "first_line", ClaimPeriod, INTERNAL, |trial| first(trial, CapKind::Line);
    FirstGroup, "first_group", ClaimPeriod, INTERNAL, |trial| first(trial, CapKind::Group);
    FirstYear, "first_year", ClaimPeriod, INTERNAL, |trial| first(trial, CapKind::Year);
    FirstPayer, "first_payer", ClaimPeriod, INTERNAL, |trial| first(trial, CapKind::Payer);
    FirstContract, "first_contract", ClaimPeriod, INTERNAL, |trial| first(trial, CapKind::Contract);
    TwinEarned, "twin_earned", Money, INTERNAL, |trial| trial.twin.settlement.earned;
    TwinPaid, "twin_paid", Money, INTERNAL, |trial| trial.twin.settlement.paid;
    TwinPeak, "twin_peak", Money, INTERNAL, |trial| trial.twin.ledger.peak;
}

/// The figures that files of futures show, in their order.
pub fn published_figures() -> impl Iterator<Item = &'static FigureInfo> {
    FIGURES.iter().filter(|figure| figure.is_published)
}

#[inline]
fn read(trial: &Finished<'_>, figure: impl FnOnce(&Finished<'_>) -> i64) -> i64 {
    figure(trial)
}

fn unpaid(trial: &Finished<'_>, cap: CapKind) -> i64 {
    trial.own.settlement.unpaid[cap as usize]
}

fn first(trial: &Finished<'_>, cap: CapKind) -> i64 {
    place(trial.own.settlement.first_bite[cap as usize])
}

/// A month or claim period as a column holds it.
fn place(place: Option<usize>) -> i64 {
    place.map_or(-1, |place| i64::try_from(place).unwrap_or(i64::MAX))
}

/// A number that is not whole as a column holds it.
fn number(number: Option<f64>) -> i64 {
    number.unwrap_or(f64::NAN).to_bits().cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_has_a_name_of_its_own_and_caps_follow_their_order() {
        for (index, info) in FIGURES.iter().enumerate() {
            assert_eq!(info.figure as usize, index);
            assert!(FIGURES[..index].iter().all(|other| other.name != info.name), "{}", info.name);
        }
        for (index, cap) in CapKind::ALL.into_iter().enumerate() {
            let name = format!("{cap:?}").to_lowercase();
            let of = |first: Figure| FIGURES[first as usize + index].name.to_owned();
            assert_eq!(of(Figure::UnpaidPerson), format!("unpaid_{name}"));
            assert_eq!(of(Figure::FirstPerson), format!("first_{name}"));
        }
    }
}

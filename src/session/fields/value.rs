//! Values of fields, and how they go into a scenario and come out of it.

use crate::format;
use crate::model::{
    AfterCap, AnnualRate, Arrivals, CalendarMonth, Case, ClaimPeriod, Counted, Currency, Estimate,
    ExhaustedPayer, Factor, Money, Probability, Quality, Quantity, ReturnerClaims, Sampling,
    Sharing, TestLimit, TestedFigure, UnspentAllowance, YearExcess, YearKind,
};
use crate::session::estimates::{moved_chance, moved_factor};

/// The value of any field. What may be left out is absent where it is.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldValue {
    Money(Option<Money>),
    /// A known chance or share.
    Share(Option<Probability>),
    /// A chance that we may be unsure of.
    Chance(Estimate<Probability>),
    /// A known factor.
    Factor(Factor),
    /// A factor that we may be unsure of.
    UnsureFactor(Estimate<Factor>),
    Rate(Option<AnnualRate>),
    Quantity(Option<Quantity>),
    /// A whole number: a count, months, or hundredths of a percent.
    Whole(Option<u32>),
    Month(Option<CalendarMonth>),
    Currency(Currency),
    /// Which of the field's choices stands, counted from 0.
    Choice(usize),
    Switch(bool),
    Text(Option<String>),
    /// Names of other things, in their order.
    Names(Vec<String>),
}

impl FieldValue {
    /// What the field holds once someone has typed `typed` into it: in an estimate it is the central reading, and
    /// low and high go along, unless they are others than those that the scenario was `opened` with.
    pub fn with_typed(&self, typed: FieldValue, opened: Option<&FieldValue>) -> FieldValue {
        match (self, typed) {
            (FieldValue::Chance(now), FieldValue::Share(Some(central))) => {
                let opened = match opened {
                    Some(FieldValue::Chance(opened)) => opened,
                    _ => now,
                };
                FieldValue::Chance(moved_chance(*now, *opened, central))
            }
            (FieldValue::UnsureFactor(now), FieldValue::Factor(central)) => {
                let opened = match opened {
                    Some(FieldValue::UnsureFactor(opened)) => opened,
                    _ => now,
                };
                FieldValue::UnsureFactor(moved_factor(*now, *opened, central))
            }
            (_, typed) => typed,
        }
    }

    /// What a person should know who typed a value that leaves no room for low and high.
    pub fn lost_readings(&self, typed: &FieldValue) -> Option<String> {
        match (self, typed) {
            (FieldValue::Chance(before), FieldValue::Chance(after))
                if !before.is_known() && after.is_known() =>
            {
                let is_certain = [0.0, 1.0].contains(&after.central.get());
                let now = if is_certain { "is certain now" } else { "leaves no room now" };
                Some(format!(
                    "{now}, without its low of {} and high of {}: undo brings these back",
                    format::percent(before.low.get()),
                    format::percent(before.high.get())
                ))
            }
            _ => None,
        }
    }

    /// One reading of an estimate; of everything else, the value itself.
    pub(super) fn reading(self, case: Case) -> FieldValue {
        match self {
            FieldValue::Chance(all) => FieldValue::Share(Some(all.reading(case))),
            FieldValue::UnsureFactor(all) => FieldValue::Factor(all.reading(case)),
            other => other,
        }
    }

    /// An estimate with one reading set and the others as they are. `None` if there is no such reading.
    pub(super) fn with_reading(self, case: Case, reading: FieldValue) -> Option<FieldValue> {
        fn set<T>(all: &mut Estimate<T>, case: Case, reading: T) {
            match case {
                Case::Low => all.low = reading,
                Case::Central => all.central = reading,
                Case::High => all.high = reading,
            }
        }
        match (self, reading) {
            (FieldValue::Chance(mut all), FieldValue::Share(Some(chance))) => {
                set(&mut all, case, chance);
                Some(FieldValue::Chance(all))
            }
            (FieldValue::UnsureFactor(mut all), FieldValue::Factor(factor)) => {
                set(&mut all, case, factor);
                Some(FieldValue::UnsureFactor(all))
            }
            _ => None,
        }
    }
}

/// Where a scenario keeps the value of a field.
pub(super) trait FieldPlace {
    fn value(&self) -> FieldValue;

    /// Takes a value; says whether it was of this field's kind.
    fn put(&mut self, value: FieldValue) -> bool;
}

/// Implements the trait for a type that one kind of value holds as it is.
macro_rules! held_as_it_is {
    ($($type:ty, $kind:ident;)*) => { $(
        impl FieldPlace for $type {
            fn value(&self) -> FieldValue {
                FieldValue::$kind(self.clone())
            }

            fn put(&mut self, value: FieldValue) -> bool {
                let FieldValue::$kind(value) = value else { return false };
                *self = value;
                true
            }
        }
    )* };
}

held_as_it_is! {
    Option<Money>, Money;
    Option<Probability>, Share;
    Estimate<Probability>, Chance;
    Factor, Factor;
    Estimate<Factor>, UnsureFactor;
    Option<AnnualRate>, Rate;
    Option<Quantity>, Quantity;
    Option<u32>, Whole;
    Option<CalendarMonth>, Month;
    Currency, Currency;
    bool, Switch;
    Option<String>, Text;
    Vec<String>, Names;
}

/// Implements the trait for a type that cannot be left out, but whose kind of value can.
macro_rules! never_absent {
    ($($type:ty, $kind:ident;)*) => { $(
        impl FieldPlace for $type {
            fn value(&self) -> FieldValue {
                FieldValue::$kind(Some(self.clone()))
            }

            fn put(&mut self, value: FieldValue) -> bool {
                let FieldValue::$kind(Some(value)) = value else { return false };
                *self = value;
                true
            }
        }
    )* };
}

never_absent! {
    Money, Money;
    Probability, Share;
    AnnualRate, Rate;
    Quantity, Quantity;
    u32, Whole;
    CalendarMonth, Month;
    String, Text;
}

impl FieldPlace for u16 {
    fn value(&self) -> FieldValue {
        FieldValue::Whole(Some(u32::from(*self)))
    }

    fn put(&mut self, value: FieldValue) -> bool {
        let FieldValue::Whole(Some(number)) = value else { return false };
        let Ok(number) = u16::try_from(number) else { return false };
        *self = number;
        true
    }
}

impl FieldPlace for Option<u16> {
    fn value(&self) -> FieldValue {
        FieldValue::Whole(self.map(u32::from))
    }

    fn put(&mut self, value: FieldValue) -> bool {
        let FieldValue::Whole(number) = value else { return false };
        let Ok(number) = number.map(u16::try_from).transpose() else { return false };
        *self = number;
        true
    }
}

/// Implements the trait for choices, in the order in which the table of fields words them.
macro_rules! choices {
    ($($type:ident: $($choice:ident),*;)*) => { $(
        impl FieldPlace for $type {
            fn value(&self) -> FieldValue {
                const ALL: &[$type] = &[$($type::$choice),*];
                FieldValue::Choice(ALL.iter().position(|choice| choice == self).unwrap_or(0))
            }

            fn put(&mut self, value: FieldValue) -> bool {
                const ALL: &[$type] = &[$($type::$choice),*];
                let FieldValue::Choice(index) = value else { return false };
                let Some(choice) = ALL.get(index) else { return false };
                *self = *choice;
                true
            }
        }
    )* };
}

choices! {
    AfterCap: KeepDelivering, StopStarts, Stop;
    Arrivals: Random, AsPlanned;
    ClaimPeriod: Month, Quarter;
    Counted: Achievements, AcceptedClaims;
    ExhaustedPayer: Unpaid, OthersPay;
    Quality: Verified, Mirrored, Derived, Fitted, Illustrative;
    ReturnerClaims: OncePerPerson, OncePerJourney;
    Sampling: Even, Independent;
    Sharing: ProRata, ByDate, Priority;
    TestLimit: AtLeast, AtMost;
    TestedFigure: Earned, Paid, PaidInYear, Unpaid, CapReached, PeakCapital, PeakNeed, Unfunded, CapitalBack, Loss,
        Multiple, RateOfReturn;
    UnspentAllowance: Lost, Carried;
    YearExcess: Lost, Carried;
    YearKind: Contract, Financial;
}

/// A quality that may be left out, which is the first choice.
impl FieldPlace for Option<Quality> {
    fn value(&self) -> FieldValue {
        match self.map(|quality| quality.value()) {
            Some(FieldValue::Choice(index)) => FieldValue::Choice(index + 1),
            _ => FieldValue::Choice(0),
        }
    }

    fn put(&mut self, value: FieldValue) -> bool {
        let FieldValue::Choice(index) = value else { return false };
        let Some(index) = index.checked_sub(1) else {
            *self = None;
            return true;
        };
        let mut quality = Quality::Illustrative;
        let is_taken = quality.put(FieldValue::Choice(index));
        if is_taken {
            *self = Some(quality);
        }
        is_taken
    }
}

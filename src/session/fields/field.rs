//! One row of the table of fields, and the macros that fill it.

use super::value::FieldPlace;
use crate::model::Scenario;

/// A field of the format: what it is called, how it is written, and where a scenario keeps it.
#[derive(Clone, Copy)]
pub struct Field {
    /// Its path in generic form, such as `rate_card.outcomes.price`.
    pub path: &'static str,
    /// Within a sentence, such as "price" in "price of 6 months in accommodation".
    pub name: &'static str,
    /// Over a column, or in a list of terms, where it is not simply the name.
    pub heading: &'static str,
    /// At its editor, with its unit; `{}` stands for the list entry that the field belongs to, a second one for the
    /// number of the value in its list, and £ for the sign of the scenario's currency. Empty: the page does not edit
    /// it.
    pub label: &'static str,
    /// Over the editors of its parts: the readings of an estimate, or the fields of a group.
    pub legend: &'static str,
    /// Under the label, and for a switch to screen readers only; `{}` stands for the calendar month of a month, and
    /// otherwise as in the label.
    pub hint: &'static str,
    pub unit: Unit,
    /// It may be left empty.
    pub is_optional: bool,
    /// What a document means that leaves the field out, where that is a value.
    left_out: &'static str,
    /// What can be chosen, in the order of its type; empty where the page does not offer the choice.
    pub choices: &'static [&'static str],
    pub shape: Shape,
    /// A text of several lines.
    pub is_long: bool,
    /// It takes what was typed when it is left, since a half-typed text would move the field itself.
    pub is_taken_when_left: bool,
    /// The text names something else of the scenario.
    pub refers_to: Option<Reference>,
    pub(super) place: Option<PlaceIn>,
    pub(super) place_mut: Option<PlaceInMut>,
}

/// Finds the field in a scenario, in the list entries with these numbers.
pub(super) type PlaceIn = for<'s> fn(&'s Scenario, &[usize]) -> Option<&'s dyn FieldPlace>;
/// The same, to change it.
pub(super) type PlaceInMut =
    for<'s> fn(&'s mut Scenario, &[usize]) -> Option<&'s mut dyn FieldPlace>;

/// How many of it there may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// There is always one.
    One,
    /// A group that may be absent.
    MayBeAbsent,
    /// Any number of groups.
    List {
        /// What one is called, such as "grant".
        entry: &'static str,
    },
    /// Any number of names of something else, as one value.
    Names(Reference),
    /// A value for each of something, such as each year.
    ForEach {
        /// What they are counted by, such as "year"; empty where their number follows from another list.
        counted: &'static str,
    },
}

/// What a text can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    /// A line of the rate card, by its id.
    Line,
    /// A segment, by its id.
    Segment,
    /// A line by its id, or all lines of a domain by the domain's name.
    Place,
    /// A group of lines with a cap, by its name.
    CapGroup,
    /// A shock, by its name.
    Shock,
}

/// How a field's value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// An amount in the scenario's currency.
    Pounds,
    /// A chance or share from 0 to 1, as a percentage.
    Share,
    /// A yearly rate, as a percentage.
    Rate,
    BasisPoints,
    Factor,
    /// A number that may be fractional.
    Quantity,
    Count,
    /// A number that is a name and no amount: typed and shown without commas.
    NumberName,
    /// A month counted from the contract's first.
    MonthNumber,
    /// A length of time in months.
    Months,
    /// A length of time in weeks.
    Weeks,
    CalendarMonth,
    /// The code of a currency.
    Currency,
    Choice,
    Switch,
    Text,
    /// Any number of names of something else.
    Names,
    /// A group of fields or a list, which has no text of its own.
    Group,
}

impl Field {
    /// A group of fields; what else there is to say about a field follows with the functions below.
    pub(super) const fn group(path: &'static str, name: &'static str) -> Field {
        Field {
            path,
            name,
            heading: "",
            label: "",
            legend: "",
            hint: "",
            unit: Unit::Group,
            is_optional: false,
            left_out: "",
            choices: &[],
            shape: Shape::One,
            is_long: false,
            is_taken_when_left: false,
            refers_to: None,
            place: None,
            place_mut: None,
        }
    }

    pub(super) const fn unit(mut self, unit: Unit) -> Field {
        self.unit = unit;
        self
    }

    pub(super) const fn at(mut self, place: PlaceIn, place_mut: PlaceInMut) -> Field {
        self.place = Some(place);
        self.place_mut = Some(place_mut);
        self
    }

    pub(super) const fn label(mut self, label: &'static str) -> Field {
        self.label = label;
        self
    }

    pub(super) const fn legend(mut self, legend: &'static str) -> Field {
        self.legend = legend;
        self
    }

    pub(super) const fn heading(mut self, heading: &'static str) -> Field {
        self.heading = heading;
        self
    }

    pub(super) const fn hint(mut self, hint: &'static str) -> Field {
        self.hint = hint;
        self
    }

    pub(super) const fn optional(mut self) -> Field {
        self.is_optional = true;
        self
    }

    pub(super) const fn left_out_is(mut self, words: &'static str) -> Field {
        self.left_out = words;
        self
    }

    /// What stands for the value in a list of changes where a document leaves the field out.
    pub fn left_out(&self) -> &'static str {
        match (self.left_out, self.unit) {
            ("", Unit::Switch) => "off",
            ("", _) => "none",
            (words, _) => words,
        }
    }

    pub(super) const fn list_of(mut self, entry: &'static str) -> Field {
        self.shape = Shape::List { entry };
        self
    }

    pub(super) const fn taken_when_left(mut self) -> Field {
        self.is_taken_when_left = true;
        self
    }

    pub(super) const fn long(mut self) -> Field {
        self.is_long = true;
        self
    }

    pub(super) const fn absent_or_there(mut self) -> Field {
        self.shape = Shape::MayBeAbsent;
        self
    }

    pub(super) const fn names_of(mut self, reference: Reference) -> Field {
        self.shape = Shape::Names(reference);
        self
    }

    pub(super) const fn one_for_each(mut self, counted: &'static str) -> Field {
        self.shape = Shape::ForEach { counted };
        self
    }

    pub(super) const fn refers_to(mut self, reference: Reference) -> Field {
        self.refers_to = Some(reference);
        self
    }

    pub(super) const fn choices(mut self, choices: &'static [&'static str]) -> Field {
        self.choices = choices;
        self
    }
}

/// A row for a value: `field!(Pounds, "price", rate_card.outcomes[0].price)`.
///
/// The last part is the field's place in a scenario. `[0]` is the entry of the outermost list, `[1]` of the list
/// within it; a `?` follows a group that may be absent. Path, reading and writing all follow from it.
macro_rules! field {
    ($unit:ident, $name:literal, $($place:tt)+) => {{
        fn place<'s>(
            scenario: &'s $crate::model::Scenario,
            at: &[usize],
        ) -> Option<&'s dyn $crate::session::fields::value::FieldPlace> {
            let _ = at;
            Some($crate::session::fields::field::place!(shared scenario, at; . $($place)+))
        }
        fn place_mut<'s>(
            scenario: &'s mut $crate::model::Scenario,
            at: &[usize],
        ) -> Option<&'s mut dyn $crate::session::fields::value::FieldPlace> {
            let _ = at;
            Some($crate::session::fields::field::place!(exclusive scenario, at; . $($place)+))
        }
        $crate::session::fields::field::group!($name, $($place)+)
            .unit($crate::session::fields::field::Unit::$unit)
            .at(place, place_mut)
    }};
}

/// A row for a group of fields or a list: `group!("later prices", rate_card.outcomes[0].price_changes)`.
macro_rules! group {
    ($name:literal, $first:ident $([$_:literal])? $(?)? $(. $field:ident $([$__:literal])? $(?)?)*) => {
        $crate::session::fields::field::Field::group(
            concat!(stringify!($first) $(, ".", stringify!($field))*),
            $name,
        )
    };
}

/// The reference to a place, one step of it after another.
macro_rules! place {
    (shared $way:expr, $at:ident; . $field:ident [$n:literal] $($rest:tt)*) => {
        $crate::session::fields::field::place!(shared (*$way.$field.get(*$at.get($n)?)?), $at; $($rest)*)
    };
    (shared $way:expr, $at:ident; . $field:ident ? $($rest:tt)*) => {
        $crate::session::fields::field::place!(shared $way.$field.as_ref()?, $at; $($rest)*)
    };
    (shared $way:expr, $at:ident; . $field:ident $($rest:tt)*) => {
        $crate::session::fields::field::place!(shared $way.$field, $at; $($rest)*)
    };
    (shared $way:expr, $at:ident;) => { &$way };
    (exclusive $way:expr, $at:ident; . $field:ident [$n:literal] $($rest:tt)*) => {
        $crate::session::fields::field::place!(exclusive (*$way.$field.get_mut(*$at.get($n)?)?), $at; $($rest)*)
    };
    (exclusive $way:expr, $at:ident; . $field:ident ? $($rest:tt)*) => {
        $crate::session::fields::field::place!(exclusive $way.$field.as_mut()?, $at; $($rest)*)
    };
    (exclusive $way:expr, $at:ident; . $field:ident $($rest:tt)*) => {
        $crate::session::fields::field::place!(exclusive $way.$field, $at; $($rest)*)
    };
    (exclusive $way:expr, $at:ident;) => { &mut $way };
}

pub(super) use {field, group, place};

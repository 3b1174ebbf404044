//! What a run finds, in sentences: one home for the page, the charts and the command line.
//!
//! A summary in, words out. Ranges come first, chances are told both ways, and no figure has more digits than the
//! dice support; [`mod@crate::format`] makes the figures. Where page, charts and report word one thing differently,
//! the variants stand beside each other, and the name of each says whose it is.

mod amounts;
mod capital;
mod caps;
mod chances;
mod checks;
mod headline;
mod months;
mod names;
mod payments;
mod people;
mod since;
mod value;

pub use amounts::{
    between, between_in_report, half_width, in_words, median_error, p10, p50, p90, whole_pounds,
};
pub use capital::{
    capital_in_report, exposure_sentence, irr_sentence, limit_sentence, losses_in_report,
    returns_sentence,
};
pub use caps::{cap_effect_sentence, cap_in_report, cap_month_sentence, unpaid_sentence};
pub use chances::{chance_error, in_100, in_report, other_side};
pub use checks::{check_sentences, checks_in_report};
pub use headline::{Words, answer_in_a_line, cap_statement, exposure_statement, paid_statement};
pub use months::{month_span, typically, when_in_report};
pub use names::{cap_name, case_name};
pub use payments::{paid_in_report, paid_in_words, payments_sentence};
pub use people::people_sentence;
pub use since::{since_in_report, since_opening_sentence};
pub use value::value_sentences;

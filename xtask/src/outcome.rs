//! How a task or a part of one ends.

/// Done, or a sentence that says what is wrong and what would mend it.
pub(crate) type Outcome<T = ()> = Result<T, String>;

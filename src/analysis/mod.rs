//! What takes more than a summary to answer: the engine is asked again, about one group of people, one future or one person.
//! It runs where there is time for it: on the desk behind the page, and in the terminal.

pub mod checks;
pub mod incentives;
pub mod journeys;

//! The five answers that are always in sight: each a question, its figure, where that likely lies, and what an edit
//! changed in it.

use super::amounts::{in_short, in_words, pounds_in_short, short};
use super::capital::uses_no_capital;
use super::chances::in_100;
use super::movement::{Movement, chance_movement, movement};
use super::returns::rate_in_words;
use super::spans::in_most;
use super::unfunded::{mean_in_words, returns_rest_on_it};
use crate::engine::summary::{CapReached, Capital, Chance, ChanceChange, Change, Difference};
use crate::engine::summary::{Range, Spread, Summary};
use crate::format;
use crate::model::Money;

/// One answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// What stands for it in the page's names of elements.
    pub id: &'static str,
    pub question: String,
    /// The figure, in as few letters as it takes.
    pub answer: String,
    /// How often it happens, where the figure is a chance.
    pub chance: Option<Chance>,
    /// Where it likely lies, and what belongs beside it.
    pub notes: Vec<String>,
    /// What has changed in it since the scenario was opened.
    pub change: Option<AnswerChange>,
}

/// What changed in an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerChange {
    pub direction: Direction,
    /// By how much, and in how many futures; the direction says which way.
    pub words: String,
}

/// Which way a figure went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
    Same,
}

/// The answers, for the commissioner first; `change` once something changed and its difference is known.
pub fn answers(summary: &Summary, change: Option<&Change>) -> Vec<Answer> {
    vec![
        cap(&summary.cap, change),
        paid(&summary.paid, (&summary.distribution.paid, summary.trials), change),
        unpaid(summary, change),
        peak(&summary.capital, change),
        returns(&summary.capital, change),
    ]
}

fn cap(cap: &CapReached, change: Option<&Change>) -> Answer {
    let Some(amount) = cap.amount else {
        return Answer {
            id: "cap",
            question: "Cap reached?".to_owned(),
            answer: "No cap".to_owned(),
            chance: None,
            notes: vec!["on all payments together".to_owned()],
            change: None,
        };
    };
    let when = cap.month.as_ref().map(|month| {
        let [first, typically, last] =
            [month.p10, month.p50, month.p90].map(format::month_in_short);
        if month.p10 == month.p90 { typically } else { format!("{typically} ({first} to {last})") }
    });
    Answer {
        id: "cap",
        question: format!("Cap of {} reached?", format::money(amount)),
        answer: short_chance(cap.probability),
        chance: Some(cap.probability),
        notes: when.into_iter().collect(),
        change: change.map(|change| chance_change(&change.cap_reached)),
    }
}

/// `all` are the amounts at every percent of so many futures.
fn paid(paid: &Spread, (all, n_futures): (&[Money], u32), change: Option<&Change>) -> Answer {
    let [low, high] = [paid.p10, paid.p90].map(in_short);
    let range = match all {
        // Few futures are told from the least to the most.
        [least, .., most] if paid.is_of_few() => {
            let futures = format::counted(u64::from(n_futures), "future");
            format!("{} in {futures}", format::span(&in_short(*least), &in_short(*most)))
        }
        _ => in_most(&low, &high, paid.is_of_few()),
    };
    Answer {
        id: "paid",
        question: "What is paid?".to_owned(),
        answer: in_words(paid.p50),
        chance: None,
        notes: vec![range],
        change: change.map(|change| amount_change(&change.paid)),
    }
}

/// What is achieved and not paid: past the contract's cap, or, without one, for whatever reason.
fn unpaid(summary: &Summary, change: Option<&Change>) -> Answer {
    let (question, unpaid) = match summary.cap.amount {
        Some(_) => ("Done past the cap, unpaid?", &summary.cap.unpaid_after),
        None => ("Earned and not paid?", &summary.unpaid),
    };
    let change = change.map(|change| match summary.cap.amount {
        Some(_) => amount_change(&change.unpaid_after),
        None => amount_change(&change.unpaid),
    });
    let [low, high] = [unpaid.p10, unpaid.p90].map(in_short);
    let all = &summary.unpaid;
    // Other caps take as well.
    let in_all = (all.p50.pounds() > 1.02 * unpaid.p50.pounds() && all.p50 > unpaid.p50)
        .then(|| format!("{} with other caps", in_short(all.p50)));
    Answer {
        id: "unpaid",
        question: question.to_owned(),
        answer: in_words(unpaid.p50),
        chance: None,
        notes: std::iter::once(format::span(&low, &high)).chain(in_all).collect(),
        change,
    }
}

fn peak(capital: &Capital, change: Option<&Change>) -> Answer {
    let question = "Investors’ money at its deepest?".to_owned();
    let change = change.map(|change| amount_change(&change.peak));
    if uses_no_capital(capital) {
        let answer = "None used".to_owned();
        return Answer { id: "peak", question, answer, chance: None, notes: vec![], change };
    }
    let [low, high] = [capital.peak.p10, capital.peak.p90].map(in_short);
    let mut range = format::span(&low, &high);
    if let Some(month) = &capital.peak_month {
        range = format!("{range}, {}", format::month_in_short(month.p50));
    }
    let over = format!(
        "{} need over {}",
        so_many_of(capital.over_least),
        in_short(capital.commitment_least)
    );
    let answer = in_words(capital.peak.p50);
    Answer { id: "peak", question, answer, chance: None, notes: vec![range, over], change }
}

/// That a return rests on money which nobody has agreed to give; never left out where one stands.
fn unfunded(capital: &Capital) -> Option<String> {
    returns_rest_on_it(capital)
        .then(|| format!("need unfunded in {}", so_many_of(capital.unfunded_chance)))
}

fn returns(capital: &Capital, change: Option<&Change>) -> Answer {
    let question = "What do investors get back?".to_owned();
    let loss = match &capital.loss_where_any {
        None => "no future loses money".to_owned(),
        Some(loss) => {
            format!(
                "{} lose about {}",
                so_many_of(capital.loss_chance),
                short(&mean_in_words(loss))
            )
        }
    };
    let Some(irr) = capital.irr else {
        let answer = "No capital used".to_owned();
        return Answer {
            id: "return",
            question,
            answer,
            chance: None,
            notes: unfunded(capital).into_iter().collect(),
            change: None,
        };
    };
    let [low, middle, high] = [irr.p10, irr.p50, irr.p90].map(rate_in_words);
    let a_year = if middle.ends_with('%') { " a year" } else { "" };
    Answer {
        id: "return",
        question,
        answer: format!("{middle}{a_year}"),
        chance: None,
        // Ends that read alike say no more than the answer.
        notes: (low != high)
            .then(|| format::span(&low, &high))
            .into_iter()
            .chain([loss])
            .chain(unfunded(capital))
            .collect(),
        change: change.and_then(|change| change.irr.as_ref()).map(rate_change),
    }
}

/// A chance that stands alone, in as few letters as it takes: `93 of 100`.
fn short_chance(chance: Chance) -> String {
    match so_many_of(chance).as_str() {
        "none" => "In no future".to_owned(),
        "all" => "In every future".to_owned(),
        some => some.to_owned(),
    }
}

/// So many futures, in as few letters as it takes: `93 of 100`, `<1 of 100`, `all`.
fn so_many_of(chance: Chance) -> String {
    if chance.futures == 0 {
        return "none".to_owned();
    }
    if chance.futures == chance.of {
        return "all".to_owned();
    }
    let words = in_100(chance).replace("more than ", ">").replace("fewer than ", "<");
    words.trim_end_matches(" futures").to_owned()
}

fn amount_change(difference: &Difference) -> AnswerChange {
    // The figure above is a median, and a difference of medians is nobody's difference.
    let by = |by: f64, error: f64, often: Chance| {
        let by = pounds_in_short(format::round_to_error(by, error));
        format!("{by} on average, {}", so_many_of(often))
    };
    let (direction, words) = match movement(difference) {
        Movement::Same => (Direction::Same, "the same".to_owned()),
        Movement::AboutSame { .. } => (Direction::Same, "about the same on average".to_owned()),
        Movement::Less { by: less, error, often } => (Direction::Down, by(less, error, often)),
        Movement::More { by: more, error, often } => (Direction::Up, by(more, error, often)),
    };
    AnswerChange { direction, words }
}

fn chance_change(change: &ChanceChange) -> AnswerChange {
    let (direction, words) = match chance_movement(change) {
        None => (Direction::Same, "the same".to_owned()),
        Some((n, of)) if n >= 1.0 => (Direction::Up, format!("{n} more of {of}")),
        Some((n, of)) if n <= -1.0 => (Direction::Down, format!("{} fewer of {of}", -n)),
        Some(_) => (Direction::Same, "about as often".to_owned()),
    };
    AnswerChange { direction, words }
}

/// A rate of return, in percentage points.
fn rate_change(difference: &Range) -> AnswerChange {
    let points = 100.0 * difference.mean;
    let size = format::number((points.abs() * 10.0).round() / 10.0);
    let (direction, words) = match points {
        _ if size == "0" => (Direction::Same, "about the same".to_owned()),
        up if up > 0.0 => (Direction::Up, format!("{size} points more")),
        _ => (Direction::Down, format!("{size} points less")),
    };
    AnswerChange { direction, words }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::summary::MonthRange;
    use crate::model::Money;

    fn chance(futures: u32) -> Chance {
        Chance { futures, of: 1_000, probability: f64::from(futures) / 1_000.0, error: Some(0.01) }
    }

    fn pounds(pounds: i64) -> Money {
        Money::from_pence(pounds * 100)
    }

    fn reached() -> CapReached {
        let month = |text: &str| text.parse().unwrap();
        CapReached {
            amount: Some(pounds(1_000_000)),
            probability: chance(930),
            month: Some(MonthRange {
                p10: month("2023-06"),
                p50: month("2023-12"),
                p90: month("2024-06"),
            }),
            ..CapReached::default()
        }
    }

    fn difference(mean: f64, less: u32, more: u32) -> Difference {
        let amount = Spread { mean, mean_error: Some(500.0), ..Spread::default() };
        Difference { amount, less: chance(less), more: chance(more) }
    }

    #[test]
    fn an_answer_has_its_range_and_its_change() {
        let mut change = Change { paid: difference(-21_000.0, 970, 0), ..Change::default() };
        change.cap_reached = ChanceChange {
            before: chance(890),
            after: chance(930),
            gained: chance(40),
            ..ChanceChange::default()
        };
        let spread = Spread {
            p10: pounds(900_000),
            p50: pounds(950_000),
            p90: pounds(1_000_000),
            mean_error: Some(1_000.0),
            ..Spread::default()
        };
        let (cap, paid) =
            (cap(&reached(), Some(&change)), paid(&spread, (&[], 1_000), Some(&change)));
        assert_eq!(cap.question, "Cap of £1,000,000 reached?");
        assert_eq!(cap.answer, "93 of 100");
        assert_eq!(cap.notes, ["Dec 2023 (Jun 2023 to Jun 2024)"]);
        let up = AnswerChange { direction: Direction::Up, words: "4 more of 100".to_owned() };
        assert_eq!(cap.change, Some(up));
        assert_eq!(paid.answer, "£950,000");
        assert_eq!(paid.notes, ["£900,000 to £1m in 80 of 100 futures"]);
        let words = "£21,000 on average, 97 of 100".to_owned();
        assert_eq!(paid.change, Some(AnswerChange { direction: Direction::Down, words }));
    }

    #[test]
    fn certainty_and_absence_are_said_as_such() {
        let with =
            |futures| cap(&CapReached { probability: chance(futures), ..reached() }, None).answer;
        assert_eq!((with(0).as_str(), with(1_000).as_str()), ("In no future", "In every future"));
        assert_eq!(cap(&CapReached { amount: None, ..reached() }, None).answer, "No cap");
        let unused = Capital { no_capital: chance(1_000), ..Capital::default() };
        assert_eq!(peak(&unused, None).answer, "None used");
        assert_eq!(returns(&unused, None).answer, "No capital used");
        let resting = Capital { unfunded_chance: chance(4), ..unused };
        assert_eq!(returns(&resting, None).notes, ["need unfunded in <1 of 100"]);
    }

    #[test]
    fn what_stays_is_told_as_staying() {
        let same = amount_change(&difference(0.0, 0, 0));
        assert_eq!(same.words, "the same");
        let about = amount_change(&difference(20.0, 400, 600));
        assert_eq!(
            (about.direction, about.words.as_str()),
            (Direction::Same, "about the same on average")
        );
        let rate = rate_change(&Range { mean: 0.0034, ..Range::default() });
        assert_eq!((rate.direction, rate.words.as_str()), (Direction::Up, "0.3 points more"));
    }
}

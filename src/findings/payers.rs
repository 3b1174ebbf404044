//! What each payer pays, against the most that it pays.

use super::amounts::in_words;
use super::chances::in_100;
use super::spans::in_most;
use crate::engine::summary::{PayerTotal, Summary};

/// How often each payer that has a limit of its own comes to it; a sentence where none has one.
pub fn payers_sentences(summary: &Summary) -> Vec<String> {
    let limited: Vec<String> = summary.payers.iter().filter_map(limit_sentence).collect();
    if limited.is_empty() {
        return vec!["No payer has a limit of its own on all payments.".to_owned()];
    }
    limited
}

fn limit_sentence(payer: &PayerTotal) -> Option<String> {
    let (most, chance) = (payer.most?, payer.at_most?);
    let often = match chance.futures {
        0 => "in no future".to_owned(),
        _ => format!("in {}", in_100(chance)),
    };
    Some(format!(
        "{} pays at most {}, and comes to it {often}: it pays {}.",
        payer.name,
        in_words(most),
        in_most(&in_words(payer.paid.p10), &in_words(payer.paid.p90), payer.paid.is_of_few())
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::summary::{Chance, Spread};
    use crate::model::Money;

    #[test]
    fn a_payer_with_a_limit_says_how_often_it_comes_to_it() {
        let pounds = |pounds: i64| Money::from_pence(pounds * 100);
        let paid = Spread {
            mean_error: Some(1.0),
            p10: pounds(1_000_000),
            p90: pounds(2_000_000),
            ..Spread::default()
        };
        let mut payer = PayerTotal { name: "The fund".to_owned(), paid, ..PayerTotal::default() };
        assert_eq!(limit_sentence(&payer), None);
        payer.most = Some(pounds(2_000_000));
        payer.at_most = Some(Chance { futures: 300, of: 1_000, ..Chance::default() });
        assert_eq!(
            limit_sentence(&payer).unwrap(),
            "The fund pays at most £2 million, and comes to it in 30 of 100 futures: it pays £1 million to £2 million in 80 of \
             100 futures."
        );
    }
}

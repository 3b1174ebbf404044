//! The currency in which money is written.
//!
//! A hundred places write an amount, and only one scenario is at hand at a time. So the currency is the one piece of
//! state that stands around instead of being handed on: the page sets it when its scenario changes, the command line
//! before it writes. It belongs to the thread, and decides how money is written and read, and nothing else.

use std::cell::Cell;

use crate::model::Currency;

thread_local! {
    static CURRENT: Cell<Currency> = const { Cell::new(Currency::GBP) };
}

/// From now on money is written in this currency, on this thread.
pub fn set_currency(currency: Currency) {
    CURRENT.set(currency);
}

/// The currency in which money is written.
pub fn currency() -> Currency {
    CURRENT.get()
}

/// How a currency is written that has a sign of its own; of signs that several share, the form that says whose.
struct Written {
    code: &'static str,
    sign: &'static str,
    /// One of it, and several.
    names: [&'static str; 2],
}

const fn written(code: &'static str, sign: &'static str, names: [&'static str; 2]) -> Written {
    Written { code, sign, names }
}

const SIGNS: [Written; 15] = [
    written("GBP", "£", ["pound", "pounds"]),
    written("EUR", "€", ["euro", "euros"]),
    written("USD", "US$", ["dollar", "dollars"]),
    written("AUD", "A$", ["dollar", "dollars"]),
    written("CAD", "CA$", ["dollar", "dollars"]),
    written("NZD", "NZ$", ["dollar", "dollars"]),
    written("SGD", "S$", ["dollar", "dollars"]),
    written("HKD", "HK$", ["dollar", "dollars"]),
    written("JPY", "¥", ["yen", "yen"]),
    written("CNY", "CN¥", ["yuan", "yuan"]),
    written("INR", "₹", ["rupee", "rupees"]),
    written("KRW", "₩", ["won", "won"]),
    written("ILS", "₪", ["shekel", "shekels"]),
    written("BRL", "R$", ["real", "reais"]),
    written("PHP", "₱", ["peso", "pesos"]),
];

/// The currencies of ISO 4217 whose smallest part in use is the whole unit.
const WHOLE_UNITS: [&str; 16] = [
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV",
    "XAF", "XOF", "XPF",
];

fn known(currency: Currency) -> Option<&'static Written> {
    SIGNS.iter().find(|written| written.code == currency.code())
}

/// The sign of the currency, or its code: `£`, `CHF`.
pub fn currency_sign() -> String {
    let currency = currency();
    known(currency).map_or(currency.code(), |written| written.sign).to_owned()
}

/// What stands right before an amount: `£`, or `CHF ` with a space.
pub(super) fn before_amount() -> String {
    let currency = currency();
    known(currency)
        .map_or_else(|| format!("{} ", currency.code()), |written| written.sign.to_owned())
}

/// One of the currency in a sentence: `pound`, or the code where it has no short name.
pub fn currency_unit() -> String {
    name(0)
}

/// Several of the currency in a sentence: `pounds`.
pub fn currency_units() -> String {
    name(1)
}

fn name(number: usize) -> String {
    let currency = currency();
    known(currency).map_or(currency.code(), |written| written.names[number]).to_owned()
}

/// Words in which £ stands for the sign of the currency, such as `Contract cap (£)`.
pub fn in_currency(words: &str) -> String {
    if currency() == Currency::GBP {
        words.to_owned()
    } else {
        words.replace('£', &currency_sign())
    }
}

/// Whether amounts are written without decimals.
pub(super) fn is_in_whole_units() -> bool {
    WHOLE_UNITS.contains(&currency().code())
}

/// What a person may write beside an amount, in lower case: the sign, its last letter where that is a sign too, and
/// the code.
pub(super) fn ways_to_say_it() -> Vec<String> {
    let mut ways = vec![currency().code().to_lowercase()];
    let sign = currency_sign().to_lowercase();
    ways.extend(sign.chars().last().filter(|last| !last.is_alphabetic()).map(String::from));
    ways.push(sign);
    // The longest first, so that no part of it is left over.
    ways.sort_by_key(|way| std::cmp::Reverse(way.len()));
    ways
}

#[cfg(test)]
mod tests {
    use super::super::{money, money_in_field, money_in_words, money_with_error, typed_money};
    use super::*;
    use crate::model::Money;

    fn of(code: &str) {
        set_currency(code.parse().unwrap());
    }

    #[test]
    fn each_currency_is_written_in_its_own_way() {
        let amount = Money::from_pence(-150_050);
        for (code, exact, words, label) in [
            ("GBP", "-£1,500.50", "£22.3 million", "Price (£)"),
            ("EUR", "-€1,500.50", "€22.3 million", "Price (€)"),
            ("USD", "-US$1,500.50", "US$22.3 million", "Price (US$)"),
            ("CHF", "-CHF 1,500.50", "CHF 22.3 million", "Price (CHF)"),
            ("JPY", "-¥1,501", "¥22.3 million", "Price (¥)"),
            ("XOF", "-XOF 1,501", "XOF 22.3 million", "Price (XOF)"),
        ] {
            of(code);
            assert_eq!(money(amount), exact);
            assert_eq!(money_in_words(22_297_917.0), words);
            assert_eq!(in_currency("Price (£)"), label);
        }
        assert_eq!(money(Money::from_pence(-49)), "XOF 0", "nothing has no sign");
        assert_eq!(money_with_error(1_234.0, 30.0), "XOF 1,230");
    }

    #[test]
    fn an_amount_is_read_with_the_sign_or_the_code_on_either_side() {
        for (code, texts) in [
            ("GBP", &["£1,500", "GBP 1500", "1500 gbp", "1.5k"][..]),
            ("EUR", &["€1,500", "1,500 €", "EUR1500", "1.5k EUR"]),
            ("USD", &["US$1,500", "$1500", "usd 1.5k"]),
            ("CHF", &["CHF 1,500", "1500CHF"]),
            ("JPY", &["¥1,500", "1500 JPY"]),
        ] {
            of(code);
            for text in texts {
                assert_eq!(typed_money(text), Ok(Money::from_pence(150_000)), "{code}: {text}");
            }
        }
        of("EUR");
        for text in ["£1,500", "US$1500", "1500 GBP"] {
            assert!(typed_money(text).is_err(), "{text} is not in euros");
        }
    }

    #[test]
    fn a_field_keeps_the_parts_that_a_currency_does_not_show() {
        of("JPY");
        let amount = Money::from_pence(150_050);
        assert_eq!(typed_money(&money_in_field(amount)), Ok(amount));
    }

    #[test]
    fn sentences_name_the_currency() {
        for (code, one, several) in
            [("GBP", "pound", "pounds"), ("EUR", "euro", "euros"), ("CHF", "CHF", "CHF")]
        {
            of(code);
            assert_eq!((currency_unit().as_str(), currency_units().as_str()), (one, several));
        }
    }
}

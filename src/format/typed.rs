//! What people type into fields: spaces, commas, signs and units are theirs to use.

use std::fmt;

use super::currency;
use super::notation::{Notation, notation};
use crate::model::{Complaint, Money, MoneyError, Probability};

/// Why what was typed is not a number of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypedError {
    /// Nothing was typed.
    Empty,
    /// It is not a number.
    NotANumber,
    /// It holds a character that looks as if it belonged there, or that nobody sees, and is none of ours.
    Foreign(char),
    /// It is a number in a way of writing that could mean something else.
    Notation(Notation),
    /// Its commas or spaces do not stand between thousands.
    Grouping,
    /// Its point may part thousands, as in some countries, or decimals.
    PointAtThousands,
    /// It is two values or more, as two cells of a table are.
    Several,
    /// It is not an amount of money.
    Money(MoneyError),
    /// A percentage outside 0 to 100.
    Percent,
}

impl Complaint for TypedError {
    fn wrong(&self) -> &'static str {
        match self {
            TypedError::Empty => "is empty",
            TypedError::NotANumber => "is not a number",
            TypedError::Foreign(_) => "holds a character that is no digit of ours",
            TypedError::Notation(notation) => notation.wrong(),
            TypedError::Grouping => "has commas or spaces that do not stand between thousands",
            TypedError::PointAtThousands => "has a point that may part thousands or pence",
            TypedError::Several => "holds more than one value",
            TypedError::Money(error) => error.wrong(),
            TypedError::Percent => "is not a percentage",
        }
    }

    fn mend(&self) -> &'static str {
        match self {
            TypedError::Empty => "write a number",
            TypedError::NotANumber => "write a number in digits, such as 1,500",
            TypedError::Foreign(_) => "type the number anew, in the digits 0 to 9",
            TypedError::Notation(notation) => notation.mend(),
            TypedError::Grouping => "write 1,500 for fifteen hundred, and 1.5 for one and a half",
            TypedError::PointAtThousands => {
                "write 1,500 for fifteen hundred, and 1.50 for one and a half"
            }
            TypedError::Several => "write one value here, and the others in their own fields",
            TypedError::Money(error) => error.mend(),
            TypedError::Percent => "write a number from 0 to 100, such as 85",
        }
    }
}

impl fmt::Display for TypedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let TypedError::Foreign(character) = self {
            // Characters that cannot be seen are only called by their number.
            let shown = if character.is_alphanumeric() {
                format!("“{character}”, ")
            } else {
                String::new()
            };
            return write!(
                f,
                "holds {shown}the character U+{:04X}, which is no digit of ours: {}",
                u32::from(*character),
                self.mend()
            );
        }
        write!(f, "{}: {}", self.wrong(), self.mend())
    }
}

/// Reads money: `£1,500`, ` 1500 `, `1,500.5`, `-£20`, `(20)`, `£22.3m`, `850k`, `1500 GBP`.
pub fn typed_money(text: &str) -> Result<Money, TypedError> {
    let whole = compact(text)?;
    // A sign may stand on either side of that of the currency, and not on both.
    let (negative, text) = match signed(&whole) {
        (true, text) => (true, without_currency(text).trim()),
        (false, text) => signed(without_currency(text).trim()),
    };
    let (digits, thousands) = unit(text);
    let pence = decimal(digits, 2 + thousands * 3).map_err(explained(text))?;
    let most = Money::MOST.pence();
    let pence = i64::try_from(pence).ok().filter(|pence| *pence <= most);
    let pence = pence.ok_or(TypedError::Money(MoneyError::TooLarge))?;
    Ok(Money::from_pence(if negative { -pence } else { pence }))
}

/// Reads a percentage, with or without its sign, as a share: `85%`, `85`, `0.5 %`.
pub fn typed_percent(text: &str) -> Result<Probability, TypedError> {
    let text = compact(text)?;
    let number = text.strip_suffix('%').unwrap_or(&text).trim();
    let value = plain_number(number).map_err(explained(number))?;
    Probability::new(share_of(value)).map_err(|_| TypedError::Percent)
}

/// Reads a number: `1,500`, `0.5`, `-3`, `2k`.
pub fn typed_number(text: &str) -> Result<f64, TypedError> {
    let text = compact(text)?;
    let (digits, thousands) = unit(&text);
    let value = plain_number(digits.trim()).map_err(explained(&text))?;
    Ok((0..thousands).fold(value, |value, _| value * 1000.0))
}

/// Reads a whole number: `2,000`, `12`.
pub fn typed_whole(text: &str) -> Result<u64, TypedError> {
    let text = compact(text)?;
    let (whole, decimals) = split(&text).map_err(explained(&text))?;
    if !decimals.is_empty() {
        return Err(TypedError::NotANumber);
    }
    whole.parse().map_err(|_| TypedError::NotANumber)
}

/// Says of a text that is no number of ours which other way of writing numbers it is in, if it is.
fn explained(text: &str) -> impl FnOnce(TypedError) -> TypedError {
    let notation = notation(text).map(TypedError::Notation);
    move |error| match error {
        TypedError::NotANumber | TypedError::Grouping => notation.unwrap_or(error),
        error => error,
    }
}

/// The text in lower case, without characters that nobody sees, and with plain spaces only. Tabs and new lines part
/// values.
fn compact(text: &str) -> Result<String, TypedError> {
    let text = visible(text);
    let text = text.trim();
    if text.contains(['\t', '\n', '\r', '\u{2028}', '\u{2029}']) {
        return Err(TypedError::Several);
    }
    let letters = text.chars().map(|letter| if letter.is_whitespace() { ' ' } else { letter });
    Ok(letters.flat_map(char::to_lowercase).collect())
}

/// The text without characters that take no room: marks of order and of joining, which copying from elsewhere brings.
pub fn visible(text: &str) -> String {
    let is_unseen = |letter: &char| {
        matches!(letter,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
    };
    let mut seen = String::with_capacity(text.len());
    for letter in text.chars() {
        // What joins two pictures to one is seen.
        let is_picture = |last| matches!(last, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}');
        let joins = letter == '\u{200d}' && seen.chars().next_back().is_some_and(is_picture);
        if joins || !is_unseen(&letter) {
            seen.push(letter);
        }
    }
    seen
}

/// Whether a number is negative, and the rest of it: a minus of any width before it, or brackets around it, as accounts
/// have them. A plus says nothing.
fn signed(text: &str) -> (bool, &str) {
    let in_brackets = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    if let Some(rest) = in_brackets.or_else(|| text.strip_prefix(['-', '−', '–'])) {
        return (true, rest.trim());
    }
    (false, text.strip_prefix('+').map_or(text, str::trim_start))
}

/// Takes the sign or the code of the currency off, on the one side or the other.
fn without_currency(text: &str) -> &str {
    currency::ways_to_say_it()
        .iter()
        .find_map(|way| text.strip_prefix(way.as_str()).or_else(|| text.strip_suffix(way.as_str())))
        .unwrap_or(text)
}

/// Takes `k`, `m` or `bn` off the end: the digits, and how many thousands to multiply by.
fn unit(text: &str) -> (&str, usize) {
    const UNITS: [(&str, usize); 6] =
        [("million", 2), ("billion", 3), ("bn", 3), ("mn", 2), ("m", 2), ("k", 1)];
    UNITS
        .iter()
        .find_map(|&(name, thousands)| Some((text.strip_suffix(name)?.trim_end(), thousands)))
        .unwrap_or((text, 0))
}

/// The number times ten to the power of `places`, exactly. More decimals than that, other than zeros, are refused.
fn decimal(text: &str, places: usize) -> Result<u128, TypedError> {
    let (whole, decimals) = split(text)?;
    if places == 2 && points_at_thousands(text) {
        return Err(TypedError::PointAtThousands);
    }
    let kept = decimals.trim_end_matches('0');
    if kept.len() > places {
        return Err(TypedError::Money(MoneyError::FractionOfAPenny));
    }
    let digits = format!("{whole}{kept:0<places$}");
    digits.parse().map_err(|_| TypedError::Money(MoneyError::TooLarge))
}

/// Whether a point stands where others part thousands: `1.500`, which nobody writes for one and a half.
pub fn points_at_thousands(text: &str) -> bool {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    text.trim().split_once('.').is_some_and(|(whole, decimals)| {
        (1..=3).contains(&whole.len())
            && !whole.starts_with('0')
            && digits(whole)
            && decimals.len() == 3
            && decimals.ends_with('0')
            && digits(decimals)
    })
}

fn plain_number(text: &str) -> Result<f64, TypedError> {
    let (negative, text) = signed(text);
    let (whole, decimals) = split(text)?;
    let value: f64 = format!("{whole}.{decimals}0").parse().map_err(|_| TypedError::NotANumber)?;
    if value.is_finite() {
        Ok(if negative { -value } else { value })
    } else {
        Err(TypedError::NotANumber)
    }
}

/// Whole digits without what parts thousands, and decimals. Commas, spaces or apostrophes must stand between thousands,
/// all of one kind, so that neither a decimal comma nor two numbers side by side are read as another number.
fn split(text: &str) -> Result<(String, &str), TypedError> {
    if text.is_empty() {
        return Err(TypedError::Empty);
    }
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let parts_thousands = |letter: char| matches!(letter, ',' | ' ' | '\'' | '’');
    let is_plain = |letter: char| letter.is_ascii_digit() || parts_thousands(letter);
    if let Some(foreign) = whole.chars().chain(decimals.chars()).find(|letter| !is_plain(*letter)) {
        let is_ours = foreign.is_ascii() || matches!(foreign, '−' | '–' | '£' | '€');
        return Err(if is_ours { TypedError::NotANumber } else { TypedError::Foreign(foreign) });
    }
    if !decimals.bytes().all(|byte| byte.is_ascii_digit())
        || whole.is_empty() && decimals.is_empty()
    {
        return Err(TypedError::NotANumber);
    }
    let parting = whole.chars().find(|letter| parts_thousands(*letter));
    let mut groups = whole.split(|letter| Some(letter) == parting);
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let digits = |text: &&str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_grouped = rest.is_empty()
        || (1..=3).contains(&first.len())
            && !first.starts_with('0')
            && rest.iter().all(|group| group.len() == 3);
    if !is_grouped || !digits(&first) || !rest.iter().all(digits) {
        return Err(TypedError::Grouping);
    }
    Ok((format!("0{first}{}", rest.concat()), decimals))
}

/// A percentage as a share, by its decimal text, so that 7% is 0.07 and not a neighbour of it.
fn share_of(percent: f64) -> f64 {
    format!("{percent}e-2").parse().unwrap_or(percent / 100.0)
}

#[cfg(test)]
mod tests {
    use super::super::{money, money_in_field, percent_in_field};
    use super::*;

    #[test]
    fn money_is_read_as_people_write_it() {
        for (text, pence) in [
            ("£1,500", 150_000),
            (" 1500 ", 150_000),
            ("1,500.5", 150_050),
            ("1500.50", 150_050),
            ("£22.3m", 2_230_000_000),
            ("£22.297917 million", 2_229_791_700),
            ("850k", 85_000_000),
            ("£ 1 500", 150_000),
            ("-£20", -2_000),
            ("−20", -2_000),
            (".5", 50),
            ("5.", 500),
            ("0", 0),
            ("£0.010", 1),
            ("10bn", 1_000_000_000_000),
            ("1 500 GBP", 150_000),
            ("£1,500\u{200b}", 150_000),
            ("\u{202a}£1,500\u{202c}", 150_000),
            ("1\u{a0}500", 150_000),
            ("1\u{202f}500.50", 150_050),
            ("1'500", 150_000),
            ("22.3 m", 2_230_000_000),
            ("– £20", -2_000),
            ("£-20", -2_000),
            ("(20)", -2_000),
            ("(£20.50)", -2_050),
            ("+20", 2_000),
            ("1500\n", 150_000),
        ] {
            assert_eq!(typed_money(text), Ok(Money::from_pence(pence)), "{text}");
        }
    }

    #[test]
    fn what_is_not_money_says_why() {
        for (text, error) in [
            ("", TypedError::Empty),
            ("  ", TypedError::Empty),
            ("£", TypedError::Empty),
            ("a lot", TypedError::NotANumber),
            ("1.5.2", TypedError::NotANumber),
            ("1,5", TypedError::Grouping),
            ("1,50", TypedError::Grouping),
            ("1500,000", TypedError::Grouping),
            ("0,500", TypedError::Grouping),
            ("1.500", TypedError::PointAtThousands),
            ("£22.300", TypedError::PointAtThousands),
            ("1.000 £", TypedError::PointAtThousands),
            ("1,500 000", TypedError::Grouping),
            ("1500 1200", TypedError::Grouping),
            ("150 1200", TypedError::Grouping),
            ("1500\t1200", TypedError::Several),
            ("1500\n1200", TypedError::Several),
            ("25oo", TypedError::NotANumber),
            ("1О0", TypedError::Foreign('о')),
            ("--1", TypedError::NotANumber),
            ("1e5", TypedError::Notation(Notation::PowerOfTen)),
            ("-£-20", TypedError::NotANumber),
            (".", TypedError::NotANumber),
            ("١٢", TypedError::Foreign('١')),
            ("1.005", TypedError::Money(MoneyError::FractionOfAPenny)),
            ("11bn", TypedError::Money(MoneyError::TooLarge)),
            (
                "99999999999999999999999999999999999999999999",
                TypedError::Money(MoneyError::TooLarge),
            ),
        ] {
            assert_eq!(typed_money(text), Err(error), "{text}");
        }
    }

    #[test]
    fn percentages_are_shares_to_the_last_digit() {
        for (text, share) in
            [("85%", 0.85), ("85", 0.85), (" 7 % ", 0.07), ("0.1", 0.001), ("100%", 1.0)]
        {
            let read = typed_percent(text).unwrap().get();
            assert_eq!(read.to_bits(), f64::to_bits(share), "{text}");
        }
        for text in ["101", "-1%"] {
            assert_eq!(typed_percent(text), Err(TypedError::Percent), "{text}");
        }
        assert_eq!(typed_percent("half"), Err(TypedError::NotANumber));
        let range = Err(TypedError::Notation(Notation::Range));
        assert_eq!(typed_percent("80-90"), range);
        assert_eq!(typed_percent("80%-90%"), range);
    }

    #[test]
    fn numbers_may_be_fractional_and_negative() {
        for (text, value) in [("1,500", 1500.0), ("0.5", 0.5), ("-3", -3.0), ("2k", 2000.0)] {
            assert_eq!(typed_number(text).map(f64::to_bits), Ok(f64::to_bits(value)), "{text}");
        }
        assert!(typed_number("NaN").is_err() && typed_number("inf").is_err());
    }

    #[test]
    fn what_a_field_shows_is_read_back() {
        for pence in [0, 1, 50, 99_999, 2_229_791_707, -150_050] {
            let amount = Money::from_pence(pence);
            assert_eq!(typed_money(&money_in_field(amount)), Ok(amount));
            assert_eq!(typed_money(&money(amount)), Ok(amount));
        }
        for thousandths in 0..=1000u16 {
            let share = Probability::new(f64::from(thousandths) / 1000.0).unwrap();
            assert_eq!(typed_percent(&percent_in_field(share.get())), Ok(share));
        }
    }
}

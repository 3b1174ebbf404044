//! A change of many numbers at once, as people write it: "+5%", "-£50", "×1.1".

use crate::format;
use crate::model::{Money, Probability};
use crate::session::fields::FieldValue;

/// By how much numbers change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Amount {
    Times(f64),
    Plus(f64),
}

const MEND: &str = "write it as +5%, -£50 or ×1.1";

impl Amount {
    /// Reads typed text, or says what mends it.
    pub(super) fn read(typed: &str) -> Result<Amount, String> {
        let text = format::visible(typed).replace(['\u{2212}', '\u{2013}'], "-");
        let text = text.trim();
        let wrong = || {
            format!(
                "\u{201c}{text}\u{201d} is not a change: {}",
                MEND.replace('£', &format::currency_sign())
            )
        };
        let number = |text: &str| format::typed_number(text.trim()).map_err(|_| wrong());
        if let Some(factor) = text.strip_prefix(['×', 'x', 'X', '*']) {
            return Some(number(factor)?)
                .filter(|factor| *factor >= 0.0)
                .map(Amount::Times)
                .ok_or_else(wrong);
        }
        let (sign, rest) = match text.strip_prefix(['+', '-']) {
            Some(rest) if text.starts_with('-') => (-1.0, rest),
            Some(rest) => (1.0, rest),
            None => return Err(wrong()),
        };
        if let Some(percent) = rest.trim_end().strip_suffix('%') {
            let factor = 1.0 + sign * number(percent)? / 100.0;
            return if factor < 0.0 { Err(wrong()) } else { Ok(Amount::Times(factor)) };
        }
        let amount = rest.trim_start().strip_prefix(&*format::currency_sign()).unwrap_or(rest);
        number(amount).map(|amount| Amount::Plus(sign * amount))
    }

    fn of(self, number: f64) -> f64 {
        match self {
            Amount::Times(factor) => number * factor,
            Amount::Plus(amount) => number + amount,
        }
    }

    /// A value changed by it, to the penny, the hundredth of a percentage point or the whole number; nothing where there is
    /// no number.
    pub(super) fn changed(self, value: &FieldValue) -> Result<FieldValue, String> {
        let below = || Err("would be below zero".to_owned());
        Ok(match value {
            FieldValue::Money(Some(amount)) => {
                let pounds = self.of(amount.pounds());
                if pounds < 0.0 {
                    return below();
                }
                FieldValue::Money(Some(money(pounds)?))
            }
            FieldValue::Chance(all) => share(self.of(100.0 * all.central.get()))?,
            FieldValue::Share(Some(one)) => share(self.of(100.0 * one.get()))?,
            FieldValue::Whole(Some(number)) => {
                let number = self.of(f64::from(*number)).round();
                if number < 0.0 {
                    return below();
                }
                FieldValue::Whole(Some(whole(number)?))
            }
            _ => return Err("holds no number".to_owned()),
        })
    }
}

fn share(percent: f64) -> Result<FieldValue, String> {
    let share = (percent * 100.0).round() / 10_000.0;
    let share = Probability::new(share).map_err(|_| {
        if share > 1.0 { "would be above 100%" } else { "would be below zero" }.to_owned()
    })?;
    Ok(FieldValue::Share(Some(share)))
}

fn money(pounds: f64) -> Result<Money, String> {
    format::typed_money(&format!("{pounds:.2}")).map_err(|wrong| wrong.to_string())
}

fn whole(number: f64) -> Result<u32, String> {
    format!("{number:.0}").parse().map_err(|_| "would be too large".to_owned())
}

//! Numbers behind their unit: `CHF 20k`, `kr 150`, `%34`.

use std::borrow::Cow;

use crate::model::quantity::miswritten::{Miswriting, Miswritten, digits, miswritten};
use crate::model::quantity::{Unit, scan};

/// Currencies that are written before a number by their letters.
const CURRENCIES: [&str; 24] = [
    "AED", "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "ILS", "INR", "JPY", "KRW",
    "MXN", "NOK", "NZD", "PLN", "SEK", "SGD", "USD", "ZAR",
];

/// Others that are.
const MONEY: [&str; 11] = ["Rs", "Rs.", "kr", "kr.", "Kč", "zł", "Ft", "Fr.", "SFr.", "lei", "лв"];

/// The signs of currencies that are also called by their letters.
const SIGNED: [(&str, &str); 9] = [
    ("EUR", "€"),
    ("USD", "$"),
    ("US$", "$"),
    ("GBP", "£"),
    ("JPY", "¥"),
    ("INR", "₹"),
    ("Rs", "₹"),
    ("ILS", "₪"),
    ("KRW", "₩"),
];

/// `20k CHF` for `CHF 20k`, `5 US$` for `US$5`, `34%` for `%34`: before a number only a sign is read as its currency. Where the
/// key result's unit is the sign of that currency it stands for the letters: `$20k` for `USD 20k`.
pub fn unit_behind(text: &str, unit: Option<&Unit>) -> Option<String> {
    let text = text.trim_matches(scan::is_space);
    if let Some(number) = text.strip_prefix(['%', '٪', '％']) {
        return behind(number.trim_start_matches(scan::is_space), "%");
    }
    let (code, number) = currency_before(text)?;
    let number = as_written_here(number);
    let sign = SIGNED.iter().find(|(name, _)| *name == code).map(|(_, sign)| *sign);
    let own = sign.filter(|sign| matches!(unit, Some(Unit::Currency(unit)) if unit == sign));
    let meant = behind(&number, &format!(" {code}"))?;
    Some(own.map_or(meant, |sign| format!("{sign}{number}")))
}

/// The word for a currency that a text begins with, and the number behind it.
fn currency_before(text: &str) -> Option<(&str, &str)> {
    let start = text.find(|letter: char| letter.is_ascii_digit())?;
    let (before, number) = text.split_at(start);
    let code = before.trim_end_matches(scan::is_space);
    let letters = code.trim_end_matches(scan::is_currency);
    let is_code = letters.len() == code.len() && (CURRENCIES.contains(&code) || MONEY.contains(&code));
    let has_sign = letters.len() < code.len() && matches!(letters.len(), 1 | 2);
    let is_country = has_sign && letters.bytes().all(|letter| letter.is_ascii_uppercase());
    (is_code || is_country).then_some((code, number))
}

/// An amount as it is written here: `25,500.00` for `25.500,00`, and `20,000` for `20.000`, as no money has three decimals.
fn as_written_here(number: &str) -> Cow<'_, str> {
    let is_amount = |found: &Miswritten| !matches!(found.why, Miswriting::Ordinal | Miswriting::Clock);
    if let Some(found) = miswritten(number).filter(is_amount) {
        return Cow::Owned(found.corrected());
    }
    let (whole, behind) = number.split_at(digits(number));
    let is_group = (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    match behind.strip_prefix('.').filter(|behind| is_group && digits(behind) == 3) {
        Some(group) if !group[3..].starts_with(char::is_alphanumeric) => Cow::Owned(format!("{whole},{group}")),
        _ => Cow::Borrowed(number),
    }
}

/// A number with its unit behind its digits.
fn behind(number: &str, unit: &str) -> Option<String> {
    let lead = scan::lead(number).filter(|lead| lead.kind == scan::Kind::Plain && lead.currency.is_none())?;
    let digits = number[..number.len() - lead.rest.len()].trim_end_matches(scan::is_space);
    let space = if lead.rest.is_empty() || lead.rest.starts_with(scan::is_comma) { "" } else { " " };
    Some(format!("{digits}{unit}{space}{}", lead.rest))
}

#[cfg(test)]
mod tests {
    use super::unit_behind;
    use crate::model::quantity::unit_named;

    #[test]
    fn units_before_their_number() {
        for (text, meant) in [
            ("CHF 20k", "20k CHF"),
            ("USD20k, so far", "20k USD, so far"),
            ("EUR 5 (in May)", "5 EUR (in May)"),
            ("US$1.2M", "1.2M US$"),
            ("kr 150", "150 kr"),
            ("Rs. 1,500 in May", "1,500 Rs. in May"),
            ("%34", "34%"),
            ("٪ 34, so far", "34%, so far"),
            ("EUR 25.500,00", "25,500.00 EUR"),
            ("EUR 25 500 (in May)", "25,500 EUR (in May)"),
            ("CHF 25'500", "25,500 CHF"),
            ("CHF 25,5", "25.5 CHF"),
            ("EUR 1.234.567", "1,234,567 EUR"),
            ("kr 25,5, so far", "25.5 kr, so far"),
            ("EUR 20.000", "20,000 EUR"),
            ("kr 1.200", "1,200 kr"),
            ("EUR 1.25", "1.25 EUR"),
            ("EUR 0.125", "0.125 EUR"),
            ("EUR 1.234M", "1.234M EUR"),
        ] {
            assert_eq!(unit_behind(text, None).as_deref(), Some(meant), "{text}");
        }
        for text in
            ["$20k", "Q3 2021", "KR 1", "CHF", "20k CHF", "about CHF 20k", "USD 20%", "% 34%", "%", "kr", "EUR 3rd"]
        {
            assert_eq!(unit_behind(text, None), None, "{text}");
        }
        for (text, unit, meant) in [
            ("USD 25,500.50", "$", "$25,500.50"),
            ("EUR 25.500,00, so far", "€", "€25,500.00, so far"),
            ("EUR 25,500", "$", "25,500 EUR"),
            ("EUR 25,500", "EUR", "25,500 EUR"),
        ] {
            assert_eq!(unit_behind(text, Some(&unit_named(unit))).as_deref(), Some(meant), "{text}");
        }
    }
}

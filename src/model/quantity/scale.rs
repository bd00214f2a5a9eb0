//! What numbers that stand beside each other are printed in: all of them in full, or all in thousands or in millions.

use crate::model::quantity::scan::{self, Kind};
use crate::model::quantity::short;

/// What the numbers of a key result are printed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    /// Each by itself: from a million on short where that says all of it.
    #[default]
    Each,
    Full,
    Thousands,
    Millions,
    Billions,
}

/// From here on numbers are written in short forms.
const SMALLEST: f64 = 1e3;
const MILLION: f64 = 1e6;

/// The most digits that a short form has after its point, and that it has where nobody writes it.
const DIGITS: i32 = 4;
const FEW_DIGITS: u8 = 2;

impl Scale {
    /// That of the numbers of a key result, each with its digits after the point. `promise` are the texts of its baseline and its
    /// target, `said` those of its values. Where a promise of a million and more is written in full all numbers are, and those from a
    /// thousand on are in thousands where it is written so, `31.9k`, or where most values lie below the million. Numbers that no short
    /// form says are in full, all of them.
    pub fn of(promise: &[&str], said: &[&str], numbers: &[(f64, u8)]) -> Self {
        let largest = numbers.iter().fold(0.0_f64, |largest, (value, _)| largest.max(value.abs()));
        let scale = match largest {
            1e9.. => Self::Billions,
            1e6.. => Self::Millions,
            SMALLEST.. => Self::Thousands,
            _ => return Self::Each,
        };
        let is_wanted = if scale == Self::Thousands {
            let promised = Written::of(promise, SMALLEST);
            let written = if promised == Written::Nowhere { Written::of(said, SMALLEST) } else { promised };
            written == Written::Short
        } else {
            Written::of(promise, MILLION) != Written::InFull
        };
        match scale.below().filter(|_| is_wanted && scale.is_too_large_for(said)) {
            Some(below) if below.says_shortly(numbers) => below,
            Some(_) => Self::Full,
            None if is_wanted => scale.holding(numbers),
            None => Self::Full,
        }
    }

    /// This one where it says all of the numbers, else all in full.
    #[must_use]
    pub fn holding(self, numbers: &[(f64, u8)]) -> Self {
        let Some(least) = self.least() else { return self };
        let is_said =
            |(value, decimals): &(f64, u8)| value.abs() < least || self.short(value.abs(), *decimals).is_some();
        if numbers.iter().all(is_said) { self } else { Self::Full }
    }

    /// From here on numbers are said so.
    fn least(self) -> Option<f64> {
        let (one, _) = self.short_form()?;
        Some(if self == Self::Thousands { one } else { one / 10.0 })
    }

    /// The same for a difference, which is in full where it is less than one of these and not said with few digits.
    #[must_use]
    pub fn of_difference(self, difference: f64, decimals: u8) -> Self {
        let is_less = self.short_form().is_some_and(|(one, _)| difference.abs() < one);
        if is_less && !self.says_shortly(&[(difference, decimals)]) { Self::Full } else { self }
    }

    /// The one whose numbers are a thousandth of this one's.
    fn below(self) -> Option<Self> {
        match self {
            Self::Millions => Some(Self::Thousands),
            Self::Billions => Some(Self::Millions),
            Self::Each | Self::Full | Self::Thousands => None,
        }
    }

    /// Whether most of what is said is less than one of these, and nobody writes that as a part of one: `0.95M`.
    fn is_too_large_for(self, said: &[&str]) -> bool {
        let Some((one, letter)) = self.short_form() else { return false };
        let numbers = said.iter().filter_map(|text| Some((text, scan::lead(text)?)));
        let large = numbers.filter(|(_, lead)| lead.kind == Kind::Plain && lead.number.value.abs() >= one / 1e3);
        let (below, above): (Vec<_>, Vec<_>) = large.partition(|(_, lead)| lead.number.value.abs() < one);
        let is_part = |(text, _): &(&&str, scan::Lead)| short::has_letter(text) && text.contains(letter);
        below.len() > above.len() && !below.iter().any(is_part)
    }

    /// Whether it says all numbers, those that are not small with few digits.
    fn says_shortly(self, numbers: &[(f64, u8)]) -> bool {
        let Some(least) = self.least() else { return false };
        let is_short = |(value, decimals): &(f64, u8)| {
            let short = self.short(value.abs(), *decimals);
            value.abs() < least || short.is_some_and(|(_, digits, _)| digits <= FEW_DIGITS)
        };
        numbers.iter().all(is_short)
    }

    /// What one of these is, and the letter that says so.
    fn short_form(self) -> Option<(f64, char)> {
        match self {
            Self::Each | Self::Full => None,
            Self::Thousands => Some((1e3, 'k')),
            Self::Millions => Some((1e6, 'M')),
            Self::Billions => Some((1e9, 'B')),
        }
    }

    /// The number that stands before the letter, its digits after the point, and the letter, where these say all of a number that is
    /// not negative: `0.95`, `2` and `M` of 950000. Less than a tenth of a million is no million.
    pub(super) fn short(self, size: f64, decimals: u8) -> Option<(f64, u8, char)> {
        let ((one, letter), least) = (self.short_form()?, self.least()?);
        let steps = 10_f64.powi(DIGITS);
        let short = (size / one * steps).round() / steps;
        let is_all = (short * one - size).abs() < 0.5 * 10_f64.powi(-i32::from(decimals));
        let is_whole = |value: f64| (value - value.round()).abs() < 1e-6;
        let digits = (0..DIGITS).find(|digits| is_whole(short * 10_f64.powi(*digits))).unwrap_or(DIGITS);
        (size >= least && is_all).then_some((short, digits as u8, letter))
    }
}

/// How numbers are written that are large enough for a short form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    /// There are none.
    Nowhere,
    Short,
    /// At least one of them is.
    InFull,
}

impl Written {
    /// Of the numbers in texts that are not smaller than `least`.
    fn of(texts: &[&str], least: f64) -> Self {
        let is_large = |text: &&&str| {
            let lead = scan::lead(text);
            lead.is_some_and(|lead| lead.kind == Kind::Plain && lead.number.value.abs() >= least)
        };
        let mut large = texts.iter().filter(is_large).map(|text| short::has_letter(text));
        match large.next() {
            None => Self::Nowhere,
            Some(first) if first && large.all(|is_short| is_short) => Self::Short,
            Some(_) => Self::InFull,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::quantity::{Forms, Scale, read_written};

    /// The values as they are printed beside a baseline and a target.
    fn row(promise: &[&str], said: &[&str]) -> String {
        let numbers = promise.iter().chain(said).filter_map(|text| read_written(text).number);
        let numbers: Vec<(f64, u8)> = numbers.map(|number| (number.value, number.decimals)).collect();
        let (forms, scale) = (Forms::plain(None), Scale::of(promise, said, &numbers));
        let said = numbers[promise.len()..].iter().map(|(value, decimals)| forms.print_in(scale, *value, *decimals));
        said.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn numbers_beside_each_other_have_one_scale() {
        assert_eq!(row(&["31.2M", "34.32M"], &["33,165,600", "33.384M"]), "33.1656M 33.384M");
        assert_eq!(row(&["$900,000", "$1.2M"], &["$950,000", "$1.05M"]), "0.95M 1.05M");
        assert_eq!(row(&["0", "2M"], &["5,000", "1.25M"]), "5,000 1.25M");
        assert_eq!(row(&["900M", "1.1B"], &["950M", "1.05B"]), "0.95B 1.05B");
    }

    #[test]
    fn they_are_written_as_their_author_does() {
        assert_eq!(row(&["31,200,000", "34,320,000"], &["33,165,600", "33.5M"]), "33,165,600 33,500,000");
        assert_eq!(row(&["27.4k", "60k"], &["31,900", "44.1k", "850"]), "31.9k 44.1k 850");
        assert_eq!(row(&["27,400", "60k"], &["31.9k"]), "31,900");
        assert_eq!(row(&["0", "100"], &["1.2k", "1.4k"]), "1.2k 1.4k");
        assert_eq!(row(&["0", "100"], &["1,200", "1.4k"]), "1,200 1,400");
        assert_eq!(row(&["0"], &["1,200,000", "900,000"]), "1.2M 0.9M");
    }

    #[test]
    fn what_no_short_form_says_is_in_full_with_all_beside_it() {
        assert_eq!(row(&["2M", "2.5M"], &["2,499,999", "2.1M"]), "2,499,999 2,100,000");
        assert_eq!(row(&["2M", "2.5M"], &["\u{2212}2,400,000.5", "2.1M"]), "\u{2212}2,400,000.5 2,100,000");
    }

    #[test]
    fn a_difference_of_less_than_one_is_short_with_few_digits() {
        let printed = |by: f64| Forms::plain(None).print_in(Scale::Millions.of_difference(by, 0), by, 0);
        assert_eq!((printed(170_000.0), printed(218_400.0)), ("0.17M".into(), "218,400".into()));
        assert_eq!((printed(12_000.0), printed(-1_500_000.0)), ("12,000".into(), "\u{2212}1.5M".into()));
    }

    #[test]
    fn most_values_are_no_small_parts_of_what_is_counted_in() {
        assert_eq!(row(&["200k", "1.2M"], &["288,400", "312,900", "301,050"]), "288.4k 312.9k 301.05k");
        assert_eq!(row(&["0", "1.2M"], &["288,400", "301,057"]), "288,400 301,057");
        assert_eq!(row(&["0", "1.2M"], &["0.35M", "401,000"]), "0.35M 0.401M");
        assert_eq!(row(&["0", "1.2M"], &["800,000", "1.05M", "1.1M"]), "0.8M 1.05M 1.1M");
        assert_eq!(row(&["1M", "2M"], &["301,050", "1.05M", "1.1M"]), "301,050 1,050,000 1,100,000");
        assert_eq!(row(&["0", "2B"], &["450M", "1.2B", "800M"]), "450M 1,200M 800M");
    }
}

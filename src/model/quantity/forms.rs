//! What a unit in words is called beside 1, and beside other numbers: each as its author wrote it.

use crate::model::quantity::print::format_quantity;
use crate::model::quantity::word::same_word;
use crate::model::quantity::{Unit, Written, scan, target, unit};

/// A unit as it is printed beside numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forms {
    /// Beside 1, where its author has written it there.
    one: Option<Unit>,
    /// Beside all other numbers.
    pub many: Option<Unit>,
}

impl Forms {
    /// The forms of a key result's unit, as its baseline, its target and what is said of its quarters have them. One that has a key
    /// of its own (`is_named`) is printed as it stands there.
    pub fn of_key_result(
        unit: Option<&Unit>,
        is_named: bool,
        baseline: Option<&Written>,
        target: &str,
        said: &[&str],
    ) -> Self {
        if is_named {
            return Self::of(unit, &[]);
        }
        let texts = baseline.map(|baseline| baseline.text.as_str()).into_iter().chain(target::numbers(target.trim()));
        let texts: Vec<&str> = texts.chain(said.iter().copied()).collect();
        Self::of(unit, &texts)
    }

    /// A unit that is printed beside all numbers as it is.
    pub fn plain(unit: Option<&Unit>) -> Self {
        Self::of(unit, &[])
    }

    /// The forms that texts have: of `1 service` and `8 services` both; what is said of one alone holds for all.
    fn of(unit: Option<&Unit>, texts: &[&str]) -> Self {
        let Some(Unit::Words(words)) = unit else { return Self { one: None, many: unit.cloned() } };
        let form = |is_read: fn(&str) -> bool, is: fn(f64) -> bool| {
            let mut said = texts.iter().filter(|text| is_read(text)).filter_map(|text| said(text, words));
            said.find(|(number, _)| is(number.abs())).map(|(_, form)| Unit::Words(form))
        };
        // Of none, and of less than one, many languages speak as of one.
        let many = form(|_| true, |number| number > 1.0).or_else(|| unit.cloned());
        Self { one: form(begins_with_one, |number| (number - 1.0).abs() < f64::EPSILON), many }
    }

    /// Without what is told of the unit, as [`Unit::brief`] has it.
    #[must_use]
    pub fn brief(&self) -> Self {
        Self { one: self.one.as_ref().map(Unit::brief), many: self.many.as_ref().map(Unit::brief) }
    }

    /// The number with its unit: `34 days`, `1 person`.
    pub fn print(&self, value: f64, decimals: u8) -> String {
        let is_one = matches!(format_quantity(value.abs(), decimals, None).as_str(), "1");
        match self.one.as_ref().filter(|_| is_one) {
            Some(one) => format!("{}\u{a0}{one}", format_quantity(value, decimals, None)),
            None => format_quantity(value, decimals, self.many.as_ref()),
        }
    }
}

/// Whether the first digits of a text are those of 1: of few, so that few are read.
fn begins_with_one(text: &str) -> bool {
    let digits = text.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    digits.strip_prefix('1').is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_digit()))
}

/// The number at the beginning of a text, and the key result's unit as it stands there, singular or plural.
fn said(text: &str, unit: &str) -> Option<(f64, String)> {
    let lead = scan::lead(text.trim())?;
    let (Some(Unit::Words(words)), _) = unit::of_lead(&lead) else { return None };
    let each = || words.split_whitespace().zip(unit.split_whitespace());
    let is_whole = words.split_whitespace().count() == unit.split_whitespace().count();
    let is_word = words.ends_with(char::is_alphanumeric);
    // A share is of so many: `1 of 5 services`.
    let number = lead.number.out_of.unwrap_or(lead.number.value);
    (is_whole && is_word && each().all(|(a, b)| same_word(a, b))).then_some((number, words))
}

#[cfg(test)]
mod tests {
    use crate::model::quantity::{Forms, Unit};

    fn forms(unit: &str, texts: &[&str]) -> Forms {
        Forms::of(Some(&Unit::Words(unit.into())), texts)
    }

    #[test]
    fn a_unit_is_printed_as_its_author_wrote_it_beside_such_numbers() {
        let services = forms("service", &["1 service", "8 services", "5 services, more to come"]);
        assert_eq!(services.print(1.0, 0), "1\u{a0}service");
        assert_eq!(services.print(5.0, 0), "5\u{a0}services");
        assert_eq!(services.print(0.0, 0), "0\u{a0}services");
        assert_eq!(forms("service", &["0 service", "8 services"]).print(0.0, 0), "0\u{a0}services");
        let people = forms("people", &["12 people", "1 person"]);
        assert_eq!(people.print(1.0, 0), "1\u{a0}person");
        assert_eq!(people.print(-1.0, 0), "\u{2212}1\u{a0}person");
        assert_eq!(people.print(1.5, 1), "1.5\u{a0}people");
        assert_eq!(
            forms("people in Ghent", &["12 people in Ghent", "1 person in Ghent"]).brief().print(1.0, 0),
            "1\u{a0}person"
        );
        assert_eq!(forms("Kunde", &["1 Kunde", "5 Kunden"]).print(7.0, 0), "7\u{a0}Kunden");
    }

    #[test]
    fn what_is_another_unit_or_a_part_of_it_is_no_form() {
        let of = |unit, text| forms(unit, &[text]).print(5.0, 0);
        assert_eq!(of("service", "8"), "5\u{a0}service");
        assert_eq!(of("service", "8 services plus 3 in flight"), "5\u{a0}service");
        assert_eq!(of("EU data center", "8 data centers"), "5\u{a0}EU data center");
        assert_eq!(of("service", "8 apps"), "5\u{a0}service");
        assert_eq!(of("day", "34 days."), "5\u{a0}day");
        assert_eq!(forms("days", &["34 days"]).print(1.0, 0), "1\u{a0}day");
    }
}

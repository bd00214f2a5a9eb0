//! What a unit in words is called beside 1, and beside other numbers: each as its author wrote it.

use crate::model::quantity::print::{format_in, format_quantity};
use crate::model::quantity::word::same_word;
use crate::model::quantity::{Scale, Unit, WrittenQuantity, scan, target, unit};

/// What begins words behind a unit that tell when, where, or that it is a limit: of `clinics by June` values may be clinics.
const TELLING: [&str; 10] = ["by", "until", "before", "since", "in", "on", "at", "during", "this", "or"];

/// How a key result's numbers are printed, with their unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forms {
    /// Beside 1, where its author has written it there.
    one: Option<Unit>,
    /// Beside all other numbers. A currency's sign that its author writes behind them stands there as words do.
    pub many: Option<Unit>,
    /// What stands behind its sign: `per visit`, `/user`.
    pub behind: Option<String>,
    pub scale: Scale,
}

impl Forms {
    /// The forms of a key result's unit, as its baseline, its target and what is said of its quarters have them. Words that have a
    /// key of their own (`is_named`) are printed as they stand there, but beside 1 as they are written with it.
    pub fn of_key_result(
        unit: Option<&Unit>,
        is_named: bool,
        baseline: Option<&WrittenQuantity>,
        target: &str,
        said: &[&str],
    ) -> Self {
        let own = baseline.map(|baseline| baseline.text.as_str()).into_iter().chain(target::numbers(target.trim()));
        match unit {
            Some(Unit::Words(words)) if !is_named => Self::of_words(words, &own.collect::<Vec<_>>(), said),
            Some(Unit::Words(words)) => {
                let mut texts = own.chain(said.iter().copied()).filter(|text| begins_with_one(text));
                let form = texts.find_map(|text| form_in(text, words, words).filter(|(beside, _)| beside.is_one()));
                Self { one: form.map(|(_, form)| Unit::Words(form)), ..Self::plain(unit) }
            }
            Some(Unit::Currency(sign))
                if own.chain(said.iter().copied()).find_map(|text| is_behind(text, sign)) == Some(true) =>
            {
                Self { many: Some(Unit::Words(sign.clone())), ..Self::default() }
            }
            _ => Self::plain(unit),
        }
    }

    /// A unit that is printed beside all numbers as it is.
    pub fn plain(unit: Option<&Unit>) -> Self {
        Self { many: unit.cloned(), ..Self::default() }
    }

    /// The forms that texts have, those of the promise and of what is said of quarters: of `1 service` and `8 services` both; what
    /// is said of one alone holds for all.
    fn of_words(unit: &str, own: &[&str], said: &[&str]) -> Self {
        let short = as_said(unit, said);
        let form = |is_read: fn(&str) -> bool, is: fn(&Beside) -> bool| {
            let texts = own.iter().chain(said).filter(|text| is_read(text));
            let mut forms = texts.filter_map(|text| form_in(text, unit, &short));
            forms.find(|(beside, _)| is(beside)).map(|(_, form)| Unit::Words(form))
        };
        let one = form(begins_with_one, Beside::is_one);
        // Of none, and of less than one, many languages speak as of one: they tell where nothing else does.
        let many = form(|_| true, |beside| beside.size > 1.0)
            .or_else(|| one.as_ref().and_then(|_| form(|_| true, |beside| !beside.is_one())));
        Self { one, many: many.or(Some(Unit::Words(short))), ..Self::default() }
    }

    /// Beside 1 as beside all other numbers, where its author has not written another form there: what makes a singular is English.
    pub fn keep_plural(&mut self) {
        if self.one.is_none() && matches!(self.many, Some(Unit::Words(_))) {
            self.one.clone_from(&self.many);
        }
    }

    /// Without what is told of the unit, as [`Unit::brief`] has it.
    #[must_use]
    pub fn brief(&self) -> Self {
        Self {
            one: self.one.as_ref().map(Unit::brief),
            many: self.many.as_ref().map(Unit::brief),
            behind: None,
            scale: self.scale,
        }
    }

    /// The number with its unit: `34 days`, `1 person`.
    pub fn print(&self, value: f64, decimals: u8) -> String {
        self.print_in(self.scale, value, decimals)
    }

    /// A number and its sign, with the words behind that.
    fn with_words(&self, mut printed: String) -> String {
        let Some(words) = &self.behind else { return printed };
        if !words.starts_with('/') {
            printed.push(if printed.contains('\u{a0}') { ' ' } else { '\u{a0}' });
        }
        printed + words
    }

    /// What lies between two numbers, printed, with the `/user` that belongs to its sign: words are said once in a sentence.
    #[must_use]
    pub fn with_stroke(&self, printed: String) -> String {
        let stroke = self.behind.as_deref().filter(|words| words.starts_with('/'));
        printed + stroke.unwrap_or_default()
    }

    /// The unit of numbers on an axis: a sign that stands behind them has its words there, too.
    pub fn on_axis(&self) -> Option<Unit> {
        match &self.many {
            Some(Unit::Words(sign)) if self.behind.is_some() => Some(Unit::Words(self.with_words(sign.clone()))),
            many => many.clone(),
        }
    }

    /// The number with its unit in another scale than its own.
    pub fn print_in(&self, scale: Scale, value: f64, decimals: u8) -> String {
        let is_one = matches!(format_quantity(value.abs(), decimals, None).as_str(), "1");
        match self.one.as_ref().filter(|_| is_one) {
            Some(one) => format!("{}\u{a0}{one}", format_quantity(value, decimals, None)),
            None => self.with_words(format_in(scale, value, decimals, self.many.as_ref())),
        }
    }
}

/// The number that a form stands beside.
struct Beside {
    size: f64,
    decimals: u8,
}

impl Beside {
    /// Of `1.0 hours` the number is not said as one.
    fn is_one(&self) -> bool {
        (self.size - 1.0).abs() < f64::EPSILON && self.decimals == 0
    }
}

/// Whether the first digits of a text are those of 1: of few, so that few are read.
fn begins_with_one(text: &str) -> bool {
    let digits = text.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    digits.strip_prefix('1').is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_digit()))
}

/// Whether a currency's sign stands behind the number, where it stands with one.
fn is_behind(text: &str, sign: &str) -> Option<bool> {
    let lead = scan::lead(text.trim()).filter(|lead| lead.currency == Some(sign))?;
    let before = &text[..text.len() - lead.rest.len()];
    Some(before.find(sign)? > before.find(|letter: char| letter.is_ascii_digit())?)
}

/// A unit as shortly as values say it: where the target is `14 clinics by June` they are clinics. Where they say none it is without
/// what is told of the promise.
fn as_said(unit: &str, said: &[&str]) -> String {
    let words: Vec<&str> = unit.split_whitespace().collect();
    if words.len() < 2 {
        return unit.to_owned();
    }
    let lengths = said.iter().filter_map(|text| {
        let said = words_of(text)?;
        let said: Vec<&str> = said.split_whitespace().collect();
        said.iter().zip(&words).all(|(a, b)| same_word(a, b)).then_some(said.len().min(words.len()))
    });
    let telling = || words.iter().position(|word| TELLING.contains(word)).filter(|at| *at > 0);
    words[..lengths.min().or_else(telling).unwrap_or(words.len())].join(" ")
}

/// The words of the unit that stand with the number at the beginning of a text.
fn words_of(text: &str) -> Option<String> {
    match unit::of_lead(&scan::lead(text.trim())?).0 {
        Some(Unit::Words(words)) => Some(words),
        _ => None,
    }
}

/// The number at the beginning of a text, and the key result's unit as it stands there, singular or plural, in as many words as it
/// is `short`.
fn form_in(text: &str, unit: &str, short: &str) -> Option<(Beside, String)> {
    let lead = scan::lead(text.trim())?;
    let (Some(Unit::Words(words)), _) = unit::of_lead(&lead) else { return None };
    let count = |text: &str| text.split_whitespace().count();
    let is_whole = [unit, short].iter().any(|known| count(known) == count(&words));
    let each = || words.split_whitespace().zip(short.split_whitespace());
    let form = each().map(|(word, _)| word).collect::<Vec<_>>().join(" ");
    // A share is of so many: `1 of 5 services`.
    let (number, decimals) = lead.number.out_of.map_or((lead.number.value, lead.number.decimals), |all| (all, 0));
    let is_form = is_whole && form.ends_with(char::is_alphanumeric) && each().all(|(a, b)| same_word(a, b));
    is_form.then(|| (Beside { size: number.abs(), decimals }, form))
}

#[cfg(test)]
mod tests {
    use crate::model::quantity::{Forms, Unit};

    fn forms(unit: &str, texts: &[&str]) -> Forms {
        Forms::of_words(unit, &[], texts)
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
        assert_eq!(forms("day", &["34 days."]).print(5.0, 0), "5\u{a0}days");
        for (texts, value, decimals, printed) in [
            (["1 incident", "0 incidents"], 0.0, 0, "0\u{a0}incidents"),
            (["1 incident", "0 incidents"], 1.0, 0, "1\u{a0}incident"),
            (["1 hour", "0.5 hours"], 0.5, 1, "0.5\u{a0}hours"),
            (["1 hour", "1.0 hours"], 1.0, 1, "1.0\u{a0}hours"),
            (["0.5 hours", "1 hour"], 1.0, 0, "1\u{a0}hour"),
            (["0 Fälle", "1 Fall"], 0.0, 0, "0\u{a0}Fälle"),
            (["1 goose", "1 goose"], 0.0, 0, "0\u{a0}goose"),
        ] {
            let unit = texts[0].split_once(' ').map_or("", |(_, unit)| unit);
            assert_eq!(forms(unit, &texts).print(value, decimals), printed);
        }
    }

    #[test]
    fn what_is_another_unit_or_a_part_of_it_is_no_form() {
        let of = |unit, text| forms(unit, &[text]).print(5.0, 0);
        assert_eq!(of("service", "8"), "5\u{a0}service");
        assert_eq!(of("service", "8 services plus 3 in flight"), "5\u{a0}service");
        assert_eq!(of("EU data center", "8 data centers"), "5\u{a0}EU data center");
        assert_eq!(of("service", "8 apps"), "5\u{a0}service");
        assert_eq!(forms("days", &["34 days"]).print(1.0, 0), "1\u{a0}day");
    }

    #[test]
    fn a_unit_with_a_key_of_its_own_has_the_form_that_is_written_with_1() {
        let of =
            |unit: &str, said: &[&str]| Forms::of_key_result(Some(&Unit::Words(unit.into())), true, None, "14", said);
        for (unit, said, value, printed) in [
            ("children", ["8", "1 child"], 1.0, "1\u{a0}child"),
            ("children", ["8", "1 child"], 8.0, "8\u{a0}children"),
            ("Tage", ["8", "1 Tag"], 1.0, "1\u{a0}Tag"),
            ("ms", ["8", "1"], 1.0, "1\u{a0}ms"),
            ("days", ["8", "1"], 1.0, "1\u{a0}day"),
            ("day", ["8", "1 day"], 8.0, "8\u{a0}day"),
        ] {
            assert_eq!(of(unit, &said).print(value, 0), printed);
        }
        let mut forms = of("jours", &["8", "1"]);
        forms.keep_plural();
        assert_eq!(forms.print(1.0, 0), "1\u{a0}jours");
    }

    #[test]
    fn a_unit_is_as_short_as_values_say_it() {
        let of = |unit, own: &[&str], said: &[&str]| Forms::of_words(unit, own, said).print(6.0, 0);
        let promise = ["14 clinics by June"];
        assert_eq!(of("clinics by June", &promise, &["3 clinics", "6 clinics"]), "6\u{a0}clinics");
        assert_eq!(of("clinics by June", &promise, &["6 clinics by May"]), "6\u{a0}clinics");
        assert_eq!(of("clinics by June", &promise, &["6"]), "6\u{a0}clinics");
        assert_eq!(of("by June", &["14 by June"], &["6"]), "6\u{a0}by June");
        assert_eq!(of("people in Ghent", &["8 people in Ghent"], &["6 people in Ghent"]), "6\u{a0}people in Ghent");
        assert_eq!(of("meals or more", &["500 meals or more"], &["1 meal"]), "6\u{a0}meals");
        let wards = Forms::of_words("wards or more", &["4 wards or more"], &["1 ward"]);
        assert_eq!(wards.print(1.0, 0), "1\u{a0}ward");
    }

    #[test]
    fn a_currency_stands_where_its_author_writes_it() {
        let euros = Unit::Currency("€".into());
        let of = |target, said: &[&str]| Forms::of_key_result(Some(&euros), false, None, target, said).print(9500.0, 0);
        assert_eq!(of("12,000 €", &["9,500 €"]), "9,500\u{a0}€");
        assert_eq!(of("at most €12,000", &["9,500 €"]), "€9,500");
        assert_eq!(of("12000", &["8000", "9500€"]), "9,500\u{a0}€");
        assert_eq!(of("12000", &["9500"]), "€9,500");
        assert_eq!(of("€1M..€2M", &[]), "€9,500");
    }
}

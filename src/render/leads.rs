//! Numbers that stand below each other with their points in one line.

use tera::{Error, Kwargs, State, Tera, Value};

/// Spaces as wide as a figure, and as what stands between or before figures.
const FIGURE: char = '\u{2007}';
const POINT: char = '\u{2008}';

/// Makes the filter known to the engine.
pub fn register(tera: &mut Tera) {
    tera.register_filter("leads", |rows: &Value, arguments: Kwargs, _: &State| {
        let of: &str = arguments.must_get("of")?;
        let rows: Vec<Texts> = rows.as_array().into_iter().flatten().map(|row| texts(row, of)).collect();
        let all: Vec<Option<&str>> = rows.iter().flat_map(|texts| texts.of_row.iter().copied()).collect();
        let of_units = arguments.get::<bool>("by_unit")?.unwrap_or_default();
        let mut leads = leads(&all, if of_units { unit } else { |_| "" }).into_iter();
        let of_row = |texts: &Texts| {
            let mut own: Vec<String> = leads.by_ref().take(texts.of_row.len()).collect();
            if texts.is_list { Value::from(own) } else { Value::from(own.pop().unwrap_or_default()) }
        };
        Ok::<Vec<Value>, Error>(rows.iter().map(of_row).collect())
    });
}

/// The texts of a row: one, or those of a list in it.
struct Texts<'a> {
    of_row: Vec<Option<&'a str>>,
    is_list: bool,
}

/// The texts at a place in a row: `plan`, `cell.text`, and of a list in it `indicators.measured`.
fn texts<'a>(row: &'a Value, of: &str) -> Texts<'a> {
    let (name, rest) = of.split_once('.').unwrap_or((of, ""));
    let field = row.as_map().and_then(|map| map.iter().find(|(key, _)| key.as_str() == Some(name)));
    match field.map(|(_, value)| value) {
        Some(value) if rest.is_empty() => Texts { of_row: vec![value.as_str()], is_list: false },
        Some(value) => match value.as_array() {
            Some(items) => {
                Texts { of_row: items.iter().flat_map(|item| texts(item, rest).of_row).collect(), is_list: true }
            }
            None => texts(value, rest),
        },
        None => Texts { of_row: vec![None], is_list: false },
    }
}

/// For each text the spaces to put before it, so that the points of all numbers of a group stand in one line where texts begin in
/// one; none for what is no number.
fn leads(texts: &[Option<&str>], group: fn(&str) -> &str) -> Vec<String> {
    let wholes: Vec<Option<(&str, Whole)>> =
        texts.iter().map(|text| text.and_then(|text| Some((group(text), whole(text)?)))).collect();
    let lead = |of: &Option<(&str, Whole)>| {
        let Some((group, own)) = of else { return String::new() };
        let alike = || wholes.iter().flatten().filter(|(other, _)| other == group).map(|(_, whole)| whole);
        let of_figures = alike().map(|whole| whole.figures).max().unwrap_or_default() - own.figures;
        let of_points = alike().map(|whole| whole.points).max().unwrap_or_default() - own.points;
        std::iter::repeat_n(FIGURE, of_figures).chain(std::iter::repeat_n(POINT, of_points)).collect()
    };
    wholes.iter().map(lead).collect()
}

/// What stands before a number's point: letters as wide as figures, a sign among them, and commas.
struct Whole {
    figures: usize,
    points: usize,
}

/// The first word behind a number, or its sign: `ms`, `%`.
fn unit(text: &str) -> &str {
    let is_of_number = |letter: char| !letter.is_alphabetic() && letter != '%';
    let unit = text.trim_start_matches(is_of_number);
    let end =
        if unit.starts_with('%') { 1 } else { unit.find(|letter: char| !letter.is_alphabetic()).unwrap_or(unit.len()) };
    &unit[..end]
}

fn whole(text: &str) -> Option<Whole> {
    let number = text.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let before = text.chars().count() - number.chars().count();
    let mut whole = number.chars().take_while(|letter| letter.is_ascii_digit() || *letter == ',').peekable();
    whole.peek()?;
    let (commas, digits): (Vec<char>, Vec<char>) = whole.partition(|letter| *letter == ',');
    Some(Whole { figures: before + digits.len(), points: commas.len() })
}

#[cfg(test)]
mod tests {
    use super::leads;

    /// The spaces as `_` and `.`.
    fn led(texts: &[&str]) -> Vec<String> {
        let texts: Vec<Option<&str>> = texts.iter().map(|text| Some(*text)).collect();
        leads(&texts, |_| "").into_iter().map(|lead| lead.replace('\u{2007}', "_").replace('\u{2008}', ".")).collect()
    }

    #[test]
    fn points_stand_in_one_line() {
        assert_eq!(led(&["9.5", "10.25", "100.75 days"]), ["__", "_", ""]);
        assert_eq!(led(&["9.5%", "99.95%", "100%"]), ["__", "_", ""]);
        assert_eq!(led(&["$9.50", "$1,000", "\u{2212}$20"]), ["___.", "", "_."]);
        assert_eq!(led(&["7", "no survey", "", "12"]), ["_", "", "", ""]);
        assert_eq!(led(&["34 days", "20 days"]), ["", ""]);
        assert_eq!(leads(&[None, Some("12"), Some("3")], |_| ""), ["", "", "\u{2007}"]);
    }

    #[test]
    fn each_unit_has_its_own_line() {
        let texts = ["99.9%", "< 2000 ms", "100%", "at most 4 h", "50 ms", "99% < 480 ms"].map(Some);
        let widths: Vec<usize> = leads(&texts, super::unit).iter().map(|lead| lead.chars().count()).collect();
        assert_eq!(widths, [1, 0, 0, 0, 4, 1]);
    }
}

//! Numbers that stand below each other with their points in one line.

use tera::{Error, Kwargs, State, Tera, Value};

/// Spaces as wide as a figure, and as what stands between or before figures.
const FIGURE: char = '\u{2007}';
const POINT: char = '\u{2008}';

/// Makes the filter known to the engine.
pub fn register(tera: &mut Tera) {
    tera.register_filter("leads", |rows: &Value, arguments: Kwargs, _: &State| {
        let of: &str = arguments.must_get("of")?;
        let texts: Vec<Option<&str>> = rows.as_array().into_iter().flatten().map(|row| text(row, of)).collect();
        Ok::<_, Error>(leads(&texts))
    });
}

/// The text at a place in a row: `plan`, `cell.text`.
fn text<'a>(row: &'a Value, of: &str) -> Option<&'a str> {
    let field = |of: &'a Value, name: &str| {
        of.as_map()?.iter().find(|(key, _)| key.as_str() == Some(name)).map(|(_, value)| value)
    };
    of.split('.').try_fold(row, field)?.as_str()
}

/// For each text the spaces to put before it, so that all numbers' points stand in one line where texts begin in one; none for what is
/// no number.
fn leads(texts: &[Option<&str>]) -> Vec<String> {
    let wholes: Vec<Option<(usize, usize)>> = texts.iter().map(|text| text.and_then(whole)).collect();
    let most = |of: fn(&(usize, usize)) -> usize| wholes.iter().flatten().map(of).max().unwrap_or_default();
    let (figures, points) = (most(|whole| whole.0), most(|whole| whole.1));
    let lead = |whole: &Option<(usize, usize)>| {
        let (of_figures, of_points) = whole.map_or((0, 0), |whole| (figures - whole.0, points - whole.1));
        std::iter::repeat_n(FIGURE, of_figures).chain(std::iter::repeat_n(POINT, of_points)).collect()
    };
    wholes.iter().map(lead).collect()
}

/// How many letters as wide as figures a number has before its point, a sign among them, and how many commas.
fn whole(text: &str) -> Option<(usize, usize)> {
    let number = text.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let before = text.chars().count() - number.chars().count();
    let mut whole = number.chars().take_while(|letter| letter.is_ascii_digit() || *letter == ',').peekable();
    whole.peek()?;
    let (commas, digits): (Vec<char>, Vec<char>) = whole.partition(|letter| *letter == ',');
    Some((before + digits.len(), commas.len()))
}

#[cfg(test)]
mod tests {
    use super::leads;

    /// The spaces as `_` and `.`.
    fn led(texts: &[&str]) -> Vec<String> {
        let texts: Vec<Option<&str>> = texts.iter().map(|text| Some(*text)).collect();
        leads(&texts).into_iter().map(|lead| lead.replace('\u{2007}', "_").replace('\u{2008}', ".")).collect()
    }

    #[test]
    fn points_stand_in_one_line() {
        assert_eq!(led(&["9.5", "10.25", "100.75 days"]), ["__", "_", ""]);
        assert_eq!(led(&["9.5%", "99.95%", "100%"]), ["__", "_", ""]);
        assert_eq!(led(&["$9.50", "$1,000", "\u{2212}$20"]), ["___.", "", "_."]);
        assert_eq!(led(&["7", "no survey", "", "12"]), ["_", "", "", ""]);
        assert_eq!(led(&["34 days", "20 days"]), ["", ""]);
        assert_eq!(leads(&[None, Some("12"), Some("3")]), ["", "", "\u{2007}"]);
    }
}

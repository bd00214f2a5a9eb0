//! Nothing in words, where a number is asked for: `none`, `no breaches`, `zero findings`.

use crate::model::quantity::scan::{self, after_any};
use crate::model::quantity::{Unit, unit};

/// Words for nothing that stand alone or before what is counted.
const NONE: [&str; 12] =
    ["zero", "none", "nil", "no", "keine", "kein", "null", "aucune", "aucun", "zéro", "ninguna", "ninguno"];
/// Those of them that say more often that nothing is known, or the answer to a question, where nothing stands behind them.
const ANSWERS: [&str; 3] = ["no", "kein", "keine"];
/// What may stand behind them all the same.
const SO_FAR: [&str; 4] = ["so far", "yet", "bisher", "à ce jour"];

/// `0 breaches` for `no breaches`, `zero` and `none so far`, before its note: where the unit of what is counted stands behind the word,
/// or nothing does.
pub fn nothing_meant(text: &str, own: Option<&Unit>) -> Option<String> {
    let (words, note) = scan::words(text.trim_matches(scan::is_space));
    let (word, rest) = NONE.iter().find_map(|word| {
        let rest = after_any(words, &[word])?;
        (rest.is_empty() || rest.starts_with(scan::is_space)).then(|| (*word, rest.trim_start_matches(scan::is_space)))
    })?;
    let of_unit = match own {
        Some(Unit::Words(words)) => words.as_str(),
        Some(Unit::Percent | Unit::Currency(_)) | None => "",
    };
    let behind = SO_FAR.iter().find(|end| rest.eq_ignore_ascii_case(end)).map(|end| format!(", {end}"));
    let is_own = !of_unit.is_empty() && unit::after_unit(rest, of_unit) == Some("");
    let is_alone = rest.is_empty() && !ANSWERS.contains(&word) || behind.is_some();
    let number = match own {
        Some(Unit::Percent) => "0%".to_owned(),
        Some(Unit::Currency(sign)) => format!("{sign}0"),
        _ => format!("0 {}", if is_own { rest } else { of_unit }).trim_end().to_owned(),
    };
    let space = if note.is_empty() || note.starts_with(scan::is_comma) { "" } else { " " };
    (is_own || is_alone).then(|| format!("{number}{}{space}{note}", behind.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::nothing_meant;
    use crate::model::quantity::unit_named;

    #[test]
    fn nothing_in_words() {
        let meant =
            |text, unit: &str| nothing_meant(text, Some(unit_named(unit)).filter(|_| !unit.is_empty()).as_ref());
        for (text, unit, is) in [
            ("no breaches", "breaches", "0 breaches"),
            ("No breach, at last", "breaches", "0 breach, at last"),
            ("zero", "breaches", "0 breaches"),
            ("None so far", "breaches", "0 breaches, so far"),
            ("nil (audited)", "", "0 (audited)"),
            ("keine Ausfälle", "Ausfälle", "0 Ausfälle"),
            ("none", "%", "0%"),
            ("zero", "$", "$0"),
        ] {
            assert_eq!(meant(text, unit).as_deref(), Some(is), "{text}");
        }
        for (text, unit) in [
            ("no", "breaches"),
            ("no data", "breaches"),
            ("no change", "breaches"),
            ("none reported by the teams", "breaches"),
            ("zero tolerance", "breaches"),
            ("nothing", "breaches"),
            ("nobody", "breaches"),
            ("0 breaches", "breaches"),
        ] {
            assert_eq!(meant(text, unit), None, "{text}");
        }
    }
}

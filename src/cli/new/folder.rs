//! What the next quarter's folder is called: as the last one's was.

use crate::model::quarter::{Calendar, Quarter};
use crate::model::slug::slug;

/// The folder of a quarter's deck, in the pattern of an earlier deck's. Where its name tells no quarter, or the name is taken, it is
/// the quarter's label, beside the earlier one.
pub fn next(folder: &str, from: Quarter, to: Quarter, calendar: Calendar, is_taken: impl Fn(&str) -> bool) -> String {
    let labelled = || {
        let label = slug(&calendar.label(to));
        folder.rsplit_once('/').map_or_else(|| label.clone(), |(above, _)| format!("{above}/{label}"))
    };
    in_pattern(folder, from, to).filter(|folder| !is_taken(folder)).unwrap_or_else(labelled)
}

/// The folder with the one quarter in the place of the other, as it is written there.
fn in_pattern(folder: &str, from: Quarter, to: Quarter) -> Option<String> {
    let folded = folder.to_ascii_lowercase();
    let (at, length, written) = spellings(from).into_iter().zip(spellings(to)).find_map(|(from, to)| {
        let at = folded.rmatch_indices(&from).map(|(at, _)| at).find(|at| stands_alone(&folded, *at, from.len()))?;
        Some((at, from.len(), to))
    })?;
    let is_upper = folder[at..at + length].contains('Q');
    let written = if is_upper { written.to_ascii_uppercase() } else { written };
    Some(format!("{}{written}{}", &folder[..at], &folder[at + length..]))
}

/// Whether no letter or digit stands right before or behind a part of the text.
fn stands_alone(text: &str, at: usize, length: usize) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric();
    !text[..at].ends_with(is_part) && !text[at + length..].starts_with(is_part)
}

/// All ways in which folders are called by a quarter, those that say most first; of two quarters in the same order.
fn spellings(quarter: Quarter) -> Vec<String> {
    let Quarter { year, number } = quarter;
    let (before, short) = (year - 1, year.rem_euclid(100));
    let short_before = before.rem_euclid(100);
    let years = [
        format!("fy{before}-{short:02}"),
        format!("fy{before}-{year}"),
        format!("fy{short_before:02}-{short:02}"),
        format!("fy{year}"),
        format!("fy{short:02}"),
        format!("{before}-{short:02}"),
        format!("{before}-{year}"),
        format!("{year}"),
    ];
    let mut spellings = Vec::new();
    for year in years {
        for between in ["-", "_", "", ".", " ", "/"] {
            spellings.push(format!("{year}{between}q{number}"));
            spellings.push(format!("q{number}{between}{year}"));
        }
    }
    // The year is said elsewhere, or nowhere.
    spellings.push(format!("q{number}"));
    spellings
}

#[cfg(test)]
mod tests {
    use super::next;
    use crate::model::quarter::{Calendar, Quarter};

    #[test]
    fn a_folder_is_called_as_the_last_one_was() {
        let july = Calendar { fiscal_year_starts: 7 };
        let quarter = |year, number| Quarter { year, number };
        let name = |folder: &str, from, to| next(folder, from, to, july, |taken| taken == "ops/q1");
        for (last, expected) in [
            ("technology/fy2020-21-q3", "technology/fy2020-21-q4"),
            ("technology/FY2020-21-Q3", "technology/FY2020-21-Q4"),
            ("fy21-q3", "fy21-q4"),
            ("2021/q3", "2021/q4"),
            ("ops/Q3_2021-review", "ops/Q4_2021-review"),
            ("ops/q3", "ops/q4"),
            ("ops/winter", "ops/q4-fy2020-21"),
            ("winter", "q4-fy2020-21"),
            ("ops/faq3", "ops/q4-fy2020-21"),
        ] {
            assert_eq!(name(last, quarter(2021, 3), quarter(2021, 4)), expected, "{last}");
        }
        for (last, expected) in [
            ("technology/fy2020-21-q4", "technology/fy2021-22-q1"),
            ("2021/q4", "2022/q1"),
            ("ops/q4", "ops/q1-fy2021-22"),
        ] {
            assert_eq!(name(last, quarter(2021, 4), quarter(2022, 1)), expected, "{last}");
        }
    }
}

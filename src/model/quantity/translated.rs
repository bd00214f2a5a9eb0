//! What the format says in English, as it is said in the languages of the program's themes. None of it is read: it is known so that
//! what is meant can be told.

use crate::model::quantity::scan::{self, Kind};

/// Beginnings of limits.
pub const AT_MOST: [&str; 20] = [
    "höchstens ",
    "maximal ",
    "unter ",
    "weniger als ",
    "nicht mehr als ",
    "bis zu ",
    "au plus ",
    "tout au plus ",
    "au maximum ",
    "maximum de ",
    "un maximum de ",
    "moins de ",
    "pas plus de ",
    "jusqu'à ",
    "jusqu’à ",
    "على الأكثر ",
    "بحد أقصى ",
    "لا يزيد عن ",
    "لا تزيد عن ",
    "أقل من ",
];
pub const AT_LEAST: [&str; 17] = [
    "mindestens ",
    "wenigstens ",
    "minimal ",
    "über ",
    "Über ",
    "mehr als ",
    "nicht weniger als ",
    "au moins ",
    "au minimum ",
    "minimum de ",
    "un minimum de ",
    "plus de ",
    "pas moins de ",
    "على الأقل ",
    "بحد أدنى ",
    "لا يقل عن ",
    "أكثر من ",
];

/// What stands behind a number that is an upper limit.
pub const OR_LESS: [&str; 9] = [
    " oder weniger",
    " oder darunter",
    " höchstens",
    " maximal",
    " ou moins",
    " au plus",
    " au maximum",
    " على الأكثر",
    " أو أقل",
];

/// What stands behind a number that is a lower limit.
pub const OR_MORE: [&str; 8] =
    [" oder mehr", " oder besser", " oder höher", " mindestens", " ou plus", " au moins", " على الأقل", " أو أكثر"];

/// What stands before and between the ends of a band.
pub const BETWEEN: [(&str, &str); 3] = [("zwischen", " und "), ("entre", " et "), ("بين", " و")];

/// What stands between the ends of a band alone.
pub const TO: [&str; 3] = [" bis ", " à ", " إلى "];

/// What stands between a part and its whole.
const OF: [&str; 3] = ["von ", "sur ", "من "];

/// Percentage points.
const POINTS: [&str; 9] = [
    "prozentpunkt",
    "prozentpunkte",
    "punkt",
    "punkte",
    "%-punkte",
    "point de pourcentage",
    "points de pourcentage",
    "نقطة مئوية",
    "نقاط مئوية",
];

/// Changes of the baseline in a word.
pub const TIMES: [(&str, &str); 9] = [
    ("verdoppeln", "+100%"),
    ("verdopplung", "+100%"),
    ("verdreifachen", "+200%"),
    ("halbieren", "-50%"),
    ("halbierung", "-50%"),
    ("doubler", "+100%"),
    ("tripler", "+200%"),
    ("réduire de moitié", "-50%"),
    ("diviser par deux", "-50%"),
];

/// Whether words in small letters say percentage points.
pub fn is_points(words: &str) -> bool {
    POINTS.contains(&words)
}

/// Whether words behind a number lead on to the end of a band: `bis 15 Tage`.
pub fn leads_to_number(words: &str) -> bool {
    let mut behind = TO.iter().filter_map(|to| words.strip_prefix(to.trim_start()));
    behind.any(|behind| behind.starts_with(|first: char| first.is_ascii_digit() || scan::is_currency(first)))
}

/// `3 of 10 Stationen` for `3 von 10 Stationen`.
pub fn part_of_whole(text: &str) -> Option<String> {
    // Few numbers are out of something.
    if !OF.iter().any(|of| text.contains(of.trim_end())) {
        return None;
    }
    let lead = scan::lead(text).filter(|lead| lead.kind == Kind::Plain && lead.currency.is_none())?;
    let whole = scan::after_any(lead.rest, &OF).filter(|_| lead.number.out_of.is_none())?;
    let number = text[..text.len() - lead.rest.len()].trim_matches(scan::is_space);
    let is_number = scan::lead(whole).is_some_and(|whole| whole.kind == Kind::Plain && !whole.number.signed);
    is_number.then(|| format!("{number} of {whole}"))
}

#[cfg(test)]
mod tests {
    use super::part_of_whole;

    #[test]
    fn parts_of_a_whole() {
        for (text, meant) in [
            ("3 von 10 Stationen, bald mehr", "3 of 10 Stationen, bald mehr"),
            ("10 sur 10", "10 of 10"),
            ("6 من 10", "6 of 10"),
        ] {
            assert_eq!(part_of_whole(text).as_deref(), Some(meant), "{text}");
        }
        for text in ["3 of 10", "3 von uns", "3 sur le pont", "30% von 10", "3 Stationen von 10", "von 3 von 10"] {
            assert_eq!(part_of_whole(text), None, "{text}");
        }
    }
}

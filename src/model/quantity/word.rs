//! Words of units: singular and plural, short and in full.

use std::borrow::Cow;

use crate::model::script::composed;

/// Pairs that no rule of endings joins.
const IRREGULAR: [(&str, &str); 39] = [
    ("people", "person"),
    ("children", "child"),
    ("criteria", "criterion"),
    ("phenomena", "phenomenon"),
    ("feet", "foot"),
    ("teeth", "tooth"),
    ("geese", "goose"),
    ("mice", "mouse"),
    ("oxen", "ox"),
    ("dice", "die"),
    ("matrices", "matrix"),
    ("appendices", "appendix"),
    ("indices", "index"),
    ("vertices", "vertex"),
    ("leaves", "leaf"),
    ("lives", "life"),
    ("wives", "wife"),
    ("knives", "knife"),
    ("halves", "half"),
    ("shelves", "shelf"),
    ("loaves", "loaf"),
    ("buses", "bus"),
    ("gases", "gas"),
    ("lenses", "lens"),
    ("aliases", "alias"),
    ("biases", "bias"),
    ("statuses", "status"),
    ("viruses", "virus"),
    ("bonuses", "bonus"),
    ("campuses", "campus"),
    ("crises", "crisis"),
    ("diagnoses", "diagnosis"),
    ("theses", "thesis"),
    ("hypotheses", "hypothesis"),
    ("quizzes", "quiz"),
    ("heroes", "hero"),
    ("potatoes", "potato"),
    ("tomatoes", "tomato"),
    ("vetoes", "veto"),
];

/// Plurals that lose their `s` alone, where others of their ending change more.
const PLAIN: [&str; 22] = [
    "movies",
    "cookies",
    "calories",
    "ties",
    "pies",
    "lies",
    "selfies",
    "rookies",
    "zombies",
    "hoodies",
    "newbies",
    "freebies",
    "smoothies",
    "caches",
    "niches",
    "headaches",
    "wikis",
    "taxis",
    "emojis",
    "menus",
    "gurus",
    "skis",
];

/// Words that end as plurals do, and are none.
const NO_PLURALS: [&str; 15] = [
    "news",
    "series",
    "species",
    "means",
    "always",
    "canvas",
    "atlas",
    "alias",
    "chaos",
    "kudos",
    "iops",
    "flops",
    "mips",
    "lens",
    "headquarters",
];

/// What units are written for short.
const SHORT: [(&str, &str); 16] = [
    ("s", "second"),
    ("sec", "second"),
    ("min", "minute"),
    ("h", "hour"),
    ("hr", "hour"),
    ("d", "day"),
    ("wk", "week"),
    ("mo", "month"),
    ("mth", "month"),
    ("yr", "year"),
    ("pt", "point"),
    ("t", "tonne"),
    ("kg", "kilogram"),
    ("lb", "pound"),
    ("km", "kilometre"),
    ("kilometer", "kilometre"),
];

/// Endings that are put to the singular, in English and other languages: `movies` of `movie`, `Kunden` of `Kunde`.
const ENDINGS: [&str; 9] = ["s", "e", "n", "en", "er", "es", "x", "zes", "ses"];

/// Endings of a plural for those of its singular: `leaves` and `knives`, `firewomen`, `hypotheses`, `alumni`, `curricula`.
const EXCHANGED: [(&str, &str); 6] =
    [("ves", "f"), ("ves", "fe"), ("men", "man"), ("es", "is"), ("i", "us"), ("a", "um")];

/// Whether two words of units are one: in singular or plural, in full or for short, with or without the commas of a number.
pub fn same_word(a: &str, b: &str) -> bool {
    // Most are written alike.
    if a == b {
        return true;
    }
    // "34 days." and "34 days: a rota is missing" are days.
    let bare = |word| folded(str::trim_end_matches(word, ['.', ':', '!', '?', '…']));
    let (a, b) = (bare(a), bare(b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let ending = long.strip_prefix(short.as_str()).filter(|_| short.chars().count() > 2);
    let (one, other) = (singular(&a), singular(&b));
    let done = |done: &str, thing: &str| {
        let stem = done.strip_suffix("ed").filter(|stem| stem.len() > 2);
        stem.is_some_and(|stem| thing.strip_suffix('e').unwrap_or(thing) == stem)
    };
    a == b
        || in_full(&one) == in_full(&other)
        || ending.is_some_and(|ending| ENDINGS.contains(&ending))
        || is_plural(&a, &b)
        || is_plural(&b, &a)
        // "12 hired" are 12 hires.
        || done(&a, &other)
        || done(&b, &one)
}

/// Whether a word is the plural of another by the exchange of their endings.
fn is_plural(many: &str, one: &str) -> bool {
    EXCHANGED.iter().any(|(of_many, of_one)| {
        let stem = many.strip_suffix(of_many).zip(one.strip_suffix(of_one));
        stem.is_some_and(|(many, one)| many == one && (many.len() > 1 || *of_one == "man"))
    })
}

/// Whether a word is a unit of time: `h`, `30m` without its number, `Days`.
pub fn is_time(word: &str) -> bool {
    let one = singular(&folded(word.trim_end_matches(['.', ':', '!', '?', '…'])));
    one == "m" || matches!(in_full(&one), "second" | "minute" | "hour" | "day" | "week" | "month" | "year")
}

/// How many seconds a unit of time has. Those of months and years differ.
pub fn seconds(word: &str) -> Option<f64> {
    Some(match in_full(&singular(&folded(word.trim_end_matches('.')))) {
        "second" => 1.0,
        "m" | "minute" => 60.0,
        "hour" => 3600.0,
        "day" => 86_400.0,
        "week" => 604_800.0,
        _ => return None,
    })
}

fn in_full(word: &str) -> &str {
    SHORT.iter().find(|(short, _)| *short == word).map_or(word, |(_, full)| full)
}

/// Without case, without the commas of `1,000`, and without the dots that a plural puts on its vowel, or `İ` on its small letter.
fn folded(word: &str) -> String {
    let plain = |letter| match letter {
        'ä' => 'a',
        'ö' => 'o',
        'ü' => 'u',
        letter => letter,
    };
    let lower = composed(word).chars().flat_map(char::to_lowercase).map(plain).collect::<String>();
    lower.replace([',', '\u{307}'], "")
}

/// A word as it stands beside 1: `day` of `days`. It stays as it is where it may be something else than the plural of an English
/// word: an abbreviation such as `ms`, `ops/s` and `Mbps`, or one such as `bus`, `mois` and `Haus`.
pub fn beside_one(word: &str) -> Cow<'_, str> {
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == word) {
        return (*one).into();
    }
    match word.strip_suffix('s').filter(|stem| !NO_PLURALS.contains(&word) && is_word_of_many(stem)) {
        Some(stem) if is_named_short(stem) || PLAIN.contains(&word) => stem.into(),
        // Of a basis, a bus, a class, a succès there are others: their plurals end otherwise.
        Some(stem) if stem.ends_with(['i', 'u', 's', 'è']) || stem.ends_with("use") && !has_diphthong(stem) => {
            word.into()
        }
        Some(stem) if stem.ends_with('a') && stem.len() < 4 => word.into(),
        Some(_) => singular(word).into(),
        None => word.into(),
    }
}

/// Whether what stands before an `s` can be a word whose plural the `s` makes: of three letters at least, with a vowel, and not
/// put together from letters.
fn is_word_of_many(stem: &str) -> bool {
    let letters = |letter: char| letter.is_alphabetic() || letter == '-';
    let is_vowel = |letter: char| !letter.is_ascii() || "aeiouyAEIOUY".contains(letter);
    let is_plain = stem.chars().skip(1).all(|letter| !letter.is_uppercase());
    stem.chars().all(|letter| letters(letter) && !matches!(letter, 'µ' | 'μ'))
        && (is_named_short(stem) || is_plain && stem.chars().count() > 2 && stem.contains(is_vowel))
}

/// Whether it is an abbreviation of a thing, of which there are many: `hr`, `API`, `PR`.
fn is_named_short(stem: &str) -> bool {
    let is_known = || SHORT.iter().any(|(short, _)| *short == stem);
    stem.len() > 1 && (stem.bytes().all(|letter| letter.is_ascii_uppercase()) || is_known())
}

/// `house`, `cause`: of their like the plural keeps the `e`.
fn has_diphthong(stem: &str) -> bool {
    stem.ends_with("ouse") || stem.ends_with("ause")
}

fn singular(word: &str) -> String {
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == word) {
        return (*one).to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    // "2 journaux" are of a journal.
    for (ending, keeps) in
        [("yses", "ysis"), ("naux", "nal"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh")]
    {
        if let Some(stem) = word.strip_suffix(ending) {
            return format!("{stem}{keeps}");
        }
    }
    word.strip_suffix('s')
        .filter(|stem| stem.len() > 1 && !stem.ends_with('s') && !stem.ends_with("si"))
        .unwrap_or(word)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::{beside_one, same_word};

    #[test]
    fn plurals_are_of_their_singular() {
        for (many, one) in [
            ("movies", "movie"),
            ("cookies", "cookie"),
            ("queries", "query"),
            ("caches", "cache"),
            ("batches", "batch"),
            ("quizzes", "quiz"),
            ("buses", "bus"),
            ("gasses", "gas"),
            ("axes", "axis"),
            ("hypotheses", "hypothesis"),
            ("crises", "crisis"),
            ("lives", "life"),
            ("knives", "knife"),
            ("halves", "half"),
            ("leaves", "leaf"),
            ("shelves", "shelf"),
            ("archives", "archive"),
            ("Feet", "foot"),
            ("teeth", "tooth"),
            ("alumni", "alumnus"),
            ("curricula", "curriculum"),
            ("women", "woman"),
            ("men", "man"),
            ("firemen", "fireman"),
        ] {
            assert!(same_word(many, one) && same_word(one, many), "{many} {one}");
        }
        for (a, b) in
            [("wikis", "wires"), ("data", "date"), ("menus", "man"), ("staff", "staves"), ("us", "i"), ("has", "half")]
        {
            assert!(!same_word(a, b) && !same_word(b, a), "{a} {b}");
        }
    }

    #[test]
    fn beside_one_stands_the_singular_of_what_is_a_plural_for_sure() {
        for (many, one) in [
            ("days", "day"),
            ("Services", "Service"),
            ("apps", "app"),
            ("queries", "query"),
            ("Stories", "Story"),
            ("movies", "movie"),
            ("classes", "class"),
            ("addresses", "address"),
            ("boxes", "box"),
            ("branches", "branch"),
            ("caches", "cache"),
            ("analyses", "analysis"),
            ("buses", "bus"),
            ("statuses", "status"),
            ("houses", "house"),
            ("releases", "release"),
            ("responses", "response"),
            ("employees", "employee"),
            ("ideas", "idea"),
            ("videos", "video"),
            ("wikis", "wiki"),
            ("check-ins", "check-in"),
            ("people", "person"),
            ("children", "child"),
            ("APIs", "API"),
            ("PRs", "PR"),
            ("hrs", "hr"),
            ("lbs", "lb"),
            ("cafés", "café"),
        ] {
            assert_eq!(beside_one(many), one);
        }
        for kept in [
            "s", "ms", "µs", "ops/s", "ops", "rps", "fps", "Mbps", "iops", "kWhs", "iPads", "mois", "Haus", "bus",
            "gas", "news", "status", "class", "process", "series", "basis", "excuses", "succès", "yes", "day", "staff",
            "ads",
        ] {
            assert_eq!(beside_one(kept), kept);
        }
    }

    #[test]
    fn a_word_is_the_same_in_capitals_and_with_its_accents_behind_their_letters() {
        for (a, b) in
            [("élèves", "e\u{301}le\u{300}ves"), ("İş", "iş"), ("İş", "I\u{307}s\u{327}"), ("Gäste", "ga\u{308}ste")]
        {
            assert!(same_word(a, b) && same_word(b, a), "{a} {b}");
        }
        assert!(!same_word("pêche", "péché"));
    }
}

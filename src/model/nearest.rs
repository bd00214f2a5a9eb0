//! What was meant by a word that is not known.

/// No name is longer, in letters: what is was pasted, and is compared with nothing.
const LONGEST: usize = 200;

/// The known word nearest to `word`, if it is near enough to be what was meant, or begins with it: `value` for `val`. Case makes
/// no difference where nothing else does.
///
/// As the number of letters that are left out, added, replaced or change places with their neighbour (Damerau and Levenshtein).
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let word = word.to_lowercase();
    let length = word.chars().count();
    if length > LONGEST {
        return None;
    }
    // Of four letters two are too many: `tags` is no `was`.
    let most = if length <= 4 { 1 } else { 1 + length / 4 };
    let (mut best, mut begun): (Option<(usize, &str)>, Option<&str>) = (None, None);
    for name in known {
        let lower = name.to_lowercase();
        // They are at least as far apart as their lengths.
        let is_alike = lower.chars().count().abs_diff(length) <= most;
        let apart = (if is_alike { strsim::damerau_levenshtein(&word, &lower) } else { usize::MAX }, name);
        let is_near = apart.0 <= most && apart.0 < name.chars().count();
        if is_near && best.is_none_or(|best| apart < best) {
            best = Some(apart);
        }
        if length > 2 && lower.starts_with(&word) && begun.is_none() {
            begun = Some(name);
        }
    }
    best.map(|(_, name)| name).or(begun)
}

/// Whether two words are one but for a letter that is left out, added, replaced or changed places with its neighbour.
pub fn is_slip(word: &str, known: &str) -> bool {
    word.chars().count().abs_diff(known.chars().count()) <= 1 && strsim::damerau_levenshtein(word, known) <= 1
}

/// The way out where a word is near a known one.
pub fn did_you_mean(near: &str) -> String {
    format!("did you mean `{near}`?")
}

/// The known word nearest to `word`, however far it is; to no pasted one.
pub fn closest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let word = word.to_lowercase();
    if word.chars().count() > LONGEST {
        return None;
    }
    known.into_iter().min_by_key(|name| (strsim::damerau_levenshtein(&word, &name.to_lowercase()), *name))
}

#[cfg(test)]
mod tests {
    use super::{closest, nearest};

    const KEYS: [&str; 4] = ["value", "target", "owner", "on"];

    #[test]
    fn what_is_near_was_meant() {
        let near =
            [("valeu", "value"), ("Target", "target"), ("tagret", "target"), ("val", "value"), ("ownr", "owner")];
        for (word, meant) in near {
            assert_eq!(nearest(word, KEYS), Some(meant), "{word}");
        }
        assert_eq!(nearest("HIRING", ["hirings", "Hiring"]), Some("Hiring"));
    }

    #[test]
    fn what_is_far_was_not() {
        for word in ["", "zz", "budget", "ta", "confidence"] {
            assert_eq!(nearest(word, KEYS), None, "{word}");
        }
        assert_eq!(closest("budget", KEYS), Some("target"));
        assert_eq!(closest("budget", []), None);
        let pasted = "value".repeat(100_000);
        assert_eq!((nearest(&pasted, [&*pasted, "value"]), closest(&pasted, KEYS)), (None, None));
    }
}

//! Shares of one whole, told one after the other: `75% at level 2, 25% at level 3`. Percentages of different things are no
//! shares of a whole, so only what can be told with confidence is taken for one: levels, words that exclude each other, and
//! lists of three or more.

mod sets;

use std::collections::HashSet;

use sets::{
    BETWEEN, JOINTS, LEADING, MORE, OPENING, OVERLAP, REST, SETS, STEPS, is_no_part, is_outcome, is_state, state,
};

/// A percentage with the words around it.
struct Share<'a> {
    percent: f64,
    /// Half of its last digit: it may have been rounded.
    half: f64,
    before: &'a str,
    after: &'a str,
}

/// What a label says of its share.
struct Label {
    /// Which of the sets of parts it belongs to.
    set: usize,
    /// What the words around it say of the whole.
    words: Vec<String>,
    name: String,
    /// It is the part of something of its own: `80% open rate`.
    own: bool,
}

/// Parts of one whole that were told.
struct Whole<'a> {
    /// The first part that was told of it.
    first: Label,
    /// What stands before the first share: `Backend 80% done`.
    subject: Vec<String>,
    parts: Vec<String>,
    shares: Vec<Share<'a>>,
}

/// The shares of one whole that come to more than it, even if each was rounded up.
pub fn more_than_a_whole(text: &str) -> Option<Vec<f64>> {
    if text.bytes().filter(|byte| *byte == b'%').count() < 2 {
        return None;
    }
    let lower = text.to_lowercase();
    if OVERLAP.iter().any(|words| lower.contains(words)) {
        return None;
    }
    let told = told(&lower);
    let and_rest = told.windows(2).find(|pair| is_rest(&pair[0], &pair[1]) && is_too_much(pair));
    let and_rest = and_rest.map(|pair| pair.iter().map(|told| told.percent).collect());
    let listed = told_in_list(&lower, &told).then(|| told.iter().map(|told| told.percent).collect());
    and_rest.or(listed).or_else(|| parts_of_sets(told))
}

/// Whether shares come to more than a whole, even if each was rounded up.
fn is_too_much(shares: &[Share]) -> bool {
    shares.len() > 1 && shares.iter().map(|told| told.percent - told.half).sum::<f64>() > 100.0 + 1e-9
}

/// Whether the second is told of what the first is not told of: `85% covered, 25% not covered`, `80% moved, 30% remaining`.
fn is_rest(first: &Share, second: &Share) -> bool {
    let still = |word: &String| word == "still";
    let (of, rest) = (words(first.after), words(second.after));
    // "99% uptime, error budget 40% left" is what is left of something else.
    if !words(second.before).is_empty() || of.is_empty() || of[0] == "of" || of.iter().any(|word| word == "not") {
        return false;
    }
    let denied: Vec<&String> = rest.iter().filter(|word| *word != "not" && *word != "yet" && !still(word)).collect();
    let label = rest.iter().filter(|word| !still(word)).cloned().collect::<Vec<_>>().join(" ");
    let is_opposite = |(a, b): (&String, &String)| b.strip_prefix("un") == Some(a.as_str());
    REST.contains(&label.as_str())
        || rest.iter().any(|word| word == "not") && denied.iter().copied().eq(of.iter())
        || of.len() == 1 && rest.len() == 1 && is_opposite((&of[0], &rest[0]))
}

fn parts_of_sets(told: Vec<Share>) -> Option<Vec<f64>> {
    let mut wholes: Vec<Whole> = Vec::new();
    let mut others = false;
    for told in told {
        let behind = part(told.after, false).map(|part| (part, subject(told.before)));
        let Some((part, subject)) = behind.or_else(|| Some((part(told.before, true)?, Vec::new()))) else {
            let label = words(told.after);
            others |= (1..=2).contains(&label.len()) && label[0] != "of";
            continue;
        };
        // What the shares are of is often said with the first one only.
        let goes_on = |whole: &&mut Whole| {
            whole.first.set == part.set
                && (whole.first.words == part.words || part.words.is_empty() && !whole.first.own)
                && (subject.is_empty() || whole.subject == subject)
        };
        match wholes.iter_mut().rev().find(goes_on) {
            // The same part again is told of something else, or of another day.
            Some(whole) if whole.parts.contains(&part.name) => return None,
            Some(whole) => {
                whole.parts.push(part.name);
                whole.shares.push(told);
            }
            None => wholes.push(Whole { subject, parts: vec![part.name.clone()], first: part, shares: vec![told] }),
        }
    }
    // Of groups it may be a rate of each: `Fixed: 100% critical, 80% high`.
    let is_rate = |whole: &Whole| {
        let is_group = SETS.get(whole.first.set).is_some_and(|(either_side, _)| !either_side);
        is_group && (others || wholes.len() > 1 || whole.subject.iter().any(|word| is_outcome(word)))
    };
    let too_much = wholes.iter().find(|whole| is_too_much(&whole.shares) && !is_rate(whole))?;
    Some(too_much.shares.iter().map(|told| told.percent).collect())
}

/// What stands before a share and says what it is of.
fn subject(before: &str) -> Vec<String> {
    let mut words = words(before);
    words.retain(|word| !OPENING.contains(&word.as_str()));
    words
}

/// Whether shares stand in a list of their own, each with a word or three, and come to somewhat more than a whole:
/// `60% done, 30% in review, 20% open`, or `gold: 40%, green: 35%, closed: 30%`.
fn told_in_list(text: &str, told: &[Share]) -> bool {
    /// Beyond it they are rates rather, each of its own: `90% unit, 80% integration, 60% end to end`.
    const MOST: f64 = 150.0;
    let [first, others @ ..] = told else { return false };
    // "Fixed: 80% high" is a rate of each.
    let is_rate = |before: &str| matches!(words(before).as_slice(), [only] if is_outcome(only));
    let leads = |before: &str| {
        before.ends_with(':') && !is_rate(before) || LEADING.iter().any(|words| ends_with(before, words))
    };
    let behind = (leads(first.before) || words(first.before).is_empty())
        && others.iter().all(|told| words(told.before).is_empty());
    let in_front = told.iter().all(|told| words(told.after).is_empty());
    let label = |told: &Share| words(if behind { told.after } else { in_front_of(told) });
    let labels: Vec<Vec<String>> = told.iter().map(label).collect();
    let is_label = |label: &Vec<String>| (1..=3).contains(&label.len()) && !label.iter().any(|word| is_no_part(word));
    // What stands before a percentage is more often what it is a rate of: `doctors 40%, nurses 35%`. Of two words that say a
    // state it is not.
    let says = |label: &[String]| label.len() > 1 && label.last().is_some_and(|last| is_outcome(last));
    let is_of_all = |labels: &[Vec<String>]| {
        labels
            .split_last()
            .is_some_and(|(last, others)| says(last) && !others.iter().any(|label| is_state(label) || says(label)))
    };
    let states = || labels.iter().filter(|label| is_state(label)).count();
    told.len() > 2
        && text.matches('%').count() == told.len()
        && (behind || in_front && states() > 1)
        && labels.iter().all(is_label)
        // "60% high, 50% medium, 20% low done" are rates, too.
        && !is_of_all(&labels)
        && labels.iter().collect::<HashSet<_>>().len() == labels.len()
        && is_too_much(told)
        && told.iter().map(|told| told.percent).sum::<f64>() <= MOST
}

/// Whether a text ends with whole words.
fn ends_with(text: &str, words: &str) -> bool {
    text.strip_suffix(words).is_some_and(|before| before.is_empty() || before.ends_with(' '))
}

/// The label in front of a percentage, without what leads to the list: `gold` of `410 papers: gold: 40%`.
fn in_front_of<'a>(told: &Share<'a>) -> &'a str {
    told.before.trim_end_matches([':', ' ']).rsplit(':').next().unwrap_or_default()
}

/// The unsigned percentages of a text, each with the words up to its neighbours and to the next comma.
fn told(text: &str) -> Vec<Share<'_>> {
    let mut found: Vec<Share> = Vec::new();
    let mut from = 0;
    let marks: Vec<(usize, usize)> = text
        .match_indices('%')
        .filter_map(|(end, _)| {
            let number = text[..end].trim_end();
            let digits = number.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
            (digits.len() < number.len()).then_some((digits.len(), end))
        })
        .collect();
    for (number, &(start, end)) in marks.iter().enumerate() {
        let next = marks.get(number + 1).map_or(text.len(), |next| next.0);
        // `1 of 8 (12.5%) at level 3`: the words come behind the parenthesis.
        let behind = end + 1 + usize::from(text[end + 1..next].starts_with(')'));
        let gap = &text[behind..next];
        // Without a mark between them a word parts what is told of one from what is told of the next.
        let joint = || JOINTS.iter().filter_map(|joint| gap.rfind(joint)).max().filter(|_| next < text.len());
        let until = gap.find([',', ';', '(', ')', '\n']).or_else(joint).map_or(next, |at| behind + at);
        let before = text[from..start].rsplit([',', ';', '(', ')', '\n']).next().unwrap_or_default();
        let (before, after) = (before.trim(), text[behind..until].trim());
        from = until;
        // A signed percentage is a change or a claim.
        if before.ends_with(['+', '-', '−', '±', '~', '≥', '≤', '<', '>', '=', '–']) {
            continue;
        }
        let digits = text[start..end].trim();
        let decimals = digits.split_once('.').map_or(0, |(_, fraction)| fraction.len());
        let half = 0.5 * 0.1_f64.powi(i32::try_from(decimals).unwrap_or(0));
        if let Ok(percent) = digits.parse() {
            found.push(Share { percent, half, before, after });
        }
    }
    found
}

/// The words of a label, without those that part it from the next.
fn words(label: &str) -> Vec<String> {
    let bare = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned();
    let words = label.split_whitespace().map(bare).filter(|word| !word.is_empty());
    words.filter(|word| !BETWEEN.contains(&word.as_str())).collect()
}

/// What a label says of its share. `leads` where it stands before the percentage.
fn part(label: &str, leads: bool) -> Option<Label> {
    let words = words(label);
    let part = |set: usize, at: usize, length: usize, name: &str| {
        let (before, behind) = (&words[..at], &words[at + length..]);
        let own = behind.first().is_some_and(|word| !MORE.contains(&word.as_str()));
        Some(Label { set, words: [before, behind].concat(), name: name.to_owned(), own })
    };
    for (at, pair) in words.windows(2).enumerate() {
        let is_at = !leads && at > 0 && words[at - 1] == "at";
        if STEPS.contains(&pair[0].as_str()) && pair[1].len() < 4 && (is_at || pair[0] == "level") {
            return part(SETS.len(), at, 2, &pair[1]);
        }
    }
    for (set, (_, parts)) in SETS.iter().enumerate().filter(|(_, (either_side, _))| *either_side || !leads) {
        // The longest words first: `partly met` is not `met`.
        let longest = parts.iter().max_by_key(|part| {
            let run: Vec<&str> = part.split(' ').collect();
            if words.windows(run.len()).any(|words| words == run) { part.len() } else { 0 }
        })?;
        let run: Vec<&str> = longest.split(' ').collect();
        let Some(at) = words.windows(run.len()).position(|words| words == run) else { continue };
        // "74% of girls" is a rate among them.
        if at > 0 && words[at - 1] == "of" {
            return None;
        }
        return part(set, at, run.len(), state(longest));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::more_than_a_whole;

    #[test]
    fn parts_of_one_whole_are_told_from_rates() {
        for told in [
            "100% at Level 2 12.5 % at Level 3 12.5 % at Level 4",
            "Level 2: 100%, Level 3: 12.5%",
            "8 of 8 (100%) at level 2, 1 (12.5%) at level 3",
            "60% at stage 2, 50% at stage 3",
            "60% of people agree, 50% of people do not",
            "60% agree, 30% are neutral and 20% disagree",
            "55% green, 30% amber, 25% red",
            "green: 70%, red: 40%",
            "70% of key results on track, 20% at risk, 15% off track",
            "62% women, 48% men",
            "80% met, 20% partly met, 10% missed",
            "60% positive, 55% negative",
            "60% in favour, 45% against",
            "60% open, 50% closed",
            "60% done, 70% todo",
            "60% done, 70% to do",
            "85% covered, 25% not covered",
            "80% trained and 30% untrained",
            "80% migrated, 30% not yet",
            "80% migrated, 30% still remaining",
            "60% done, 30% in review, 20% open",
            "50% yes, 40% maybe, 20% no",
            "70 users (60% US, 30% UK and 20% DE)",
            "55% satisfied, 30% neutral, 25% dissatisfied",
            "70% migrated; 20% in progress; 20% not started",
            "70% done, 40% open",
            "410 papers, 40% gold, 35% green, 30% closed",
            "410 papers: 40% gold, 35% green, 30% closed",
            "410 papers; of these 40% gold, 35% green, 30% closed",
            "410 papers with 40% gold, 35% green, 30% closed",
            "410 papers, gold 40%, green 35%, closed 30%",
            "410 papers: gold: 40%, green: 35%, closed: 30%",
            "gold: 40%, green: 35%, closed: 30%",
            "Backend 80% done, 40% in progress",
            "Backend 60% done, 50% open; frontend 70% done, 20% open",
            "Staff: 62% women, 48% men",
            "70% done and the remaining 40% in progress",
            "60% agree with the plan, 50% disagree",
            "12 tickets closed: 60% bugs, 30% questions, 20% spam",
        ] {
            assert!(more_than_a_whole(told).is_some(), "{told}");
        }
        for told in [
            "75% at level 2, 12.5% at level 3, 12.5% at level 4",
            "100% at level 2 or above, 40% at level 3 or above",
            "60% of people agree, 50% of teams do not",
            "34% agree, 34% disagree, 33% neutral",
            "52% girls and 48% boys",
            "girls 74%, boys 68%",
            "74% of girls, 68% of boys",
            "95% complete, 68% of traffic",
            "first dose 95%, second dose 88%",
            "Phase 1 100%, phase 2 20%",
            "Phase 1: 100%, phase 2: 40%, phase 3: 5%",
            "class 5: 55%, class 6: 50%",
            "grade 5: 40%, grade 6: 45%, grade 7: 50%",
            "100% of phase 1, 20% of phase 2",
            "100% in step 1, 20% in step 2",
            "+60% green, +50% red",
            "60% done, last quarter 50% done",
            "90% uptime, 95% satisfaction",
            "70% open rate, 40% click rate",
            "75% covered, 25% not covered",
            "99% uptime, error budget 40% left",
            "80% covered, 90% reviewed",
            "70% of girls, 60% not",
            "80% internal, 70% external",
            "90% of teams have a plan, 40% of teams have a budget",
            "60% US, 30% UK, 10% DE",
            "33.4% US, 33.3% UK, 33.4% DE",
            "90% unit, 80% integration, 60% end to end",
            "40% in Q1, 40% in Q2, 40% in Q3",
            "40% in May, 40% in June, 40% in July",
            "50% of teams, 60% of users, 20% of systems",
            "45% faster, 30% cheaper, 40% fewer errors",
            "60% US, 30% UK, 20% DE, +5% in all",
            "60% US, 30% UK, 20%",
            "410 papers: 40% gold, 35% green, 25% closed",
            "gold: 40%, green: 35%, closed: 25%",
            "in Berlin 40%, in Hamburg 35%, in Munich 30%",
            "210 staff, doctors 40%, nurses 35%, porters 30%",
            "12 servers: cpu 40%, memory 45%, disk 30%",
            "open rate 60%, click rate 20%, reply rate 30%",
            "12 mails: opened 60%, clicked 20%, replied 30%",
            "50% (Design 100% complete, build 60% done)",
            "Backend 80% done, frontend 40% in progress",
            "Backend 80% done and frontend 40% in progress",
            "Team A 60% on track, Team B 50% at risk",
            "Team A: 60% on track; Team B: 50% at risk",
            "60% completed, of which 50% closed",
            "60% completed of which 50% open",
            "70% complete, up from 40% done",
            "70% complete up from 40% open",
            "80% open rate and 60% closed",
            "Fixed: 100% critical; 80% high; 60% medium",
            "Fixed: 60% critical; 50% high; 20% medium",
            "Fixed: 80% high; 60% medium",
            "100% high priority, 60% medium, 20% low priority done",
            "60% high, 50% medium, 20% low done",
            "90% of goals met, 35% exceeded",
            "green: 40%, of which gold: 35%, new: 30%, in all 105%",
        ] {
            assert_eq!(more_than_a_whole(told), None, "{told}");
        }
    }
}

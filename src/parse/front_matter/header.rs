//! The headers of `site.md`, `deck.md` and of files of slides: the keys that are not a kind's own.

use crate::model::base_url::{self, Fault};
use crate::model::diagnostic::Code;
use crate::model::document::{Audience, Cycle, DeckHeader, Header, RawHtml, Role, SiteHeader, SlidesHeader};
use crate::model::language;
use crate::model::nearest::nearest;
use crate::model::quarter::{Quarter, WrittenQuarter, month_named};
use crate::model::script::composed;
use crate::model::slug::{is_of_ids, slug};
use crate::parse::front_matter::node::{Kind, Node};
use crate::parse::front_matter::reader::{Fields, Reader};
use crate::parse::front_matter::{chart, kinds};

pub const SITE: &[&str] = &[
    "format",
    "title",
    "organization",
    "fiscal_year_starts",
    "cycle",
    "base_url",
    "language",
    "theme",
    "raw_html",
    "extra",
];

/// Whether some kind of file has this key.
pub fn is_key(key: &str) -> bool {
    [SITE, DECK, COMMON].iter().any(|keys| keys.contains(&key)) || kinds::of_key(key).is_some()
}

/// The version of the format that is read here.
pub const FORMAT: &str = "1";

pub const DECK: &[&str] = &["title", "team", "quarter", "date", "authors", "cycle", "draft", "audience", "extra"];

pub const COMMON: &[&str] = &["title", "id", "kind", "audience", "draft", "time", "charts", "extra"];

const CYCLES: &[(&str, Cycle)] = &[("year", Cycle::Year), ("quarter", Cycle::Quarter)];

/// `content/site.md`.
pub fn site<'a>(reader: &mut Reader<'a>, fields: &Fields<'a>) -> SiteHeader {
    reader.unknown_keys(fields.entries, SITE);
    if let Some(node) = fields.get("format") {
        format(reader, node);
    }
    SiteHeader {
        title: reader.string_of(fields, "title"),
        organization: reader.string_of(fields, "organization"),
        fiscal_year_starts: fields.get("fiscal_year_starts").and_then(|node| month(reader, node)).unwrap_or(1),
        cycle: fields.get("cycle").and_then(|node| reader.choice(node, CYCLES)).unwrap_or(Cycle::Year),
        base_url: fields.get("base_url").and_then(|node| base_url(reader, node)),
        language: fields.get("language").and_then(|node| language(reader, node)).unwrap_or_else(|| "en".into()),
        theme: fields.get("theme").and_then(|node| theme(reader, node)).unwrap_or_else(|| "default".into()),
        raw_html: fields.get("raw_html").map_or(RawHtml::Safe, |node| raw_html(reader, node)),
        extra: extra(reader, fields),
    }
}

/// The version of the format: a newer one is not guessed at.
fn format(reader: &mut Reader, node: &Node) {
    let Some(text) = reader.string(node).filter(|text| text != FORMAT) else { return };
    let newer = text.parse::<u32>().is_ok_and(|version| version > 1);
    let hint = if newer {
        format!("format {text} needs a newer quarterdeck than this one, which is {}", env!("CARGO_PKG_VERSION"))
    } else {
        format!("write `format: {FORMAT}`")
    };
    reader.wrong(node, &format!("format {FORMAT}, the newest that this quarterdeck reads"), hint);
}

/// Whether HTML in the texts is trusted; told at every build, because nothing else guards the pages then.
fn raw_html(reader: &mut Reader, node: &Node) -> RawHtml {
    let choice = reader.choice(node, &[("safe", RawHtml::Safe), ("all", RawHtml::All)]).unwrap_or(RawHtml::Safe);
    if choice == RawHtml::All {
        let message = "HTML in the texts is trusted: whoever writes content can put anything into the pages";
        reader.report(
            Code::RawHtml,
            &node.at,
            message,
            "write `safe`, which keeps what does no harm, if that is enough",
        );
    }
    choice
}

fn month(reader: &mut Reader, node: &Node) -> Option<u8> {
    const WAY: &str = "write it like `july`";
    let text = reader.string_as(node, "the name of a month", WAY)?;
    let number = month_named(&text).or_else(|| text.parse().ok()).filter(|number| (1..=12).contains(number));
    if number.is_none() {
        reader.wrong(node, "the name of a month", WAY);
    }
    number.and_then(|number| u8::try_from(number).ok())
}

fn base_url(reader: &mut Reader, node: &Node) -> Option<String> {
    let url = reader.string(node)?;
    let read = base_url::read(&url);
    read.map_err(|Fault { expected, hint }| reader.wrong(node, expected, hint)).ok()
}

fn language(reader: &mut Reader, node: &Node) -> Option<String> {
    const WAY: &str = "write it like `en` or `pt-BR`";
    let tag = reader.string_as(node, "a language tag", WAY)?;
    if !language::is_tag(&tag) {
        let meant = language::tag_meant(&tag).map(|meant| format!("write `{meant}`"));
        reader.wrong(node, "a language tag", meant.unwrap_or_else(|| WAY.to_owned()));
        return None;
    }
    Some(tag)
}

/// `deck.md`. What is missing has stand-ins: the mistake is told, and the deck's files are not called orphans for it.
pub fn deck<'a>(reader: &mut Reader<'a>, fields: &Fields<'a>) -> DeckHeader {
    reader.unknown_keys(fields.entries, DECK);
    let team_node = reader.required(fields, "team", "a deck", "write whose deck it is: `team: Technology`");
    let (team_id, team) = team_node.map(|node| team(reader, node)).unwrap_or_default();
    let quarter_node =
        reader.required(fields, "quarter", "a deck", "write which quarter it is about: `quarter: Q3 FY2020-21`");
    let quarter = quarter_node.and_then(|node| match reader.quarter(node)? {
        WrittenQuarter::Full(quarter) => Some(quarter),
        WrittenQuarter::OfDeckYear(number) => {
            let message = "a deck's quarter has its year";
            let hint = format!("write it like `Q{number} FY2020-21` or `Q{number} 2021`");
            reader.report(Code::BadQuarter, &node.at, message, hint);
            None
        }
    });
    DeckHeader {
        title: reader.words_of(fields, "title"),
        team_id,
        team,
        has_quarter: quarter.is_some(),
        quarter: quarter.unwrap_or(Quarter { year: 2000, number: 1 }),
        date: fields.get("date").and_then(|node| reader.date(node)),
        authors: reader.each_words_of(fields, "authors"),
        cycle: fields.get("cycle").and_then(|node| reader.choice(node, CYCLES)),
        draft: draft(reader, fields),
        audience: audience(reader, fields),
        extra: extra(reader, fields),
    }
}

fn team<'a>(reader: &mut Reader<'a>, node: &'a Node) -> (Option<String>, String) {
    if !matches!(node.kind, Kind::Map(_)) {
        return (None, reader.string(node).unwrap_or_default());
    }
    let Some(fields) = reader.mapping(node, &["id", "name"], "a team: a name, or `{id: technology, name: Technology}`")
    else {
        return Default::default();
    };
    let id = fields.get("id").and_then(|node| id(reader, node));
    let name = reader.required(&fields, "name", "a team", "write `{id: technology, name: Technology}`");
    (id, name.and_then(|node| reader.string(node)).unwrap_or_default())
}

/// A file with a statement, though its key is misspelt, or with key results is meant to be an objective.
fn is_objective(fields: &Fields) -> bool {
    let tells = |key: &str| matches!(key, "objective" | "key_results");
    if fields.entries.iter().any(|entry| tells(&entry.key)) {
        return true;
    }
    let keys = [COMMON, kinds::keys("objective")].concat();
    let misspelt = |key: &str| !keys.contains(&key) && nearest(key, keys.iter().copied()).is_some_and(tells);
    fields.entries.iter().any(|entry| misspelt(&entry.key))
}

/// Tells of the keys that would be known if the file said its kind, and gives them back.
fn of_other_kinds<'a>(reader: &mut Reader, fields: &Fields<'a>, known: &[&str]) -> Vec<&'a str> {
    let mut told = Vec::new();
    // One letter off a key that belongs here is a slip: `outcomes` in an objective.
    let is_slip = |key: &str| known.iter().any(|known| strsim::damerau_levenshtein(known, key) <= 1);
    for entry in fields.entries.iter().filter(|entry| !known.contains(&entry.key.as_str())) {
        let Some(kind) = kinds::of_key(&entry.key).filter(|_| !is_slip(&entry.key)) else { continue };
        let message = format!("there is no key `{}` here; it is one of `kind: {kind}`", entry.key);
        reader.report(Code::UnknownKey, &entry.key_at, message, format!("write `kind: {kind}`"));
        told.push(entry.key.as_str());
    }
    told
}

/// A file of slides. `name_id` is the id that its name gives.
pub fn slides<'a>(reader: &mut Reader<'a>, fields: &Fields<'a>, name_id: String) -> SlidesHeader {
    let written = fields.get("kind").and_then(|node| reader.string(node));
    let kind = written.map(kinds::in_small_letters);
    let kind = kind.unwrap_or_else(|| if is_objective(fields) { "objective" } else { "slides" }.into());
    let own_keys = kinds::keys(&kind);
    let mut known = [COMMON, own_keys].concat();
    // A kind that has no keys of its own may be one that is misspelt, which is told elsewhere: then its keys are right.
    if own_keys.is_empty() && fields.get("kind").is_some() {
        known.extend(nearest(&kind, kinds::WITH_KEYS).map(kinds::keys).unwrap_or_default());
    }
    if fields.get("kind").is_none() || own_keys.is_empty() {
        known.extend(of_other_kinds(reader, fields, &known));
    }
    reader.unknown_keys(fields.entries, &known);
    let id_node = fields.get("id");
    let id = id_node.and_then(|node| id(reader, node));
    SlidesHeader {
        id_written: id.is_some(),
        id: id.unwrap_or(name_id),
        title: reader.title_of(fields, "title"),
        content: kinds::content(reader, fields, &kind),
        kind,
        audience: audience(reader, fields),
        draft: draft(reader, fields),
        time: fields.get("time").and_then(|node| time(reader, node)),
        charts: fields.get("charts").map(|node| chart::list(reader, node)).unwrap_or_default(),
        extra: extra(reader, fields),
    }
}

/// What cannot be read as public is private, an empty value too.
fn audience<'a>(reader: &mut Reader<'a>, fields: &Fields<'a>) -> Audience {
    fields.get_or_null("audience").map_or(Audience::Public, |node| {
        let choices = [("public", Audience::Public), ("internal", Audience::Internal)];
        reader.choice(node, &choices).unwrap_or(Audience::Internal)
    })
}

fn draft<'a>(reader: &mut Reader<'a>, fields: &Fields<'a>) -> bool {
    fields.get_or_null("draft").is_some_and(|node| reader.boolean(node).unwrap_or(true))
}

/// A former id. `home` is what a past stays in.
pub fn former_id(reader: &mut Reader, node: &Node, home: &str) -> Option<String> {
    let text = reader.string(node)?;
    let Some((_, bare)) = text.rsplit_once('/') else { return id(reader, node) };
    let hint = format!("write `{bare}` if it was here; from another {home} no past is taken along, so link to it");
    reader.wrong(node, &format!("a former id in the same {home}"), hint);
    None
}

/// Whether a text can be an id.
pub fn is_id(text: &str) -> bool {
    !text.is_empty() && is_of_ids(text) && !text.starts_with('.')
}

/// An id: it becomes a part of addresses.
pub fn id(reader: &mut Reader, node: &Node) -> Option<String> {
    let text = composed(&reader.string(node)?).into_owned();
    if !is_id(&text) {
        let hint = format!("write `{}`", slug(&text));
        reader.wrong(node, "an id: letters, digits, `-` and `_`", hint);
        return None;
    }
    Some(text)
}

/// The name of a theme, which is that of its folder, not a path.
fn theme(reader: &mut Reader, node: &Node) -> Option<String> {
    let text = reader.string(node)?;
    let below = text.trim_start_matches("./").trim_start_matches('/').strip_prefix("themes/");
    match below.map(|name| name.trim_end_matches('/')).filter(|name| is_id(name)) {
        Some(name) => {
            reader.wrong(node, "the name of a theme", format!("write the name of its folder alone: `{name}`"));
            None
        }
        None => id(reader, node),
    }
}

/// `5m`, `90s`, `1h30m`; a number alone is minutes. In seconds.
fn time(reader: &mut Reader, node: &Node) -> Option<u32> {
    const WAY: &str = "write it like `5m`, `90s` or `1h30m`";
    let text = reader.string_as(node, "a time", WAY)?;
    let mut seconds: Option<u32> = None;
    let mut digits = String::new();
    let mut sound = !text.is_empty();
    for letter in text.chars().filter(|letter| !letter.is_whitespace()) {
        let scale = match letter {
            '0'..='9' => {
                digits.push(letter);
                continue;
            }
            'h' => 3600,
            'm' => 60,
            's' => 1,
            _ => 0,
        };
        let number: Option<u32> = digits.parse().ok().filter(|_| scale > 0);
        match number.and_then(|number: u32| number.checked_mul(scale)?.checked_add(seconds.unwrap_or(0))) {
            Some(sum) => seconds = Some(sum),
            None => sound = false,
        }
        digits.clear();
    }
    if !digits.is_empty() {
        match (seconds, digits.parse::<u32>()) {
            (None, Ok(minutes)) if minutes <= 1440 => seconds = Some(minutes * 60),
            _ => sound = false,
        }
    }
    if !sound || seconds.is_none() {
        reader.wrong(node, "a time", WAY);
        return None;
    }
    seconds
}

/// The theme's own keys, as data.
fn extra<'a>(reader: &mut Reader<'a>, fields: &Fields<'a>) -> serde_json::Value {
    let Some(node) = fields.get("extra") else { return serde_json::Value::Object(serde_json::Map::new()) };
    if !matches!(node.kind, Kind::Map(_)) {
        reader.wrong(node, "a mapping of the theme's own keys", "write it like `extra: {colour: blue}`");
        return serde_json::Value::Object(serde_json::Map::new());
    }
    data(node)
}

/// A tree as data, its plain scalars typed as YAML types them.
fn data(node: &Node) -> serde_json::Value {
    match &node.kind {
        Kind::Scalar { text, plain: true } => serde_yaml::from_str(text).unwrap_or_else(|_| text.clone().into()),
        Kind::Scalar { text, .. } => text.clone().into(),
        Kind::List(items) => items.iter().map(data).collect(),
        Kind::Map(entries) => entries.iter().map(|entry| (entry.key.clone(), data(&entry.value))).collect(),
    }
}

/// The header of a file whose front matter cannot be read: what cannot be read as public is private.
pub fn unreadable(path: &str, name_id: String) -> Header {
    let nothing = serde_json::Value::Object(serde_json::Map::new());
    if Role::of(path) == Role::Deck {
        return Header::Deck(Box::new(DeckHeader {
            title: None,
            team_id: None,
            team: String::new(),
            has_quarter: false,
            quarter: Quarter { year: 2000, number: 1 },
            date: None,
            authors: Vec::new(),
            cycle: None,
            draft: true,
            audience: Audience::Internal,
            extra: nothing,
        }));
    }
    Header::Slides(Box::new(SlidesHeader {
        id: name_id,
        id_written: false,
        title: None,
        kind: "slides".into(),
        audience: Audience::Internal,
        draft: true,
        time: None,
        charts: Vec::new(),
        extra: nothing,
        content: crate::model::document::Content::Plain,
    }))
}

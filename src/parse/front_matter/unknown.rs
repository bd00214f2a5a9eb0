//! Keys that nobody knows, and what they are meant as.

use crate::model::nearest::{closest, did_you_mean, is_slip, nearest};
use crate::model::quarter::Calendar;
use crate::parse::front_matter::called::{called, is_remark};
use crate::parse::front_matter::home::home;
use crate::parse::front_matter::node::Entry;

/// What is told of a key that is none of the `known` ones of its place, and the way out.
pub fn explain(entry: &Entry, known: &[&str]) -> (String, String) {
    let key = entry.key.as_str();
    let home = home(key, known);
    let is_remark = is_remark(key, known);
    let is_quarter = Calendar::read(key).is_some();
    let slip = known.iter().copied().find(|name| is_slip(key, name));
    let near = slip.or_else(|| called(key, known)).or_else(|| nearest(key, known.iter().copied()));
    // A far one is named too, unless this is a text that a comma cut off, a quarter, a remark, or at home elsewhere.
    let is_key = home.is_none() && !is_remark && !is_quarter && !key.contains(' ');
    let named = near.or_else(|| closest(key, known.iter().copied()).filter(|_| is_key));
    let nearest = named.map(|named| format!("; the nearest is `{named}`")).unwrap_or_default();
    let hint = match near {
        _ if let Some(home) = home => format!("`{key}` belongs in {home}"),
        Some(near) => did_you_mean(near),
        None if is_quarter && known.contains(&"value") => {
            "`check_in:` is of the deck's quarter; write the values of others under `check_ins:`".to_owned()
        }
        None if is_quarter && known.contains(&"check_ins") => {
            "the values of quarters stand under `check_ins:`, indented farther than it is".to_owned()
        }
        None if is_remark => {
            "what is to be said of a value stands behind it: `check_in: 34 days, three reviewers left`".to_owned()
        }
        None if entry.value.is_null() && key.contains(' ') => {
            "inside `{ }` a comma ends a value: if this belongs to the text before it, quote the whole text".to_owned()
        }
        // Themes have keys of their own in files alone.
        None if known.contains(&"extra") => {
            format!("the keys here are {}; a theme's own keys go under `extra:`", known.join(", "))
        }
        None => format!("the keys here are {}", known.join(", ")),
    };
    (format!("there is no key `{key}` here{nearest}"), hint)
}

//! Entries between braces that are no key with a value: cut off by a comma, or without the colon and space behind their key.

use crate::model::diagnostic::Code;
use crate::model::quantity;
use crate::model::quarter::Calendar;
use crate::parse::front_matter::node::Entry;
use crate::parse::front_matter::reader::Reader;

/// Said of a key that runs into its value.
pub const NO_SPACE: &str = "a space is missing behind the colon of a key";

impl Reader<'_> {
    /// `yaml`: an entry without a value. The first one of its mapping is cut off nothing.
    pub fn fell_apart(&mut self, entry: &Entry, is_first: bool) {
        if self.wide_colon(entry) {
            return;
        }
        if let Some((key, value)) = crowded(&entry.key) {
            self.report(Code::Yaml, &entry.key_at, NO_SPACE, format!("write `{key}: {value}`"));
        } else if let Some((key, value)) = of_quarter(&entry.key) {
            self.report(Code::Yaml, &entry.key_at, NO_COLON, format!("write `{key}: {value}`"));
        } else if is_first {
            let hint = "write its key, a colon and a space before the value: `{Q1: 5}`";
            self.report(Code::Yaml, &entry.key_at, NO_COLON, hint);
        } else {
            self.cut_by_comma(entry);
        }
    }

    fn cut_by_comma(&mut self, entry: &Entry) {
        let message = "inside `{ }` a comma ends the entry, so a value with a comma falls apart unless it is quoted";
        let hint = match entry.key.bytes().take_while(u8::is_ascii_digit).count() {
            0 => "quote the value: `{note: \"one, two\"}`",
            1 | 2 => "write decimals behind a point: `{Q1: 20.5}`; a value with another comma stands in quotes",
            _ => "quote the value: `{Q1: \"1,234\"}`",
        };
        self.report(Code::Yaml, &entry.key_at, message, hint);
    }

    /// Tells of numbers by label that are read as labels without one. A label alone has no data.
    pub fn labels_with_numbers(&mut self, entries: &[Entry]) {
        for entry in entries {
            let is_crowded =
                crowded(&entry.key).is_some_and(|(_, value)| quantity::read_written(value).number.is_some());
            if entry.is_bare && is_crowded {
                self.fell_apart(entry, true);
            }
        }
    }
}

const NO_COLON: &str = "this entry has no colon, so it is no key with a value";

/// The key and the value of `Q1:4`, which is a key alone to YAML. A time of day and an address are none.
pub fn crowded(text: &str) -> Option<(&str, &str)> {
    let (key, value) = text.split_once(':')?;
    let is_key = key.starts_with(char::is_alphabetic) && !value.is_empty() && !value.starts_with([' ', '/']);
    is_key.then_some((key, value))
}

/// The quarter and the value of `Q1 5` and `Q1= 5`.
fn of_quarter(text: &str) -> Option<(&str, &str)> {
    let (quarter, value) = text.split_once([' ', '='])?;
    let value = value.trim_start_matches([' ', '=']);
    (Calendar::read(quarter).is_some() && !value.is_empty()).then_some((quarter, value))
}

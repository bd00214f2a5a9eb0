//! Fields of views, as filters are given them.

use tera::value::Key;
use tera::{Error, Map, TeraResult, Value};

/// A field, if there is one of that name.
pub fn field<'a>(of: &'a Map, name: &'static str) -> Option<&'a Value> {
    of.get(&Key::Str(name))
}

/// The status.
pub fn status(of: &Map) -> TeraResult<&str> {
    field(of, "status").and_then(Value::as_str).ok_or_else(|| wrong(of, "status", "a status"))
}

/// A number that may be none or left out.
pub fn number(of: &Map, name: &'static str) -> TeraResult<Option<f64>> {
    match field(of, name).filter(|value| !value.is_none()) {
        None => Ok(None),
        Some(value) => value.as_f64().map(Some).ok_or_else(|| wrong(of, name, "a number")),
    }
}

/// Says that a field is not what a filter needs.
pub fn wrong(of: &Map, name: &'static str, wanted: &str) -> Error {
    let found = field(of, name).map_or_else(|| "nothing".to_owned(), |value| format!("`{value}`"));
    Error::message(format!("`{name}` is {found}, where {wanted} was expected"))
}

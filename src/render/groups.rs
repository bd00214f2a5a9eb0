//! Lists in groups, always in one order: that of Tera's own filter is another one in each build.

use std::collections::HashMap;

use tera::value::Key;
use tera::{Error, Kwargs, Map, State, Tera, TeraResult, Value};

/// Makes the filter known to the engine, in the place of its own.
pub fn register(tera: &mut Tera) {
    tera.register_filter("group_by", |items: &Value, arguments: Kwargs, _: &State| {
        grouped(items.as_array().unwrap_or_default(), arguments.must_get("attribute")?)
    });
}

/// The items by what they have at a path, in the order in which that first comes. Those that have nothing there are in no group.
fn grouped(items: &[Value], path: &str) -> TeraResult<Map> {
    let mut groups: Vec<(Key, Vec<Value>)> = Vec::new();
    let mut places: HashMap<Key, usize> = HashMap::new();
    for item in items {
        let Some(of) = item.get_from_path(path) else {
            return Err(Error::message(format!("one of the items has no `{path}` to group it by")));
        };
        if of.is_none() {
            continue;
        }
        let key = key(of).ok_or_else(|| Error::message(format!("`{path}` is a {}, and names no group", of.name())))?;
        let place = *places.entry(key.clone()).or_insert(groups.len());
        if place == groups.len() {
            groups.push((key, Vec::new()));
        }
        groups[place].1.push(item.clone());
    }
    Ok(groups.into_iter().map(|(key, group)| (key, Value::from(group))).collect())
}

fn key(of: &Value) -> Option<Key<'static>> {
    let text = of.as_str().map(|text| text.to_owned().into());
    text.or_else(|| of.as_bool().map(Key::Bool)).or_else(|| of.as_i64().map(Key::I64))
}

//! Where a key that is not known in its place is at home.

use crate::parse::front_matter::{header, key_result, kinds};

/// Where a key belongs that is none of the `known` ones of its place; none of a place in which any key may be meant otherwise.
pub fn home(key: &str, known: &[&str]) -> Option<&'static str> {
    let is_of_file = known.contains(&"extra");
    let is_of_key_result = known.contains(&"check_in");
    if is_of_file {
        if key == "metrics" && known.contains(&"outcomes") {
            return Some("an outcome, below `outcomes:`");
        }
        let homes = [
            (key_result::KEYS, "a key result, below `key_results:`"),
            (header::DECK, "deck.md"),
            (header::SITE, "site.md"),
        ];
        return homes.into_iter().find(|(keys, _)| keys.contains(&key)).map(|(_, home)| home);
    }
    let is_of_objective = || header::COMMON.contains(&key) || kinds::keys("objective").contains(&key);
    (is_of_key_result && is_of_objective()).then_some("the objective, in line with `key_results:`")
}

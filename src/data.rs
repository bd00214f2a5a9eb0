//! Stage 5, book -> data: `okrs.json` and `okrs.csv`, which hold exactly what the pages show.

mod csv;
mod json;

pub use csv::okrs_csv;
pub use json::okrs_json;

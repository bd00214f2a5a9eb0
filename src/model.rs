//! The nouns: plain values, and arithmetic on them. Knows no stage, no disk, no clock.

pub mod artifact;
pub mod base_url;
pub mod book;
pub mod chart;
pub mod claim;
pub mod diagnostic;
pub mod document;
pub mod front_matter;
pub mod goal;
pub mod html;
pub mod letters;
pub mod link;
pub mod nearest;
pub mod page;
pub mod position;
pub mod progress;
pub mod quantity;
pub mod quarter;
pub mod service_level;
pub mod slide_ids;
pub mod slug;
pub mod source;
pub mod style;
pub mod table;
pub mod theme;
pub mod wording;

//! The nouns: plain values, and arithmetic on them. Knows no stage, no disk, no clock.

pub mod artifact;
pub mod diagnostic;
pub mod document;
pub mod position;
pub mod quantity;
pub mod quarter;
pub mod source;

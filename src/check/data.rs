//! Stand-in.
/// Check.
pub fn check(_: &super::Content, _: &mut Vec<crate::model::diagnostic::Diagnostic>) {}

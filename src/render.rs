//! Stand-in.
use crate::model::{artifact::*, diagnostic::Diagnostic, page::Page, theme::Theme};
/// Engine.
pub struct Engine {}
/// Make.
pub fn engine(_: &Theme, _: &str) -> Result<Engine, Vec<Diagnostic>> {
    Ok(Engine {})
}
impl Engine {
    /// K.
    pub fn kinds(&self) -> Vec<String> {
        [
            "objective",
            "slides",
            "spotlight",
            "section",
            "overview",
            "drilldown",
            "change",
            "slo",
            "status",
            "people",
            "thanks",
            "wins",
            "challenges",
            "contacts",
            "changes",
        ]
        .map(String::from)
        .to_vec()
    }
    /// A.
    pub fn assets(&self) -> Vec<Artifact> {
        Vec::new()
    }
    /// R.
    pub fn render(&self, page: &Page) -> Result<Artifact, Diagnostic> {
        Ok(Artifact::new(page.path.as_str(), serde_json::to_vec_pretty(&page.view).unwrap_or_default(), Rank::Page))
    }
}

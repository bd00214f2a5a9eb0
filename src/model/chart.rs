//! Stand-in.
/// Chart.
#[derive(Debug, serde::Serialize)]
pub struct Chart {}
impl Chart {
    /// Make.
    pub fn from_spec(_: &crate::model::document::ChartSpec, _: &crate::model::table::Table) -> Option<Self> {
        None
    }
}

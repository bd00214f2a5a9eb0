//! Stand-in.
/// Table.
pub struct Table {}
impl Table {
    /// Make.
    pub fn from_rows(_: &[String], _: &[Vec<String>]) -> Option<Self> {
        None
    }
}
/// Read.
pub fn read_csv(_: &str) -> Option<Table> {
    None
}

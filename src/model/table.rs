//! Stand-in.
/// Table.
pub struct Table {}
impl Table {
    /// Make.
    pub fn from_rows(_: &[String], _: &[Vec<String>]) -> Result<Self, ()> {
        Err(())
    }
}
/// Read.
pub fn read_csv(_: &str) -> Result<Table, ()> {
    Err(())
}

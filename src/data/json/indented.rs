//! JSON with each value on a line of its own, indented by two spaces.

use std::io::{Result, Write};

use serde_json::ser::Formatter;

/// Where the writer is. Each line's indent is written at once.
pub struct Indented {
    /// In how many objects and arrays.
    pub depth: usize,
    /// Nothing is in the innermost of them yet.
    pub is_empty: bool,
}

impl Indented {
    fn open<W: ?Sized + Write>(&mut self, writer: &mut W, mark: &[u8]) -> Result<()> {
        self.depth += 1;
        self.is_empty = true;
        writer.write_all(mark)
    }

    fn close<W: ?Sized + Write>(&mut self, writer: &mut W, mark: &[u8]) -> Result<()> {
        self.depth -= 1;
        if !std::mem::replace(&mut self.is_empty, false) {
            self.line(writer, true)?;
        }
        writer.write_all(mark)
    }

    /// Begins a line, behind a comma where it is not the `first`.
    fn line<W: ?Sized + Write>(&self, writer: &mut W, first: bool) -> Result<()> {
        const DEEPEST: usize = 16;
        const LINE: [u8; 2 + 2 * DEEPEST] = {
            let mut line = [b' '; 2 + 2 * DEEPEST];
            (line[0], line[1]) = (b',', b'\n');
            line
        };
        writer.write_all(&LINE[usize::from(first)..2 + 2 * self.depth.min(DEEPEST)])?;
        (DEEPEST..self.depth).try_for_each(|_| writer.write_all(b"  "))
    }
}

impl Formatter for Indented {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.open(writer, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.close(writer, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> Result<()> {
        self.line(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> Result<()> {
        self.is_empty = false;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.open(writer, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.close(writer, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> Result<()> {
        self.line(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        writer.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> Result<()> {
        self.is_empty = false;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;
    use serde_json::json;

    use super::Indented;

    #[test]
    fn it_writes_what_the_pretty_formatter_writes() {
        let mut value = json!({"a": [], "b": {}, "c": [1, {"d": null, "e": [[2.5], "x"]}], "f": true});
        for _ in 0..20 {
            value = json!({"in": [value, []]});
        }
        let mut written = Vec::new();
        let layout = Indented { depth: 0, is_empty: false };
        value.serialize(&mut serde_json::Serializer::with_formatter(&mut written, layout)).expect("JSON");
        assert_eq!(String::from_utf8(written).expect("UTF-8"), serde_json::to_string_pretty(&value).expect("JSON"));
    }
}

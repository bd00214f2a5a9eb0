//! An archive whose files are stored as they are: what is in it, pictures mostly, is packed already.

/// No day of making: the same content is the same bytes. The first day that the format knows.
const DATE: u16 = 0b0_0000_0000_0010_0001;
/// The version of the format that a reader needs.
const VERSION: u16 = 20;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;

/// An archive while it is made; files stand in it in the order in which they come.
#[derive(Default)]
pub struct Archive {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

impl Archive {
    /// Adds a file. All of them together stay below 4 GiB, and there are fewer than 65,536.
    pub fn add(&mut self, name: &str, content: &[u8]) {
        let offset = self.bytes.len() as u32;
        let mut about = Vec::with_capacity(26);
        for number in [VERSION, FLAGS, 0, 0, DATE] {
            about.extend(number.to_le_bytes());
        }
        let length = content.len() as u32;
        for number in [crc32fast::hash(content), length, length] {
            about.extend(number.to_le_bytes());
        }
        for number in [name.len() as u16, 0] {
            about.extend(number.to_le_bytes());
        }
        self.bytes.extend(b"PK\x03\x04");
        self.bytes.extend(&about);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(content);
        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(VERSION.to_le_bytes());
        self.directory.extend(&about);
        // No comment, on the first disk, no attributes.
        self.directory.extend([0; 10]);
        self.directory.extend(offset.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.count += 1;
    }

    /// The whole archive.
    pub fn finish(mut self) -> Vec<u8> {
        let offset = self.bytes.len() as u32;
        self.bytes.extend(&self.directory);
        self.bytes.extend(b"PK\x05\x06");
        self.bytes.extend([0; 4]);
        for number in [self.count, self.count] {
            self.bytes.extend(number.to_le_bytes());
        }
        for number in [self.directory.len() as u32, offset] {
            self.bytes.extend(number.to_le_bytes());
        }
        self.bytes.extend([0; 2]);
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::Archive;

    #[test]
    fn an_archive_says_where_its_files_are() {
        let mut archive = Archive::default();
        archive.add("a.txt", b"one");
        archive.add("b/é.txt", b"");
        let bytes = archive.finish();
        let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes")) as usize;
        let end = bytes.len() - 22;
        assert_eq!(&bytes[end..end + 12], b"PK\x05\x06\0\0\0\0\x02\0\x02\0");
        let (length, directory) = (number(end + 12), number(end + 16));
        assert_eq!(directory + length, end);
        let first = &bytes[directory..];
        assert_eq!(&first[..4], b"PK\x01\x02");
        assert_eq!(&first[46..51], b"a.txt");
        assert_eq!(number(directory + 16), 0x7A6C_86F1, "what `crc32` says of `one`");
        let second = directory + 46 + 5;
        let place = number(second + 42);
        assert_eq!(&bytes[place..place + 4], b"PK\x03\x04");
        assert_eq!(&bytes[place + 30..place + 30 + 8], "b/é.txt".as_bytes());
    }
}

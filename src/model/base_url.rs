//! The address of the published site: every page's own path is put behind it, so nothing but a scheme, a host and a path
//! may stand in it.

use std::borrow::Cow;
use std::net::Ipv6Addr;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// Why an address is none that paths can be put behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is expected, to stand after "expected".
    pub expected: &'static str,
    /// The way out.
    pub hint: String,
}

/// What a path never holds as it travels. A `%` may be there already.
const NOT_IN_PATHS: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');

/// The `base_url` of a site that is written so, its host and path encoded as they travel.
pub fn read(url: &str) -> Result<String, Fault> {
    if let Some(written) = as_meant(url) {
        let hint = format!("write `{written}`");
        return Err(Fault { expected: "an address that begins in small letters, without spaces around it", hint });
    }
    let scheme = ["https://", "http://"].into_iter().find(|scheme| url.starts_with(scheme));
    let Some((scheme, rest)) = scheme.and_then(|scheme| Some((scheme, url.strip_prefix(scheme)?))) else {
        return Err(address());
    };
    let fault = |expected, hint| Err(Fault { expected, hint });
    if let Some(end) = rest.find(['?', '#']) {
        let hint = format!("the paths of pages are put behind it: write `{scheme}{}`", &rest[..end]);
        return fault("an address without `?` and `#`", hint);
    }
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    if let Some((_, host)) = authority.rsplit_once('@') {
        let hint = format!("everybody could read them on every page: write `{scheme}{host}{path}`");
        return fault("an address without a name and a password", hint);
    }
    let Some(authority) = ascii(authority).filter(|authority| is_host(authority)) else {
        return Err(address());
    };
    if !is_encoded(path) {
        return fault("an address as it travels", "a `%` in it stands before two digits: write it as `%25`".to_owned());
    }
    if path.split('/').any(|part| matches!(part, "." | "..")) {
        return fault("an address without `.` and `..`", "write the path that it leads to".to_owned());
    }
    Ok(format!("{scheme}{authority}{}", utf8_percent_encode(path, NOT_IN_PATHS)))
}

/// What follows the host in an address, from a `/` on; `None` where that is nothing, or would name another host by itself.
pub fn path(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let path = &rest[rest.find('/')?..];
    (!path.starts_with("//")).then_some(path)
}

/// An address without spaces around it, its scheme in small letters; `None` where it is written so, or is none.
fn as_meant(url: &str) -> Option<String> {
    let (scheme, rest) = url.trim().split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let written = format!("{scheme}://{rest}");
    (matches!(&*scheme, "http" | "https") && written != url).then_some(written)
}

fn address() -> Fault {
    let hint = "write it like `https://okr.example.org/tech/`".to_owned();
    Fault { expected: "the address of the published site", hint }
}

/// An authority as it travels: names in other letters than those of ASCII have another form there, `xn--…`.
fn ascii(authority: &str) -> Option<Cow<'_, str>> {
    if authority.is_ascii() {
        return Some(authority.into());
    }
    let (name, port) = authority.split_at(authority.find(':').unwrap_or(authority.len()));
    Some(format!("{}{port}", idna::domain_to_ascii(name).ok()?).into())
}

/// A name, or an IP address, perhaps with a port.
fn is_host(authority: &str) -> bool {
    let (is_sound, after) = if let Some(rest) = authority.strip_prefix('[') {
        let Some((numbers, after)) = rest.split_once(']') else { return false };
        (numbers.parse::<Ipv6Addr>().is_ok(), after)
    } else {
        let (name, after) = authority.split_at(authority.find(':').unwrap_or(authority.len()));
        // A dot at the end says that the name is whole.
        (name.strip_suffix('.').unwrap_or(name).split('.').all(is_label), after)
    };
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    is_sound && (after.is_empty() || after.strip_prefix(':').is_some_and(is_port))
}

fn is_label(label: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    !label.is_empty() && !label.starts_with('-') && label.bytes().all(fits)
}

/// Whether two hexadecimal digits stand behind every `%`.
fn is_encoded(path: &str) -> bool {
    let digits = |rest: &str| rest.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2;
    path.split('%').skip(1).all(digits)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn only_a_scheme_a_host_and_a_path_are_a_base() {
        for url in [
            "https://okr.example.org",
            "https://okr.example.org/tech/",
            "http://localhost:8080/okrs",
            "http://[::1]:8080/",
            "http://192.168.0.1/",
            "https://xn--bcher-kva.example./f%C3%BCr/~us/a+b,(c);d=1/",
        ] {
            assert_eq!(read(url), Ok(url.to_owned()), "{url}");
        }
        let written = "https://okr.example.org/für uns/";
        assert_eq!(read(written).as_deref(), Ok("https://okr.example.org/f%C3%BCr%20uns/"));
        let written = "https://Bücher.example:8080/für/";
        assert_eq!(read(written).as_deref(), Ok("https://xn--bcher-kva.example:8080/f%C3%BCr/"));
        assert_eq!(read("http://例え.テスト").as_deref(), Ok("http://xn--r8jz45g.xn--zckzah"));
        for (url, hint) in [
            ("okr.example.org", "write it like"),
            ("HTTPS://Okr.example.org/", "write `https://Okr.example.org/`"),
            (" https://okr.example.org/ ", "write `https://okr.example.org/`"),
            ("FTP://okr.example.org/", "write it like"),
            ("ftp://okr.example.org/", "write it like"),
            ("https:///tech/", "write it like"),
            ("https://okr example.org/", "write it like"),
            ("https://okr..org/", "write it like"),
            ("https://okr.example.org:99999/", "write it like"),
            ("https://okr.example.org:+1/", "write it like"),
            ("http://[::g]/", "write it like"),
            ("https://okr.example.org/tech/?v=1", "write `https://okr.example.org/tech/`"),
            ("https://okr.example.org/tech/#top", "write `https://okr.example.org/tech/`"),
            ("https://me:secret@okr.example.org/tech/", "write `https://okr.example.org/tech/`"),
            ("https://bücher example/", "write it like"),
            ("https://bücher.example:no/", "write it like"),
            ("https://\u{202e}bücher.example/", "write it like"),
            ("https://okr.example.org/100%/", "`%25`"),
            ("https://okr.example.org/a/../b/", "that it leads to"),
        ] {
            let fault = read(url).expect_err(url);
            assert!(fault.hint.contains(hint), "{url}: {}", fault.hint);
        }
    }
}

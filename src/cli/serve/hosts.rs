//! Which names the server answers to. A page of somebody else's that points a name of its own at this machine is not
//! among them, and learns nothing.

use std::net::{IpAddr, Ipv6Addr};

/// A name that this machine is called by, as it is written or out of an address: `laptop.lan` of `http://laptop.lan:8181/`.
pub fn name(text: &str) -> Result<String, &'static str> {
    let text = text.trim();
    if text.parse::<Ipv6Addr>().is_ok() {
        return Ok(text.to_owned());
    }
    let authority = text.split_once("://").map_or(text, |(_, after)| after);
    let name = without_port(authority.strip_suffix('/').unwrap_or(authority));
    let is_fit = |name: &str| {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        let literal = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
        literal.map_or_else(|| name.bytes().all(fits), |literal| literal.parse::<Ipv6Addr>().is_ok())
    };
    // Browsers ask in letters of ASCII.
    let name =
        name.and_then(|name| if name.is_ascii() { Some(name.to_owned()) } else { idna::domain_to_ascii(name).ok() });
    name.filter(|name| is_fit(name))
        .ok_or("a name is written as it stands in the address of the page, as laptop.lan is")
}

/// The names that this machine may be called by.
pub struct Hosts {
    listed: Vec<String>,
}

impl Hosts {
    /// The loopback names, the address that is listened on, and those that were listed.
    pub fn new(address: IpAddr, mut listed: Vec<String>) -> Self {
        if !address.is_unspecified() {
            listed.push(address.to_string());
        }
        Self { listed }
    }

    /// Whether a `Host` header, or the authority of a target, is one of the names, with or without a port.
    pub fn allow(&self, host: &str) -> bool {
        let Some(name) = without_port(host) else { return false };
        let is_loopback = match name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
            Some(literal) => literal.parse::<Ipv6Addr>().is_ok_and(|address| address.is_loopback()),
            None => name.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback()),
        };
        let bare = name.trim_start_matches('[').trim_end_matches(']');
        let is_listed =
            || self.listed.iter().any(|listed| [name, bare, host].iter().any(|it| it.eq_ignore_ascii_case(listed)));
        is_loopback || name.eq_ignore_ascii_case("localhost") || is_listed()
    }
}

/// `localhost` of `localhost:8181`, `[::1]` of `[::1]:8181`; `None` if it is written like neither.
fn without_port(host: &str) -> Option<&str> {
    let end = if host.starts_with('[') { host.find(']')? + 1 } else { host.find(':').unwrap_or(host.len()) };
    let (name, port) = host.split_at(end);
    let is_port = |port: &str| !port.is_empty() && port.len() <= 5 && port.bytes().all(|byte| byte.is_ascii_digit());
    let is_well_written = port.is_empty() || port.strip_prefix(':').is_some_and(is_port);
    (is_well_written && !name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    #[test]
    fn this_machine_alone_is_answered() {
        let hosts = Hosts::new(IpAddr::V4(Ipv4Addr::LOCALHOST), vec!["laptop.lan".to_owned(), "10.0.0.7".to_owned()]);
        for name in [
            "localhost",
            "LocalHost:8181",
            "127.0.0.1",
            "127.0.0.1:80",
            "127.8.9.1",
            "[::1]",
            "[::1]:8181",
            "laptop.lan:8181",
            "Laptop.LAN",
            "10.0.0.7",
        ] {
            assert!(hosts.allow(name), "{name}");
        }
        for name in [
            "",
            ":",
            "evil.example",
            "localhost.evil.example",
            "evil.example:8181",
            "127.0.0.1.evil.example",
            "localhost:",
            "localhost:x",
            "localhost@evil.example",
            "evil@localhost",
            "10.0.0.8",
            "0.0.0.0",
            "[::2]",
            "::1",
            "[::1",
            "127.1",
            "localhost, evil.example",
        ] {
            assert!(!hosts.allow(name), "{name}");
        }
    }

    #[test]
    fn a_name_is_read_out_of_an_address() {
        for (text, expected) in [
            ("laptop.lan", "laptop.lan"),
            ("laptop.lan:8181", "laptop.lan"),
            ("http://laptop.lan:18301/", "laptop.lan"),
            ("HTTPS://Laptop", "Laptop"),
            ("fd00::5", "fd00::5"),
            ("http://[fd00::5]:8181/", "[fd00::5]"),
            ("bücher.lan", "xn--bcher-kva.lan"),
        ] {
            assert_eq!(name(text).as_deref(), Ok(expected), "{text}");
            let asked = if text.starts_with("fd00") { "[fd00::5]:8181".to_owned() } else { format!("{expected}:8181") };
            let hosts = Hosts::new(IpAddr::V4(Ipv4Addr::LOCALHOST), name(text).into_iter().collect());
            assert!(hosts.allow(&asked), "{text}");
        }
        for text in ["", "*.lan", "laptop.lan/okrs", "me@laptop.lan", "laptop lan", "http://", "[fd00", "a,b"] {
            assert!(name(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_address_that_is_listened_on_is_a_name_but_any_address_is_not() {
        let at = |address: &str| Hosts::new(address.parse().expect("it is an address"), Vec::new());
        assert!(at("192.168.1.5").allow("192.168.1.5:8181"));
        assert!(at("fd00::5").allow("[fd00::5]:8181"));
        assert!(!at("0.0.0.0").allow("192.168.1.5:8181"));
        assert!(!at("0.0.0.0").allow("0.0.0.0:8181"));
    }
}

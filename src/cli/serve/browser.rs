//! Opens an address in the person's browser.

use std::process::{Command, Stdio};
use std::thread;

/// Asks the system to open an address. Where it cannot, the address stands on the terminal.
pub fn open(address: &str) {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        Command::new("explorer")
    } else {
        Command::new("xdg-open")
    };
    command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if let Ok(mut opening) = command.spawn() {
        thread::spawn(move || opening.wait());
    }
}

//! Text → SHA-256 in base 64, as a Content-Security-Policy names the one script and the one style sheet it lets in.
//!
//! Hashed when a page is opened, so that no constant can fall behind the file it stands for.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// The source expression of a Content-Security-Policy for a text: `sha256-…` (*Content Security Policy Level 3*, 2.3.1).
pub(super) fn source(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_texts_have_their_known_hashes() {
        for (text, hash) in [
            ("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
            ("abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
        ] {
            assert_eq!(source(text), format!("sha256-{hash}"));
        }
    }
}

//! Hashing passwords: argon2id, with the parameters that OWASP recommends (19 MiB, 2 passes, 1 lane).
//!
//! Both functions take tens of milliseconds and 19 MiB: call them on a blocking thread, never in a transaction.

use std::sync::LazyLock;

use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version};

use super::IdentityError;
use crate::db::Entropy;

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const SALT_BYTES: usize = 16;

/// What stands in where there is no account, or none with a password: a hash of nothing that anybody knows,
/// so that trying it takes as long as a real one.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| hash_with(b"nobody", &[0; SALT_BYTES]).ok());

fn argon2id() -> Result<Argon2<'static>, argon2::Error> {
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(MEMORY_KIB, PASSES, LANES, None)?))
}

fn hash_with(password: &[u8], salt: &[u8]) -> Result<String, IdentityError> {
    let hashed = argon2id().map_err(IdentityError::hashing)?.hash_password_with_salt(password, salt);
    hashed.map(|hash: PasswordHash| hash.to_string()).map_err(IdentityError::hashing)
}

/// The hash of a password as it is stored (a PHC string).
///
/// # Errors
/// [`IdentityError::Hashing`].
pub fn hash_password(password: &str, entropy: &dyn Entropy) -> Result<String, IdentityError> {
    let mut salt = [0; SALT_BYTES];
    entropy.fill(&mut salt);
    hash_with(password.as_bytes(), &salt)
}

/// Whether a password is the hashed one. Takes as long for `None`, which no password is.
#[must_use]
pub fn verify_password(password: &str, hash: Option<&str>) -> bool {
    let known = hash.is_some();
    let Some(parsed) = hash.or(NOBODY.as_deref()).and_then(|text| PasswordHash::new(text).ok()) else {
        return false;
    };
    // The parameters are those of the hash itself.
    Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok() && known
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::SeededEntropy;

    #[test]
    fn a_hash_is_argon2id_with_the_recommended_parameters() {
        let hash = hash_password("柳塘边的青石板路", &SeededEntropy::new(1)).unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(verify_password("柳塘边的青石板路", Some(&hash)));
        assert!(!verify_password("柳塘边的青石板", Some(&hash)));
    }

    #[test]
    fn nobodys_password_is_never_right() {
        assert!(!verify_password("nobody", None));
        assert!(!verify_password("nobody", Some("damaged")));
    }
}

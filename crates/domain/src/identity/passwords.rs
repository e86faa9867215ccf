//! What a password must be: long enough and not among the first that anybody tries. Nothing about its
//! characters (NIST SP 800-63B, OWASP ASVS 5 V6.2).

use super::Phone;

/// Shortest password of a resident, in characters.
pub const PASSWORD_CHARS_MIN: usize = 8;
/// Shortest password of somebody who holds a grant above resident, in characters.
pub const STAFF_PASSWORD_CHARS_MIN: usize = 10;
/// Longest password, in bytes; room for a sentence, none for making the server hash a book.
pub const PASSWORD_BYTES_MAX: usize = 256;

/// Why a password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("use at least {min} characters (at most 256 bytes), and not a common password")]
pub struct WeakPassword {
    /// The shortest it may be, in characters.
    pub min: usize,
}

/// Lets pass a password that is good enough; `own` are the person's own names and numbers, which it must not be.
///
/// # Errors
/// [`WeakPassword`].
pub fn check_password(password: &str, staff: bool, own: &[&str]) -> Result<(), WeakPassword> {
    let min = if staff { STAFF_PASSWORD_CHARS_MIN } else { PASSWORD_CHARS_MIN };
    let lower = password.to_lowercase();
    let is_own = own.iter().any(|name| !name.is_empty() && lower == name.to_lowercase());
    let good = password.chars().count() >= min
        && password.len() <= PASSWORD_BYTES_MAX
        && !is_own
        && !is_common(&lower)
        // A telephone number is the first thing that neighbours try.
        && Phone::new(password).is_err();
    if good { Ok(()) } else { Err(WeakPassword { min }) }
}

/// Whether a lowered password is on the list, is one character again and again, or a run of the keyboard.
fn is_common(lower: &str) -> bool {
    let mut chars = lower.chars();
    let first = chars.next();
    let one_character = chars.all(|c| Some(c) == first);
    let run = [
        "01234567890123456789",
        "98765432109876543210",
        "abcdefghijklmnopqrstuvwxyz",
        "qwertyuiopasdfghjklzxcvbnm",
    ]
    .iter()
    .any(|keys| keys.contains(lower));
    one_character || run || COMMON.binary_search(&lower).is_ok()
}

/// The most common passwords of 8 characters and more, from public lists of leaked ones, sorted.
const COMMON: &[&str] = &[
    "00000000",
    "0123456789a",
    "0987654321a",
    "100200300",
    "11111111",
    "11112222",
    "11223344",
    "1122334455",
    "112233445566",
    "112358132134",
    "12121212",
    "121212121",
    "123123123",
    "123321123",
    "12341234",
    "12344321",
    "123454321",
    "12345678",
    "123456789",
    "1234567890",
    "123456789a",
    "123456789q",
    "12345678a",
    "12345678q",
    "1234567a",
    "1234abcd",
    "1234qwer",
    "123qwe123",
    "123qweasd",
    "13141314",
    "1314520520",
    "1314520a",
    "135792468",
    "1357924680",
    "147258369",
    "147852369",
    "159357456",
    "159753456",
    "1a2b3c4d",
    "1a2s3d4f",
    "1q2w3e4r",
    "1q2w3e4r5t",
    "1qa2ws3ed",
    "1qaz2wsx",
    "1qaz2wsx3edc",
    "1qazxsw2",
    "20082008",
    "2468013579",
    "246813579",
    "31415926",
    "314159265",
    "520131400",
    "5201314520",
    "52013145201314",
    "5201314a",
    "66666666",
    "741852963",
    "789456123",
    "87654321",
    "88888888",
    "963852741",
    "987654321",
    "99999999",
    "a11111111",
    "a1234567",
    "a12345678",
    "a123456789",
    "a123456a",
    "a1a2a3a4",
    "a1b2c3d4",
    "a5201314",
    "aa123456",
    "aa123456789",
    "aaa123456",
    "aaaa1111",
    "abc123123",
    "abc12345",
    "abc123456",
    "abc123abc",
    "abcd1234",
    "abcd12345",
    "abcdef123",
    "admin123",
    "admin1234",
    "admin12345",
    "admin123456",
    "adminadmin",
    "administrator",
    "aini1314",
    "aini5201314",
    "alexander",
    "alibaba123",
    "as123456",
    "asd123456",
    "asdf1234",
    "asdfasdf",
    "asdfghjk",
    "asdfghjkl1",
    "baidu123",
    "baseball",
    "basketball",
    "batman123",
    "beijing2008",
    "benjamin",
    "blink182",
    "butterfly",
    "buzhidao",
    "caonima123",
    "changeme",
    "changeme1",
    "charlie1",
    "charlie123",
    "chen123456",
    "china123",
    "china1234",
    "chocolate",
    "christopher",
    "computer",
    "computer1",
    "corvette",
    "cunwei123456",
    "default123",
    "dragon12",
    "dragon123",
    "elizabeth",
    "football",
    "gongzhi123",
    "gongzhi1234",
    "gongzhi2026",
    "guest123",
    "hello123",
    "hello1234",
    "helloworld",
    "iloveyou",
    "iloveyou1",
    "iloveyou123",
    "iloveyou520",
    "internet",
    "jennifer",
    "jonathan",
    "jordan23",
    "l123456789",
    "letmein1",
    "letmein123",
    "li123456",
    "lilinlin",
    "liu123456",
    "liverpool",
    "liverpool1",
    "login123",
    "manchester",
    "master123",
    "maverick",
    "meimima1",
    "mercedes",
    "michael1",
    "michelle",
    "midnight",
    "mima1234",
    "mima12345",
    "mima123456",
    "monkey123",
    "mypassword",
    "nihao123",
    "nihaoma123",
    "nimabide",
    "nintendo",
    "p@ssw0rd",
    "p@ssword",
    "pa55word",
    "passw0rd",
    "password",
    "password!",
    "password1",
    "password12",
    "password123",
    "password1234",
    "passwort",
    "pokemon1",
    "pokemon123",
    "princess",
    "princess1",
    "q123456789",
    "q1w2e3r4",
    "q1w2e3r4t5",
    "qazwsx123",
    "qazwsxedc",
    "qq123456",
    "qq123456789",
    "qwe123456",
    "qweasd123",
    "qweasdzxc",
    "qwer1234",
    "qwerty12",
    "qwerty123",
    "qwerty1234",
    "qwertyui",
    "root1234",
    "root123456",
    "s123456789",
    "samantha",
    "secret123",
    "shanghai",
    "shequ123456",
    "spiderman",
    "starwars",
    "sunshine",
    "sunshine1",
    "superman",
    "taobao123",
    "test1234",
    "test12345",
    "test123456",
    "testtest",
    "trustno1",
    "user1234",
    "user123456",
    "victoria",
    "w123456789",
    "wang1234",
    "wang123456",
    "wangge123456",
    "wangjile",
    "weixin123",
    "welcome1",
    "welcome12",
    "welcome123",
    "welcome1234",
    "whatever",
    "woaini123",
    "woaini1314",
    "woaini1314520",
    "woaini520",
    "woaini521",
    "woaiwojia",
    "woaizhongguo",
    "wocaonima",
    "wodemima",
    "x123456789",
    "xiaoming123",
    "yang1234",
    "z123456789",
    "zaq12wsx",
    "zaq1xsw2",
    "zhang123",
    "zhang1234",
    "zhang123456",
    "zhongguo",
    "zxc123456",
    "zxcvbnm1",
    "zxcvbnm123",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_holds_no_password_that_is_too_short_anyway() {
        assert!(COMMON.windows(2).all(|w| w[0] < w[1]));
        assert!(COMMON.iter().all(|p| p.chars().count() >= PASSWORD_CHARS_MIN && *p == p.to_lowercase()));
    }

    #[test]
    fn staff_need_two_characters_more() {
        assert_eq!(check_password("柳塘边的青石板路", false, &[]), Ok(()));
        assert_eq!(check_password("柳塘边的青石板路", true, &[]), Err(WeakPassword { min: 10 }));
        assert_eq!(check_password("ninechars", true, &[]), Err(WeakPassword { min: 10 }));
        assert_eq!(check_password("seven77", false, &[]), Err(WeakPassword { min: 8 }));
    }

    #[test]
    fn what_anybody_tries_first_is_refused() {
        for bad in [
            "password",
            "Password1",
            "1234567890",
            "aaaaaaaaaaaa",
            "qwertyuiop",
            "13800000000",
            "woaini1314",
            "lin.xia-2",
        ] {
            assert!(check_password(bad, false, &["lin.xia-2"]).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_password_longer_than_the_limit_is_refused_unhashed() {
        assert!(check_password(&"长".repeat(86), false, &[]).is_err());
        assert!(check_password(&"长城脚下".repeat(20), false, &[]).is_ok());
    }
}

//! No secret is ever printed, and no wrong one is ever taken.

use payments::wechat::Wechat;
use payments::{ApiV3Key, PaymentError, SigningKey, VerifyingKey};

use crate::alipay::gateway;
use crate::support::{API_V3_KEY, call, vector};
use crate::wechat::merchant;

#[test]
fn debug_shows_no_secret() {
    let wechat = merchant::wechat("http://127.0.0.1:9");
    let alipay = gateway::alipay("http://127.0.0.1:9");
    let shown = format!("{wechat:?} {wechat:#?} {alipay:?} {alipay:#?} {:?}", call());
    assert!(shown.contains("redacted"));
    for name in ["merchant.key.pem", "alipay-app.key.pem"] {
        for line in vector(name).lines() {
            assert!(!shown.contains(line), "{name}");
        }
    }
    assert!(!shown.contains(API_V3_KEY));
    assert!(!shown.contains(&format!("{:?}", API_V3_KEY.as_bytes())));
    assert!(!shown.contains("nonce: "));
}

#[test]
fn keys_are_read_with_and_without_armour() {
    for name in ["merchant", "alipay-app"] {
        let pem = vector(&format!("{name}.key.pem"));
        let bare: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
        assert!(SigningKey::read(&pem).is_ok() && SigningKey::read(&bare).is_ok());
    }
    let bare: String = vector("alipay.pub.pem").lines().filter(|line| !line.starts_with("-----")).collect();
    assert!(VerifyingKey::read(&bare).is_ok());
}

#[test]
fn what_is_no_key_is_refused_without_being_shown() {
    for text in [
        "",
        "secret",
        "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----",
        &vector("merchant.pub.pem"),
    ] {
        let fault = SigningKey::read(text).unwrap_err();
        assert!(matches!(fault, PaymentError::Configuration(_)));
        assert!(!fault.to_string().contains("secret"));
        assert!(!fault.to_string().contains("c2VjcmV0"));
    }
    for text in ["", "secret", &vector("merchant.key.pem"), &vector("platform-1.crt.pem")] {
        assert!(VerifyingKey::read(text).is_err());
    }
    for text in ["", "short", "33 bytes are as wrong as 31 bytes"] {
        assert!(ApiV3Key::new(text).is_err());
    }
}

#[test]
fn settings_that_would_be_sent_wrong_are_refused() {
    let with = |change: fn(&mut payments::wechat::Config)| {
        let mut config = merchant::config("http://127.0.0.1:9");
        change(&mut config);
        Wechat::new(config).is_err()
    };
    assert!(!with(|_| {}));
    assert!(with(|config| config.endpoint = "http://api.mch.weixin.qq.com".to_owned()));
    assert!(with(|config| config.mchid = "1900\"007291".to_owned()));
    assert!(with(|config| config.certificate_serial = String::new()));
    assert!(with(|config| config.public_key.iter_mut().for_each(|(id, _)| *id = "0114".to_owned())));
}

//! Codes by SMS.

use std::sync::{Arc, Mutex};

use app::identity::{SmsError, SmsMessage, SmsSender};
use chrono::TimeDelta;
use contract::identity::{
    ConfirmPhone, ConfirmWithPassword, ResetPassword, SendSmsCode, SignInBySms, SmsPurpose, UpdateMe,
};

use super::support::{Browser, PASSWORD};
use crate::support::{TestServer, code};

const PHONE: &str = "13800000000";

/// Telephones: what was sent to them.
#[derive(Default)]
struct Phones(Mutex<Vec<SmsMessage>>);

impl SmsSender for Phones {
    fn send(&self, message: &SmsMessage) -> Result<(), SmsError> {
        self.0.lock().unwrap().push(message.clone());
        Ok(())
    }
}

impl Phones {
    /// Waits for the next message.
    async fn next(&self) -> SmsMessage {
        for _ in 0..500 {
            if let Some(message) = self.0.lock().unwrap().pop() {
                return message;
            }
            actix_web::rt::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        panic!("no message came");
    }

    fn none(&self) -> bool {
        self.0.lock().unwrap().is_empty()
    }
}

async fn start() -> (TestServer, Arc<Phones>) {
    let phones = Arc::new(Phones::default());
    let sender: Arc<dyn SmsSender> = phones.clone();
    (TestServer::start_in(|state| state.with_sms(sender)).await, phones)
}

/// Somebody with a confirmed number.
async fn with_phone(server: &TestServer, phones: &Phones, login: &str) -> Browser {
    server.register(login).await;
    let browser = server.browser(login, PASSWORD).await;
    let etag = browser.client.get_me().await.unwrap().etag;
    let body = UpdateMe { phone: Some(Some(PHONE.into())), ..UpdateMe::default() };
    browser.client.update_me(&etag, &body).await.unwrap();
    browser.client.send_phone_code(&ConfirmWithPassword { password: PASSWORD.into() }).await.unwrap();
    let message = phones.next().await;
    assert_eq!(message.phone.digits(), PHONE);
    assert!(message.text.contains(&message.code));
    browser.client.confirm_phone(&ConfirmPhone { code: message.code }).await.unwrap();
    browser
}

fn ask(phone: &str, purpose: SmsPurpose) -> SendSmsCode {
    SendSmsCode { phone: phone.into(), purpose }
}

fn by_sms(code: &str) -> SignInBySms {
    SignInBySms { phone: PHONE.into(), code: code.into() }
}

#[actix_web::test]
async fn somebody_signs_in_with_a_code_that_works_once() {
    let (server, phones) = start().await;
    let browser = with_phone(&server, &phones, "lin.xia").await;
    server.wait(TimeDelta::minutes(1));
    let anybody = server.anonymous();
    anybody.send_sms_code(&ask(PHONE, SmsPurpose::SignIn)).await.unwrap();
    let sent = phones.next().await.code;
    let signed_in = anybody.create_session_by_sms(&by_sms(&sent)).await.unwrap();
    assert_eq!(signed_in.user_id, browser.signed_in.user_id);
    assert_eq!(code(server.anonymous().create_session_by_sms(&by_sms(&sent)).await), "code_refused");
}

#[actix_web::test]
async fn an_unknown_number_and_one_that_is_only_claimed_get_the_same_answer_and_no_message() {
    let (server, phones) = start().await;
    let mut claimed = super::support::new_user("squatter");
    claimed.phone = Some(PHONE.into());
    server.anonymous().create_user(&claimed).await.unwrap();
    for phone in [PHONE, "13900000000"] {
        server.anonymous().send_sms_code(&ask(phone, SmsPurpose::SignIn)).await.unwrap();
    }
    actix_web::rt::time::sleep(std::time::Duration::from_millis(200)).await;
    assert!(phones.none());
    assert_eq!(code(server.anonymous().create_session_by_sms(&by_sms("123456")).await), "code_refused");
}

#[actix_web::test]
async fn a_code_is_over_after_five_minutes_or_five_wrong_tries() {
    let (server, phones) = start().await;
    with_phone(&server, &phones, "lin.xia").await;
    server.wait(TimeDelta::minutes(1));
    server.anonymous().send_sms_code(&ask(PHONE, SmsPurpose::SignIn)).await.unwrap();
    let late = phones.next().await.code;
    server.wait(TimeDelta::seconds(301));
    assert_eq!(code(server.anonymous().create_session_by_sms(&by_sms(&late)).await), "code_refused");
    server.anonymous().send_sms_code(&ask(PHONE, SmsPurpose::SignIn)).await.unwrap();
    let tried = phones.next().await.code;
    let wrong = if tried == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        assert_eq!(code(server.anonymous().create_session_by_sms(&by_sms(wrong)).await), "code_refused");
    }
    assert_eq!(code(server.anonymous().create_session_by_sms(&by_sms(&tried)).await), "code_refused");
}

#[actix_web::test]
async fn a_number_gets_one_message_a_minute_and_few_a_day() {
    let (server, _) = start().await;
    let send = || server.anonymous();
    send().send_sms_code(&ask(PHONE, SmsPurpose::SignIn)).await.unwrap();
    let again = ask(PHONE, SmsPurpose::PasswordReset);
    assert_eq!(code(send().send_sms_code(&again).await), "too_many_requests");
    let mut sent = 1;
    for _ in 0..59 {
        server.wait(TimeDelta::minutes(1));
        sent += usize::from(send().send_sms_code(&again).await.is_ok());
    }
    assert_eq!(sent, 5);
}

#[actix_web::test]
async fn a_code_by_sms_sets_a_new_password() {
    let (server, phones) = start().await;
    with_phone(&server, &phones, "lin.xia").await;
    server.wait(TimeDelta::minutes(1));
    server.anonymous().send_sms_code(&ask(PHONE, SmsPurpose::PasswordReset)).await.unwrap();
    let sent = phones.next().await.code;
    // What is good for one thing is good for nothing else.
    assert_eq!(code(server.anonymous().create_session_by_sms(&by_sms(&sent)).await), "code_refused");
    let body =
        ResetPassword { login: PHONE.into(), code: sent, new_password: "石桥那头的老槐树下".into() };
    server.anonymous().reset_password(&body).await.unwrap();
    server.browser(PHONE, "石桥那头的老槐树下").await;
}

#[actix_web::test]
async fn a_number_goes_to_who_shows_the_code_last() {
    let (server, phones) = start().await;
    let earlier = with_phone(&server, &phones, "lin.xia").await;
    server.wait(TimeDelta::minutes(1));
    let later = with_phone(&server, &phones, "zhou.ming").await;
    assert_eq!(earlier.client.get_me().await.unwrap().body.phone, None);
    assert!(later.client.get_me().await.unwrap().body.phone.unwrap().confirmed);
}

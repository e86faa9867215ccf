//! People who register and sign in as a browser does, with the cookie kept by hand.

use chrono::TimeDelta;
use client::{Call, Client};
use contract::{
    identity::{CreateUser, SignIn, SignedIn},
    lang::Lang,
};
use reqwest::{Method, Response, header};

use crate::support::TestServer;

pub const PASSWORD: &str = "柳塘边的青石板路";

/// A browser: it comes from an address and keeps its refresh cookie.
pub struct Browser {
    pub client: Client,
    pub cookie: String,
    pub signed_in: SignedIn,
}

pub fn new_user(login: &str) -> CreateUser {
    CreateUser {
        login: login.into(),
        display_name: "林霞".into(),
        password: PASSWORD.into(),
        phone: None,
        locale: Lang::En,
        terms_accepted: true,
    }
}

pub fn sign_in(login: &str, password: &str) -> SignIn {
    SignIn { login: login.into(), password: password.into() }
}

/// The refresh cookie that an answer sets, with its attributes.
pub fn set_cookie(answer: &Response) -> String {
    answer.headers()[header::SET_COOKIE].to_str().unwrap().to_owned()
}

/// `name=value` of it.
pub fn cookie_pair(answer: &Response) -> String {
    set_cookie(answer).split(';').next().unwrap().to_owned()
}

impl TestServer {
    /// Registers somebody.
    pub async fn register(&self, login: &str) {
        self.anonymous().create_user(&new_user(login)).await.unwrap();
    }

    /// Signs somebody in from a new browser.
    pub async fn browser(&self, login: &str, password: &str) -> Browser {
        let client = self.anonymous();
        let call = client.call(Method::POST, "/sessions").json(&sign_in(login, password));
        let answer = call.send().await.unwrap();
        let cookie = cookie_pair(&answer);
        let signed_in: SignedIn = answer.json().await.unwrap();
        client.set_token(Some(signed_in.access_token.clone()));
        Browser { client, cookie, signed_in }
    }

    /// A refresh with a cookie.
    pub fn refresh(&self, cookie: &str) -> Call {
        self.anonymous().call(Method::POST, "/sessions/refresh").header("cookie", cookie)
    }

    /// Moves the clock.
    pub fn wait(&self, by: TimeDelta) {
        self.store.clock.advance(by);
    }
}

//! How each operation is called so that only the caller's permissions decide: things that exist, in a state
//! that allows it, and a good body. A new operation is one arm of [`request`].

use app::identity::{NewUser, create_user};
use contract::lang::Lang;
use domain::{
    identity::{DisplayName, LoginName},
    ids::{SessionId, UserId},
    permissions::Role,
};
use serde_json::{Value, json};

use super::OWN;
use crate::support::TestServer;

/// A fresh situation for one call.
pub struct Scene<'a> {
    pub server: &'a TestServer,
    /// The person whose things operations are called on.
    pub owner: (UserId, SessionId),
    /// Whether the owner calls; otherwise what is called on must not be the caller's own.
    pub owner_calls: bool,
}

/// A request without its address.
#[derive(Default)]
pub struct Sent {
    pub path: Vec<(&'static str, String)>,
    pub query: Vec<(&'static str, String)>,
    pub headers: Vec<(&'static str, String)>,
    pub body: Option<Body>,
}

pub struct Body {
    pub kind: String,
    pub bytes: Vec<u8>,
}

impl Sent {
    fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.path.push((name, value.to_string()));
        self
    }

    fn json(mut self, body: &Value) -> Self {
        self.body = Some(Body { kind: "application/json".to_owned(), bytes: body.to_string().into_bytes() });
        self
    }
}

impl<'a> Scene<'a> {
    pub fn new(server: &'a TestServer, owner_calls: bool) -> Self {
        Self { server, owner: server.world.person(&server.store, None), owner_calls }
    }

    fn area(&self, path: &str) -> String {
        self.server.world.area(path).to_string()
    }

    /// A login name that nobody has.
    fn login(&self) -> String {
        format!("p{}", &self.owner.0.0.simple().to_string()[8..])
    }

    /// Somebody else, with that login.
    fn somebody(&self) -> UserId {
        let keyring = self.server.state.keyring.clone();
        let new = NewUser {
            login: LoginName::new(&self.login()).unwrap(),
            display_name: DisplayName::new("某人").unwrap(),
            password_hash: None,
            phone: None,
            locale: Lang::ZhHans,
            terms_accepted_at: None,
            demo: false,
        };
        self.server.store.write(move |tx| create_user(tx, &keyring, None, &new)).unwrap()
    }
}

/// The request for an operation; `None` where nobody has said how to call it.
pub fn request(operation: &str, scene: &Scene<'_>) -> Option<Sent> {
    let sent = Sent::default();
    Some(match operation {
        // areas
        "list_areas" => sent,
        "get_area" => sent.with("id", scene.area(OWN)),

        // grants
        "list_grants" => sent,
        "find_grantee" => {
            scene.somebody();
            sent.json(&json!({ "login_or_phone": scene.login() }))
        }
        "create_grant" => sent.json(&json!({
            "user_id": scene.somebody(), "role": "grid_worker", "area_id": scene.area(OWN),
        })),
        "revoke_grant" => {
            let (world, store) = (&scene.server.world, &scene.server.store);
            sent.with("id", world.grant(store, scene.owner.0, Role::GridWorker, OWN))
        }

        // identity
        "create_user" => sent.json(&json!({
            "login": scene.login(), "display_name": "某人", "password": "correct horse battery",
            "terms_accepted": true,
        })),
        "create_session" => {
            sent.json(&json!({ "login": scene.login(), "password": "correct horse battery" }))
        }
        "refresh_session"
        | "end_current_session"
        | "list_my_sessions"
        | "end_my_other_sessions"
        | "get_me" => sent,
        "end_my_session" => sent.with("id", scene.owner.1),

        // settings
        "get_settings" => sent,
        _ => return None,
    })
}

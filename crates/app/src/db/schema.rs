//! The tables, as both migration sets make them (a test holds the two against each other and against this).
//!
//! One block a table, columns in the table's order.

#![allow(missing_docs, reason = "the migrations document each table")]

diesel::table! {
    areas (id) {
        id -> Binary,
        path -> Text,
        parent_id -> Nullable<Binary>,
        kind -> Text,
        code -> Nullable<Text>,
        name -> Text,
        boundary -> Nullable<Text>,
        head_count -> Nullable<BigInt>,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    households (area_id) {
        area_id -> Binary,
        floor_area_cm2 -> Nullable<BigInt>,
        holder_name -> Nullable<Text>,
        holder_identity_sealed -> Nullable<Text>,
        holder_phone_sealed -> Nullable<Text>,
        version -> BigInt,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    users (id) {
        id -> Binary,
        login -> Text,
        display_name -> Text,
        phone_sealed -> Nullable<Text>,
        phone_index -> Nullable<Text>,
        phone_confirmed_at -> Nullable<Timestamp>,
        password_hash -> Nullable<Text>,
        totp_sealed -> Nullable<Text>,
        totp_confirmed_at -> Nullable<Timestamp>,
        totp_last_step -> Nullable<BigInt>,
        locale -> Text,
        state -> Text,
        demo -> Bool,
        version -> BigInt,
        terms_accepted_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    sessions (id) {
        id -> Binary,
        user_id -> Binary,
        method -> Text,
        device -> Text,
        address -> Text,
        second_factor -> Bool,
        created_at -> Timestamp,
        last_seen_at -> Timestamp,
        expires_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        ended_reason -> Nullable<Text>,
    }
}

diesel::table! {
    refresh_tokens (token_hash) {
        token_hash -> Binary,
        session_id -> Binary,
        created_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
        next_salt -> Nullable<Binary>,
    }
}

diesel::table! {
    grants (id) {
        id -> Binary,
        user_id -> Binary,
        role -> Text,
        area_id -> Binary,
        from_at -> Timestamp,
        until_at -> Nullable<Timestamp>,
        granted_by -> Nullable<Binary>,
        revoked_at -> Nullable<Timestamp>,
        revoked_by -> Nullable<Binary>,
        version -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    memberships (id) {
        id -> Binary,
        user_id -> Binary,
        household_id -> Binary,
        relation -> Text,
        state -> Text,
        decided_by -> Nullable<Binary>,
        version -> BigInt,
        created_at -> Timestamp,
        decided_at -> Nullable<Timestamp>,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    household_codes (id) {
        id -> Binary,
        household_id -> Binary,
        code_hash -> Binary,
        relation -> Text,
        uses_left -> BigInt,
        created_by -> Binary,
        created_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    attempt_limits (kind, subject) {
        kind -> Text,
        subject -> Text,
        full_at -> Timestamp,
        wait_until -> Timestamp,
        failures -> BigInt,
        tried_at -> Timestamp,
    }
}

diesel::table! {
    one_time_codes (id) {
        id -> Binary,
        purpose -> Text,
        user_id -> Binary,
        code_hash -> Text,
        attempts_left -> BigInt,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    recovery_codes (user_id, code_hash) {
        user_id -> Binary,
        code_hash -> Text,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    signing_keys (kid) {
        kid -> Text,
        private_sealed -> Text,
        public_jwk -> Text,
        created_at -> Timestamp,
        retired_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    journal (id) {
        id -> Binary,
        position -> Nullable<BigInt>,
        at -> Timestamp,
        agent_id -> Nullable<Binary>,
        principal_id -> Nullable<Binary>,
        event -> Text,
        area_path -> Text,
        subject -> Text,
        payload -> Text,
    }
}

diesel::table! {
    journal_nodes (idx) {
        idx -> BigInt,
        hash -> Binary,
    }
}

diesel::table! {
    journal_roots (size) {
        size -> BigInt,
        hash -> Binary,
        sealed_at -> Timestamp,
    }
}

diesel::table! {
    journal_cursors (consumer) {
        consumer -> Text,
        position -> BigInt,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    leases (job) {
        job -> Text,
        holder -> Text,
        until_at -> Timestamp,
    }
}

diesel::table! {
    idempotency_keys (caller, key) {
        caller -> Binary,
        key -> Text,
        request_hash -> Binary,
        answer -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::joinable!(households -> areas (area_id));
diesel::joinable!(grants -> areas (area_id));
diesel::joinable!(memberships -> areas (household_id));
diesel::joinable!(memberships -> users (user_id));
diesel::joinable!(sessions -> users (user_id));
diesel::joinable!(refresh_tokens -> sessions (session_id));
diesel::joinable!(household_codes -> areas (household_id));
diesel::joinable!(one_time_codes -> users (user_id));

diesel::allow_tables_to_appear_in_same_query!(
    areas,
    attempt_limits,
    grants,
    household_codes,
    households,
    idempotency_keys,
    journal,
    journal_cursors,
    journal_nodes,
    journal_roots,
    leases,
    memberships,
    one_time_codes,
    recovery_codes,
    refresh_tokens,
    sessions,
    signing_keys,
    users,
);

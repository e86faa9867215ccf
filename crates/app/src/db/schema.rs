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
        boundary_west -> Nullable<BigInt>,
        boundary_south -> Nullable<BigInt>,
        boundary_east -> Nullable<BigInt>,
        boundary_north -> Nullable<BigInt>,
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
        provider_id -> Nullable<Binary>,
    }
}

diesel::table! {
    memberships (id) {
        id -> Binary,
        user_id -> Binary,
        household_id -> Binary,
        relation -> Text,
        state -> Text,
        reason -> Nullable<Text>,
        decided_by -> Nullable<Binary>,
        version -> BigInt,
        created_at -> Timestamp,
        decided_at -> Nullable<Timestamp>,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    api_keys (id) {
        id -> Binary,
        area_id -> Binary,
        area_path -> Text,
        name -> Text,
        key_hash -> Binary,
        user_id -> Binary,
        created_by -> Binary,
        created_at -> Timestamp,
        last_used_at -> Nullable<Timestamp>,
        revoked_at -> Nullable<Timestamp>,
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
    journal (sequence) {
        sequence -> BigInt,
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
        kept -> Bool,
    }
}

diesel::table! {
    categories (id) {
        id -> Binary,
        area_id -> Nullable<Binary>,
        area_path -> Text,
        code -> Text,
        name_hans -> Text,
        name_hant -> Text,
        name_en -> Text,
        answer_within_hours -> BigInt,
        solve_within_hours -> BigInt,
        objection_window_hours -> BigInt,
        ordinal -> BigInt,
        active -> Bool,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        counting -> Text,
        parent_code -> Nullable<Text>,
        priority -> Text,
        form -> Nullable<Text>,
        is_public -> Bool,
        keeper -> Text,
        photo_required -> Bool,
        anonymous_allowed -> Bool,
        keeper_provider_id -> Nullable<Binary>,
    }
}

diesel::table! {
    tickets (id) {
        id -> Binary,
        number_year -> BigInt,
        number_serial -> BigInt,
        area_id -> Binary,
        area_path -> Text,
        category_id -> Binary,
        reporter_id -> Binary,
        reported_by -> Nullable<Binary>,
        text -> Text,
        latitude_e7 -> Nullable<BigInt>,
        longitude_e7 -> Nullable<BigInt>,
        state -> Text,
        handler_id -> Nullable<Binary>,
        state_until -> Nullable<Timestamp>,
        rating -> Nullable<BigInt>,
        reported_at -> Timestamp,
        answer_due_at -> Timestamp,
        solve_due_at -> Timestamp,
        objection_window_hours -> BigInt,
        answered_at -> Nullable<Timestamp>,
        first_solved_at -> Nullable<Timestamp>,
        last_solved_at -> Nullable<Timestamp>,
        reopened_count -> BigInt,
        version -> BigInt,
        updated_at -> Timestamp,
        judge -> Text,
        counting -> Text,
        paused_at -> Nullable<Timestamp>,
        wait_reason -> Nullable<Text>,
        rejected_by -> Nullable<Binary>,
        merged_into -> Nullable<Binary>,
        is_public -> Bool,
    }
}

diesel::table! {
    ticket_answers (ticket_id) {
        ticket_id -> Binary,
        answers -> Text,
    }
}

diesel::table! {
    ticket_timers (ticket_id, timer) {
        ticket_id -> Binary,
        timer -> Text,
        at -> Timestamp,
        runs -> Bool,
        fired_at -> Nullable<Timestamp>,
        told_path -> Nullable<Text>,
    }
}

diesel::table! {
    ticket_scopes (area_path, ticket_id) {
        area_path -> Text,
        ticket_id -> Binary,
        is_open -> Bool,
        is_public -> Bool,
    }
}

diesel::table! {
    ticket_search (ticket_id) {
        ticket_id -> Binary,
        folded -> Text,
        cell -> Nullable<BigInt>,
        area_id -> Binary,
    }
}

diesel::table! {
    ticket_pieces (area_id, piece, ticket_id) {
        area_id -> Binary,
        piece -> Text,
        ticket_id -> Binary,
    }
}

diesel::table! {
    ticket_search_due (ticket_id) {
        ticket_id -> Binary,
    }
}

diesel::table! {
    ticket_events (id) {
        id -> Binary,
        ticket_id -> Binary,
        ordinal -> BigInt,
        at -> Timestamp,
        kind -> Text,
        side -> Text,
        user_id -> Nullable<Binary>,
        text -> Nullable<Text>,
        rating -> Nullable<BigInt>,
        provider_id -> Nullable<Binary>,
    }
}

diesel::table! {
    ticket_particulars (ticket_id) {
        ticket_id -> Binary,
        is_anonymous -> Bool,
        provider_id -> Nullable<Binary>,
        calls_open -> BigInt,
        quotation_until -> Nullable<Timestamp>,
    }
}

diesel::table! {
    ticket_calls (id) {
        id -> Binary,
        ticket_id -> Binary,
        provider_id -> Binary,
        state -> Text,
        text -> Text,
        called_by -> Binary,
        called_at -> Timestamp,
        until_at -> Timestamp,
        told_at -> Nullable<Timestamp>,
        answer -> Nullable<Text>,
        answered_by -> Nullable<Binary>,
        answered_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    ticket_quotations (id) {
        id -> Binary,
        ticket_id -> Binary,
        provider_id -> Binary,
        state -> Text,
        payer -> Text,
        total_fen -> BigInt,
        text -> Nullable<Text>,
        quoted_by -> Binary,
        quoted_at -> Timestamp,
        good_until -> Timestamp,
        answer -> Nullable<Text>,
        answered_by -> Nullable<Binary>,
        answered_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    quotation_lines (quotation_id, ordinal) {
        quotation_id -> Binary,
        ordinal -> BigInt,
        description -> Text,
        quantity_thousandths -> BigInt,
        unit -> Text,
        unit_price_fen -> BigInt,
    }
}

diesel::table! {
    ticket_materials (event_id, ordinal) {
        event_id -> Binary,
        ordinal -> BigInt,
        ticket_id -> Binary,
        provider_id -> Nullable<Binary>,
        used_at -> Timestamp,
        name -> Text,
        quantity_thousandths -> BigInt,
        unit -> Text,
    }
}

diesel::table! {
    ticket_counters (year, lane) {
        year -> BigInt,
        lane -> BigInt,
        next_serial -> BigInt,
    }
}

diesel::table! {
    photo_contents (hash) {
        hash -> Binary,
        width -> BigInt,
        height -> BigInt,
        leaving -> Bool,
        created_at -> Timestamp,
    }
}

diesel::table! {
    photos (id) {
        id -> Binary,
        owner_id -> Binary,
        hash -> Binary,
        stored -> Bool,
        ticket_id -> Nullable<Binary>,
        event_id -> Nullable<Binary>,
        kind -> Nullable<Text>,
        ordinal -> Nullable<BigInt>,
        created_at -> Timestamp,
        target_id -> Nullable<Binary>,
        claim_id -> Nullable<Binary>,
        offer_id -> Nullable<Binary>,
        visit_id -> Nullable<Binary>,
        party_id -> Nullable<Binary>,
        project_event_id -> Nullable<Binary>,
        disbursement_id -> Nullable<Binary>,
    }
}

diesel::table! {
    household_imports (id) {
        id -> Binary,
        area_id -> Binary,
        created_by -> Binary,
        rows_sealed -> Nullable<Text>,
        plan_hash -> Binary,
        added -> BigInt,
        changed -> BigInt,
        unchanged -> BigInt,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        applied_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    inspection_templates (id) {
        id -> Binary,
        area_id -> Binary,
        area_path -> Text,
        name -> Text,
        number -> BigInt,
        active -> Bool,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    inspection_template_versions (template_id, number) {
        template_id -> Binary,
        number -> BigInt,
        content -> Text,
        created_by -> Binary,
        created_at -> Timestamp,
    }
}

diesel::table! {
    award_rules (id) {
        id -> Binary,
        area_id -> Binary,
        area_path -> Text,
        content -> Text,
        adopted_from -> Nullable<Text>,
        adopted_at -> Nullable<Timestamp>,
        version -> BigInt,
        created_by -> Binary,
        created_at -> Timestamp,
    }
}

diesel::table! {
    kinships (id) {
        id -> Binary,
        user_id -> Binary,
        area_id -> Binary,
        area_path -> Text,
        declared_at -> Timestamp,
        withdrawn_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    inspection_rounds (id) {
        id -> Binary,
        area_id -> Binary,
        area_path -> Text,
        month -> Text,
        subjects -> Text,
        regularity -> Text,
        notice -> Text,
        report -> Text,
        template_id -> Binary,
        template_number -> BigInt,
        lead_id -> Nullable<Binary>,
        objection_hours -> BigInt,
        chosen -> Bool,
        draw_plan -> Nullable<Text>,
        frame -> Nullable<Text>,
        commitment -> Nullable<Binary>,
        seed_sealed -> Nullable<Text>,
        committed_entry -> Nullable<Binary>,
        public_size -> Nullable<BigInt>,
        public_value -> Nullable<Binary>,
        sample -> Nullable<Text>,
        state -> Text,
        started_at -> Nullable<Timestamp>,
        objections_until -> Nullable<Timestamp>,
        revision -> BigInt,
        version -> BigInt,
        created_by -> Binary,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    inspection_team (round_id, user_id) {
        round_id -> Binary,
        user_id -> Binary,
    }
}

diesel::table! {
    inspection_targets (id) {
        id -> Binary,
        round_id -> Binary,
        area_id -> Binary,
        area_path -> Text,
        drawn -> Nullable<Text>,
        inspector_id -> Nullable<Binary>,
        findings -> Text,
        score -> Nullable<BigInt>,
        handed_in_by -> Nullable<Binary>,
        handed_in_at -> Nullable<Timestamp>,
        version -> BigInt,
        updated_by -> Nullable<Binary>,
        updated_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    inspection_objections (id) {
        id -> Binary,
        round_id -> Binary,
        target_id -> Binary,
        code -> Text,
        text -> Text,
        photos -> Text,
        objector_id -> Binary,
        points_before -> BigInt,
        points_after -> Nullable<BigInt>,
        state -> Text,
        reviewer_id -> Nullable<Binary>,
        reply -> Nullable<Text>,
        raised_at -> Timestamp,
        decided_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    rectifications (ticket_id) {
        ticket_id -> Binary,
        round_id -> Binary,
        target_id -> Binary,
        area_id -> Binary,
        area_path -> Text,
        code -> Text,
        indicator -> Text,
        lost -> BigInt,
        note -> Text,
        word -> Nullable<Text>,
        due_at -> Timestamp,
        demanded_at -> Timestamp,
        lapsed_at -> Nullable<Timestamp>,
        lapse_reason -> Nullable<Text>,
    }
}

diesel::table! {
    look_backs (id) {
        id -> Binary,
        ticket_id -> Binary,
        event_id -> Binary,
        passed -> Bool,
        note -> Nullable<Text>,
        due_at -> Nullable<Timestamp>,
        in_round_id -> Nullable<Binary>,
        made_by -> Binary,
        made_at -> Timestamp,
    }
}

diesel::table! {
    inspection_revisions (round_id, revision) {
        round_id -> Binary,
        revision -> BigInt,
        reason -> Nullable<Text>,
        entry_id -> Binary,
        published_by -> Binary,
        published_at -> Timestamp,
    }
}

diesel::table! {
    inspection_results (round_id, revision, area_id) {
        round_id -> Binary,
        revision -> BigInt,
        area_id -> Binary,
        area_path -> Text,
        score -> BigInt,
        place -> BigInt,
        findings -> Text,
    }
}

diesel::table! {
    settlements (id) {
        id -> Binary,
        area_id -> Binary,
        area_path -> Text,
        half_year -> Text,
        revision -> BigInt,
        rules_id -> Binary,
        input -> Text,
        output -> Text,
        hash -> Binary,
        reason -> Nullable<Text>,
        settled_by -> Binary,
        settled_at -> Timestamp,
    }
}

diesel::table! {
    award_certificates (id) {
        id -> Binary,
        number -> Text,
        area_id -> Binary,
        area_path -> Text,
        half_year -> Text,
        village_id -> Binary,
        honoured -> Text,
        title -> Text,
        reason -> Nullable<Text>,
        issued_by -> Binary,
        issued_at -> Timestamp,
        revoked_at -> Nullable<Timestamp>,
        revoke_reason -> Nullable<Text>,
    }
}

diesel::table! {
    pledges (id) {
        id -> Binary,
        household_id -> Binary,
        household_path -> Text,
        text_version -> BigInt,
        signer -> Nullable<Text>,
        signed_on -> Text,
        recorded_by -> Binary,
        recorded_at -> Timestamp,
        withdrawn_by -> Nullable<Binary>,
        withdrawn_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    title_awards (id) {
        id -> Binary,
        area_id -> Binary,
        area_path -> Text,
        half_year -> Text,
        kind -> Text,
        rules_id -> Binary,
        input -> Text,
        output -> Text,
        hash -> Binary,
        awarded_by -> Binary,
        awarded_at -> Timestamp,
    }
}

diesel::table! {
    titles (id) {
        id -> Binary,
        number -> Text,
        award_id -> Binary,
        area_id -> Binary,
        area_path -> Text,
        half_year -> Text,
        kind -> Text,
        name -> Text,
        place_id -> Binary,
        place_path -> Text,
        awarded_at -> Timestamp,
        consent_by -> Nullable<Binary>,
        consent_at -> Nullable<Timestamp>,
        revoked_by -> Nullable<Binary>,
        revoked_at -> Nullable<Timestamp>,
        revoke_reason -> Nullable<Text>,
    }
}

diesel::table! {
    providers (id) {
        id -> Binary,
        area_id -> Binary,
        area_path -> Text,
        name -> Text,
        kind -> Text,
        about -> Text,
        address -> Text,
        latitude_e7 -> Nullable<BigInt>,
        longitude_e7 -> Nullable<BigInt>,
        telephone -> Nullable<Text>,
        opening_hours -> Text,
        state -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    provider_agreements (provider_id, programme_id) {
        provider_id -> Binary,
        programme_id -> Binary,
        fen_per_point -> Nullable<BigInt>,
        version -> BigInt,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    offers (id) {
        id -> Binary,
        provider_id -> Binary,
        programme_id -> Binary,
        area_path -> Text,
        kind -> Text,
        title -> Text,
        description -> Text,
        price -> BigInt,
        stock -> Nullable<BigInt>,
        month_max -> Nullable<BigInt>,
        whole_max -> Nullable<BigInt>,
        pick_up -> Nullable<Text>,
        opening_hours -> Nullable<Text>,
        keep_days -> BigInt,
        shown_from -> Text,
        shown_until -> Nullable<Text>,
        state -> Text,
        refusal -> Nullable<Text>,
        proposed_by -> Binary,
        decided_by -> Nullable<Binary>,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    redemptions (id) {
        id -> Binary,
        offer_id -> Binary,
        provider_id -> Binary,
        programme_id -> Binary,
        area_path -> Text,
        user_id -> Binary,
        household_id -> Nullable<Binary>,
        posting_id -> Binary,
        reversal_id -> Nullable<Binary>,
        points -> BigInt,
        took_stock -> Bool,
        code_hash -> Text,
        state -> Text,
        reserved_at -> Timestamp,
        keep_until -> Timestamp,
        collected_at -> Nullable<Timestamp>,
        collected_by -> Nullable<Binary>,
        ended_at -> Nullable<Timestamp>,
        ended_by -> Nullable<Binary>,
        reason -> Nullable<Text>,
        version -> BigInt,
    }
}

diesel::table! {
    shifts (id) {
        id -> Binary,
        series_id -> Binary,
        area_id -> Binary,
        area_path -> Text,
        reach_path -> Text,
        title -> Text,
        description -> Text,
        place -> Text,
        bring -> Nullable<Text>,
        latitude_e7 -> Nullable<BigInt>,
        longitude_e7 -> Nullable<BigInt>,
        starts_at -> Timestamp,
        ends_at -> Timestamp,
        sign_up_until -> Timestamp,
        places -> BigInt,
        taken -> BigInt,
        waiting -> BigInt,
        serial_next -> BigInt,
        planned_by -> Binary,
        planned_at -> Timestamp,
        cancelled_by -> Nullable<Binary>,
        cancelled_at -> Nullable<Timestamp>,
        cancel_reason -> Nullable<Text>,
        absences_noted_at -> Nullable<Timestamp>,
        updated_at -> Timestamp,
        version -> BigInt,
        project_id -> Nullable<Binary>,
    }
}

diesel::table! {
    shift_sign_ups (id) {
        id -> Binary,
        shift_id -> Binary,
        person_id -> Binary,
        serial -> BigInt,
        state -> Text,
        signed_up_by -> Nullable<Binary>,
        signed_up_at -> Timestamp,
        moved_up_at -> Nullable<Timestamp>,
        withdrawn_by -> Nullable<Binary>,
        withdrawn_at -> Nullable<Timestamp>,
        checked_in_by -> Nullable<Binary>,
        checked_in_at -> Nullable<Timestamp>,
        checked_out_by -> Nullable<Binary>,
        checked_out_at -> Nullable<Timestamp>,
        absent -> Bool,
        minutes -> Nullable<BigInt>,
        counted_from -> Nullable<Timestamp>,
        month -> Nullable<Text>,
        reason -> Nullable<Text>,
        noted_by -> Nullable<Binary>,
        noted_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    shift_feeds (person_id) {
        person_id -> Binary,
        token_hash -> Binary,
        made_at -> Timestamp,
    }
}

diesel::table! {
    saved_filters (id) {
        id -> Binary,
        user_id -> Binary,
        list -> Text,
        name -> Text,
        query -> Text,
        saved_at -> Timestamp,
    }
}

diesel::table! {
    proposal_calls (id) {
        id -> Binary,
        fund_id -> Binary,
        area_path -> Text,
        title -> Text,
        text -> Text,
        purposes -> Text,
        most_fen -> BigInt,
        opens_at -> Timestamp,
        closes_at -> Timestamp,
        published_at -> Nullable<Timestamp>,
        created_by -> Binary,
        created_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    projects (id) {
        id -> Binary,
        fund_id -> Binary,
        area_path -> Text,
        call_id -> Binary,
        title -> Text,
        plan -> Text,
        plan_hash -> Binary,
        proposer_id -> Binary,
        proposer_kind -> Text,
        group_name -> Nullable<Text>,
        provider_id -> Nullable<Binary>,
        state -> Text,
        state_until -> Nullable<Timestamp>,
        resolution_id -> Nullable<Binary>,
        created_at -> Timestamp,
        submitted_at -> Nullable<Timestamp>,
        published_at -> Nullable<Timestamp>,
        version -> BigInt,
    }
}

diesel::table! {
    project_people (project_id, user_id) {
        project_id -> Binary,
        user_id -> Binary,
        named_at -> Timestamp,
        joined_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    project_lines (project_id, number) {
        project_id -> Binary,
        number -> BigInt,
        title -> Text,
        limit_fen -> BigInt,
        purpose -> Nullable<Text>,
        reserved_fen -> BigInt,
        spent_fen -> BigInt,
    }
}

diesel::table! {
    project_milestones (project_id, number) {
        project_id -> Binary,
        number -> BigInt,
        title -> Text,
        due_on -> Nullable<Text>,
        instalment_fen -> BigInt,
        advance -> Bool,
        state -> Text,
        by_id -> Nullable<Binary>,
        used_fen -> BigInt,
    }
}

diesel::table! {
    project_events (id) {
        id -> Binary,
        project_id -> Binary,
        ordinal -> BigInt,
        at -> Timestamp,
        kind -> Text,
        side -> Text,
        user_id -> Nullable<Binary>,
        text -> Nullable<Text>,
        milestone -> Nullable<BigInt>,
        resolution_id -> Nullable<Binary>,
    }
}

diesel::table! {
    project_comments (id) {
        id -> Binary,
        project_id -> Binary,
        user_id -> Binary,
        text -> Nullable<Text>,
        at -> Timestamp,
    }
}

diesel::table! {
    project_ratings (project_id, user_id) {
        project_id -> Binary,
        user_id -> Binary,
        rating -> BigInt,
        at -> Timestamp,
    }
}

diesel::joinable!(shift_sign_ups -> shifts (shift_id));
diesel::joinable!(households -> areas (area_id));
diesel::joinable!(api_keys -> areas (area_id));
diesel::joinable!(api_keys -> users (user_id));
diesel::joinable!(grants -> areas (area_id));
diesel::joinable!(memberships -> areas (household_id));
diesel::joinable!(memberships -> users (user_id));
diesel::joinable!(sessions -> users (user_id));
diesel::joinable!(refresh_tokens -> sessions (session_id));
diesel::joinable!(household_codes -> areas (household_id));
diesel::joinable!(one_time_codes -> users (user_id));
diesel::joinable!(tickets -> categories (category_id));
diesel::joinable!(tickets -> areas (area_id));
diesel::joinable!(ticket_scopes -> tickets (ticket_id));
diesel::joinable!(ticket_particulars -> tickets (ticket_id));
diesel::joinable!(ticket_calls -> tickets (ticket_id));
diesel::joinable!(photos -> photo_contents (hash));
diesel::joinable!(inspection_team -> inspection_rounds (round_id));
diesel::joinable!(inspection_targets -> inspection_rounds (round_id));
diesel::joinable!(inspection_targets -> areas (area_id));
diesel::joinable!(inspection_objections -> inspection_targets (target_id));
diesel::joinable!(rectifications -> tickets (ticket_id));
diesel::joinable!(rectifications -> inspection_rounds (round_id));
diesel::joinable!(rectifications -> areas (area_id));
diesel::joinable!(look_backs -> rectifications (ticket_id));
diesel::joinable!(inspection_results -> inspection_rounds (round_id));
diesel::joinable!(inspection_results -> areas (area_id));

diesel::table! {
    ledger_accounts (id) {
        id -> Binary,
        book_id -> Binary,
        kind -> Text,
        owner_kind -> Text,
        owner_id -> Binary,
        purpose -> Text,
        code -> Text,
        unit -> Text,
        area_path -> Text,
        floor -> Nullable<BigInt>,
        state -> Text,
        balance -> BigInt,
        held -> BigInt,
        coming -> BigInt,
        entries -> BigInt,
        last_at -> Nullable<Timestamp>,
        opened_at -> Timestamp,
    }
}

diesel::table! {
    ledger_postings (id) {
        id -> Binary,
        book_id -> Binary,
        key -> Text,
        unit -> Text,
        purpose -> Text,
        kind -> Text,
        subject -> Text,
        state -> Text,
        until_at -> Nullable<Timestamp>,
        reverses_id -> Nullable<Binary>,
        reversed_by_id -> Nullable<Binary>,
        agent_id -> Nullable<Binary>,
        entry_id -> Binary,
        made_at -> Timestamp,
        settled_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    ledger_entries (account_id, at, number) {
        account_id -> Binary,
        at -> Timestamp,
        number -> BigInt,
        posting_id -> Binary,
        amount -> BigInt,
        balance -> BigInt,
    }
}

diesel::table! {
    ledger_holds (posting_id, account_id) {
        posting_id -> Binary,
        account_id -> Binary,
        amount -> BigInt,
    }
}

diesel::joinable!(offers -> providers (provider_id));
diesel::joinable!(redemptions -> offers (offer_id));
diesel::table! {
    programmes (id) {
        id -> Binary,
        area_id -> Binary,
        area_path -> Text,
        name -> Text,
        description -> Text,
        wallets -> Text,
        starts_on -> Text,
        ends_on -> Text,
        state -> Text,
        low_since -> Nullable<Timestamp>,
        created_by -> Binary,
        created_at -> Timestamp,
        started_by -> Nullable<Binary>,
        ended_at -> Nullable<Timestamp>,
        version -> BigInt,
    }
}

diesel::table! {
    programme_rules (id) {
        id -> Binary,
        programme_id -> Binary,
        content -> Text,
        adopted_from -> Nullable<Text>,
        adopted_at -> Nullable<Timestamp>,
        created_by -> Binary,
        created_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    programme_fundings (id) {
        id -> Binary,
        programme_id -> Binary,
        points -> BigInt,
        note -> Text,
        posting_id -> Binary,
        funded_by -> Binary,
        funded_at -> Timestamp,
    }
}

diesel::table! {
    claims (id) {
        id -> Binary,
        programme_id -> Binary,
        rules_id -> Binary,
        activity -> Text,
        source -> Text,
        state -> Text,
        earner_id -> Binary,
        person_id -> Nullable<Binary>,
        household_id -> Binary,
        home_path -> Text,
        issuer_id -> Nullable<Binary>,
        approver -> Text,
        day -> Text,
        minutes -> Nullable<BigInt>,
        points -> BigInt,
        words -> Nullable<Text>,
        source_ref -> Nullable<Text>,
        bulk_award_id -> Nullable<Binary>,
        claimed_at -> Timestamp,
        decided_by -> Nullable<Binary>,
        decided_at -> Nullable<Timestamp>,
        reason -> Nullable<Text>,
        account_id -> Nullable<Binary>,
        posting_id -> Nullable<Binary>,
        re_audit -> Nullable<Text>,
        re_audited_by -> Nullable<Binary>,
        re_audited_at -> Nullable<Timestamp>,
        re_audit_reason -> Nullable<Text>,
        taken_back -> BigInt,
        unrecovered -> BigInt,
        version -> BigInt,
        project_id -> Nullable<Binary>,
    }
}

diesel::table! {
    points_earners (programme_id, earner_id) {
        programme_id -> Binary,
        earner_id -> Binary,
    }
}

diesel::table! {
    wallets (account_id) {
        account_id -> Binary,
        programme_id -> Binary,
        person_id -> Nullable<Binary>,
        household_id -> Nullable<Binary>,
        home_path -> Text,
        looked_on -> Text,
        noticed_month -> Nullable<Text>,
    }
}

diesel::table! {
    points_lots (id) {
        id -> Binary,
        account_id -> Binary,
        claim_id -> Nullable<Binary>,
        gift_id -> Nullable<Binary>,
        amount -> BigInt,
        expires_on -> Nullable<Text>,
        credited_at -> Timestamp,
        ordinal -> BigInt,
    }
}

diesel::table! {
    points_skipped (id) {
        id -> Binary,
        programme_id -> Binary,
        entry_id -> Binary,
        event -> Text,
        activity -> Text,
        activity_name -> Text,
        earner_id -> Binary,
        points -> BigInt,
        reason -> Text,
        cap -> Nullable<Text>,
        at -> Timestamp,
    }
}

diesel::table! {
    bulk_awards (id) {
        id -> Binary,
        programme_id -> Binary,
        state -> Text,
        rows_count -> BigInt,
        points -> BigInt,
        prepared_by -> Binary,
        prepared_at -> Timestamp,
        expires_at -> Timestamp,
        committed_by -> Nullable<Binary>,
        committed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    bulk_award_rows (bulk_award_id, line) {
        bulk_award_id -> Binary,
        line -> BigInt,
        person_id -> Nullable<Binary>,
        household_id -> Binary,
        home_path -> Text,
        rules_id -> Binary,
        activity -> Text,
        day -> Text,
        minutes -> Nullable<BigInt>,
        points -> BigInt,
        note -> Nullable<Text>,
    }
}

diesel::table! {
    gifts (id) {
        id -> Binary,
        programme_id -> Binary,
        from_account_id -> Binary,
        to_account_id -> Binary,
        giver_id -> Binary,
        recipient_id -> Binary,
        points -> BigInt,
        words -> Nullable<Text>,
        posting_id -> Binary,
        day -> Text,
        given_at -> Timestamp,
    }
}

diesel::table! {
    gift_codes (user_id) {
        user_id -> Binary,
        code_hash -> Binary,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    leaderboard_names (programme_id, user_id) {
        programme_id -> Binary,
        user_id -> Binary,
        named_at -> Timestamp,
    }
}

diesel::table! {
    calendar_years (year) {
        year -> BigInt,
        announced -> Bool,
        days -> Text,
        version -> BigInt,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    notifications (id) {
        id -> Binary,
        user_id -> Binary,
        entry_id -> Binary,
        position -> BigInt,
        event -> Text,
        subject -> Text,
        area_path -> Text,
        about -> Nullable<Text>,
        facts -> Text,
        happened_at -> Timestamp,
        told_at -> Timestamp,
        read_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    visit_plans (id) {
        id -> Binary,
        household_id -> Binary,
        household_path -> Text,
        grid_path -> Text,
        member_id -> Nullable<Binary>,
        reason -> Text,
        detail -> Text,
        every -> BigInt,
        unit -> Text,
        from_on -> Text,
        until_on -> Nullable<Text>,
        worker_id -> Nullable<Binary>,
        state -> Text,
        state_reason -> Nullable<Text>,
        resumed_on -> Nullable<Text>,
        latest_on -> Nullable<Text>,
        latest_outcome -> Nullable<Text>,
        due_on -> Nullable<Text>,
        created_by -> Binary,
        created_at -> Timestamp,
        version -> BigInt,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    visits (id) {
        id -> Binary,
        plan_id -> Binary,
        visited_at -> Timestamp,
        outcome -> Text,
        note -> Text,
        after_end -> Bool,
        ticket_id -> Nullable<Binary>,
        recorded_by -> Binary,
        recorded_at -> Timestamp,
        corrected_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    visit_notes (id) {
        id -> Binary,
        visit_id -> Binary,
        text -> Text,
        noted_by -> Binary,
        noted_at -> Timestamp,
    }
}

diesel::table! {
    mediations (id) {
        id -> Binary,
        area_id -> Binary,
        area_path -> Text,
        mediator_id -> Binary,
        matter -> Text,
        state -> Text,
        agreement_number -> BigInt,
        end_reason -> Nullable<Text>,
        version -> BigInt,
        opened_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    mediation_parties (id) {
        id -> Binary,
        mediation_id -> Binary,
        ordinal -> BigInt,
        user_id -> Nullable<Binary>,
        name -> Nullable<Text>,
        phone_sealed -> Nullable<Text>,
        answer -> Nullable<Text>,
        answered_number -> Nullable<BigInt>,
        answered_at -> Nullable<Timestamp>,
        decline_reason -> Nullable<Text>,
        witness -> Nullable<Text>,
    }
}

diesel::table! {
    mediation_meetings (id) {
        id -> Binary,
        mediation_id -> Binary,
        held_at -> Timestamp,
        place -> Text,
        notes -> Text,
        noted_at -> Timestamp,
    }
}

diesel::table! {
    mediation_agreements (mediation_id, number) {
        mediation_id -> Binary,
        number -> BigInt,
        text -> Text,
        proposed_at -> Timestamp,
    }
}

diesel::joinable!(visits -> visit_plans (plan_id));
diesel::joinable!(visit_plans -> areas (household_id));
diesel::joinable!(mediation_parties -> mediations (mediation_id));
diesel::joinable!(mediation_meetings -> mediations (mediation_id));
diesel::joinable!(programme_rules -> programmes (programme_id));
diesel::joinable!(claims -> programmes (programme_id));

diesel::table! {
    funds (id) {
        id -> Binary,
        area_id -> Binary,
        area_path -> Text,
        name -> Text,
        description -> Text,
        state -> Text,
        opened_on -> Nullable<Text>,
        receipts -> BigInt,
        created_by -> Binary,
        created_at -> Timestamp,
        version -> BigInt,
        closed_on -> Nullable<Text>,
    }
}

diesel::table! {
    fund_purposes (fund_id, code) {
        fund_id -> Binary,
        code -> Text,
        name -> Text,
        added_by -> Binary,
        added_at -> Timestamp,
    }
}

diesel::table! {
    fund_charters (id) {
        id -> Binary,
        fund_id -> Binary,
        number -> BigInt,
        title -> Text,
        document -> Text,
        document_hash -> Binary,
        rules -> Text,
        state -> Text,
        adopted_from -> Nullable<Text>,
        resolution_id -> Nullable<Binary>,
        written_by -> Binary,
        written_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    fund_disclosures (id) {
        id -> Binary,
        fund_id -> Binary,
        period_from -> Text,
        period_until -> Text,
        due_on -> Text,
        opening -> BigInt,
        brought -> BigInt,
        income -> BigInt,
        expense -> BigInt,
        closing -> BigInt,
        in_kind -> BigInt,
        document -> Text,
        document_hash -> Binary,
        prepared_by -> Binary,
        prepared_at -> Timestamp,
        treasurer_id -> Nullable<Binary>,
        treasurer_at -> Nullable<Timestamp>,
        auditor_id -> Nullable<Binary>,
        auditor_at -> Nullable<Timestamp>,
        published_by -> Nullable<Binary>,
        published_on -> Nullable<Text>,
        version -> BigInt,
    }
}

diesel::table! {
    fund_disclosure_reminders (fund_id, period_from) {
        fund_id -> Binary,
        period_from -> Text,
        reminded_at -> Timestamp,
    }
}

diesel::table! {
    fund_seats (id) {
        id -> Binary,
        fund_id -> Binary,
        user_id -> Binary,
        grant_id -> Binary,
        from_on -> Text,
        until_on -> Text,
        seated_by -> Binary,
        seated_at -> Timestamp,
    }
}

diesel::table! {
    fund_resolutions (id) {
        id -> Binary,
        fund_id -> Binary,
        charter_id -> Binary,
        title -> Text,
        reason -> Text,
        matter -> Text,
        about_id -> Nullable<Binary>,
        purpose -> Nullable<Text>,
        most -> Nullable<BigInt>,
        state -> Text,
        outcome -> Nullable<Text>,
        used -> BigInt,
        opened_by -> Binary,
        opened_at -> Timestamp,
        until_at -> Timestamp,
        closed_by -> Nullable<Binary>,
        closed_at -> Nullable<Timestamp>,
        version -> BigInt,
    }
}

diesel::table! {
    fund_ballots (resolution_id, user_id) {
        resolution_id -> Binary,
        user_id -> Binary,
        recusal -> Nullable<Text>,
        choice -> Nullable<Text>,
        at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    fund_donors (id) {
        id -> Binary,
        fund_id -> Binary,
        user_id -> Nullable<Binary>,
        name -> Text,
        added_by -> Nullable<Binary>,
        added_at -> Timestamp,
    }
}

diesel::table! {
    fund_incomes (id) {
        id -> Binary,
        fund_id -> Binary,
        source -> Text,
        form -> Text,
        amount -> BigInt,
        purpose -> Nullable<Text>,
        donor_id -> Nullable<Binary>,
        named -> Bool,
        document -> Nullable<Text>,
        agreement -> Nullable<Binary>,
        note -> Text,
        channel -> Text,
        state -> Text,
        registered_by -> Nullable<Binary>,
        registered_at -> Timestamp,
        reference -> Nullable<Text>,
        received_by -> Nullable<Binary>,
        received_at -> Nullable<Timestamp>,
        receipt_number -> Nullable<BigInt>,
        posting_id -> Nullable<Binary>,
        entry_id -> Nullable<Binary>,
        ended_by -> Nullable<Binary>,
        ended_at -> Nullable<Timestamp>,
        reason -> Nullable<Text>,
        reversal_id -> Nullable<Binary>,
        version -> BigInt,
    }
}

diesel::table! {
    fund_opening_balances (id) {
        id -> Binary,
        fund_id -> Binary,
        purpose -> Text,
        amount -> BigInt,
        note -> Text,
        posting_id -> Binary,
        entry_id -> Binary,
        brought_by -> Binary,
        brought_at -> Timestamp,
        reversal_id -> Nullable<Binary>,
        reversed_by -> Nullable<Binary>,
        reversed_at -> Nullable<Timestamp>,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    fund_lines (fund_id, number) {
        fund_id -> Binary,
        number -> BigInt,
        title -> Text,
        limit_fen -> BigInt,
        purpose -> Nullable<Text>,
        reserved_fen -> BigInt,
        spent_fen -> BigInt,
    }
}

diesel::table! {
    fund_payees (id) {
        id -> Binary,
        fund_id -> Binary,
        kind -> Text,
        name -> Text,
        user_id -> Nullable<Binary>,
        provider_id -> Nullable<Binary>,
        area_id -> Nullable<Binary>,
        added_by -> Binary,
        added_at -> Timestamp,
    }
}

diesel::table! {
    fund_payouts (id) {
        id -> Binary,
        fund_id -> Binary,
        settlement_id -> Binary,
        total_fen -> BigInt,
        made_by -> Binary,
        made_at -> Timestamp,
    }
}

diesel::table! {
    disbursements (id) {
        id -> Binary,
        fund_id -> Binary,
        area_path -> Text,
        title -> Text,
        amount_fen -> BigInt,
        project_id -> Nullable<Binary>,
        line -> BigInt,
        milestone -> Nullable<BigInt>,
        purpose -> Nullable<Text>,
        resolution_id -> Nullable<Binary>,
        settlement_id -> Nullable<Binary>,
        payout_id -> Nullable<Binary>,
        payee_id -> Binary,
        state -> Text,
        proposed_by -> Binary,
        proposed_at -> Timestamp,
        approved_by -> Nullable<Binary>,
        approved_at -> Nullable<Timestamp>,
        paid_by -> Nullable<Binary>,
        paid_at -> Nullable<Timestamp>,
        reference -> Nullable<Text>,
        ended_by -> Nullable<Binary>,
        ended_at -> Nullable<Timestamp>,
        reason -> Nullable<Text>,
        posting_id -> Nullable<Binary>,
        entry_id -> Nullable<Binary>,
        reversal_id -> Nullable<Binary>,
        version -> BigInt,
    }
}

diesel::table! {
    disbursement_invoices (disbursement_id, ordinal) {
        disbursement_id -> Binary,
        ordinal -> BigInt,
        number -> Text,
        seller -> Text,
        amount_fen -> BigInt,
        photo_id -> Binary,
        image_hash -> Binary,
    }
}

diesel::table! {
    finding_settings (fund_id) {
        fund_id -> Binary,
        split_days -> BigInt,
        round_fen -> BigInt,
        round_min_fen -> BigInt,
        set_by -> Binary,
        set_at -> Timestamp,
    }
}

diesel::table! {
    findings (id) {
        id -> Binary,
        fund_id -> Binary,
        kind -> Text,
        severity -> BigInt,
        mark -> Binary,
        state -> Text,
        raised_at -> Timestamp,
        answered_by -> Nullable<Binary>,
        settled_by -> Nullable<Binary>,
        settled_at -> Nullable<Timestamp>,
        version -> BigInt,
    }
}

diesel::table! {
    finding_disbursements (finding_id, disbursement_id) {
        finding_id -> Binary,
        disbursement_id -> Binary,
    }
}

diesel::table! {
    finding_entries (finding_id, ordinal) {
        finding_id -> Binary,
        ordinal -> BigInt,
        kind -> Text,
        user_id -> Binary,
        text -> Nullable<Text>,
        at -> Timestamp,
    }
}

diesel::table! {
    fund_transfers (id) {
        id -> Binary,
        fund_id -> Binary,
        kind -> Text,
        from_purpose -> Nullable<Text>,
        to_purpose -> Nullable<Text>,
        amount_fen -> BigInt,
        resolution_id -> Binary,
        income_id -> Nullable<Binary>,
        consent_hash -> Nullable<Binary>,
        posting_id -> Binary,
        entry_id -> Binary,
        made_by -> Binary,
        made_at -> Timestamp,
    }
}

diesel::table! {
    bank_statements (id) {
        id -> Binary,
        fund_id -> Binary,
        file_hash -> Binary,
        first_day -> Text,
        last_day -> Text,
        lines -> BigInt,
        known -> BigInt,
        opening_fen -> Nullable<BigInt>,
        closing_fen -> Nullable<BigInt>,
        imported_by -> Binary,
        imported_at -> Timestamp,
    }
}

diesel::table! {
    bank_lines (id) {
        id -> Binary,
        fund_id -> Binary,
        statement_id -> Binary,
        line -> BigInt,
        day -> Text,
        fen -> BigInt,
        balance_fen -> Nullable<BigInt>,
        serial -> Text,
        reference -> Nullable<Text>,
        counterparty -> Text,
        memo -> Text,
        posting_id -> Nullable<Binary>,
        matched_how -> Nullable<Text>,
        matched_by -> Nullable<Binary>,
        matched_at -> Nullable<Timestamp>,
        apart -> Bool,
    }
}

diesel::table! {
    payment_intents (id) {
        id -> Binary,
        fund_id -> Binary,
        channel -> Text,
        amount -> BigInt,
        purpose -> Nullable<Text>,
        user_id -> Nullable<Binary>,
        donor_name -> Text,
        named -> Bool,
        message -> Text,
        description -> Text,
        state -> Text,
        opened_at -> Timestamp,
        expires_at -> Timestamp,
        code -> Nullable<Text>,
        closed_at -> Nullable<Timestamp>,
        expired -> Bool,
        transaction_number -> Nullable<Text>,
        paid_at -> Nullable<Timestamp>,
        late -> Bool,
        income_id -> Nullable<Binary>,
        ask_at -> Nullable<Timestamp>,
        tries -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    payment_refunds (intent_id, number) {
        intent_id -> Binary,
        number -> Text,
        amount -> BigInt,
        progress -> Text,
        reason -> Text,
        wanted_by -> Nullable<Binary>,
        wanted_at -> Timestamp,
        sent_at -> Nullable<Timestamp>,
        refunded_at -> Nullable<Timestamp>,
        posting_id -> Nullable<Binary>,
        fault -> Nullable<Text>,
        ask_at -> Nullable<Timestamp>,
        tries -> BigInt,
    }
}

diesel::table! {
    payment_bills (channel, day) {
        channel -> Text,
        day -> Text,
        lines -> BigInt,
        differences -> BigInt,
        compared_at -> Timestamp,
    }
}

diesel::table! {
    payment_differences (id) {
        id -> Binary,
        channel -> Text,
        day -> Text,
        kind -> Text,
        fund_id -> Nullable<Binary>,
        intent_id -> Nullable<Binary>,
        order_number -> Text,
        refund_number -> Nullable<Text>,
        ours_fen -> Nullable<BigInt>,
        theirs_fen -> Nullable<BigInt>,
        ours_transaction -> Nullable<Text>,
        theirs_transaction -> Nullable<Text>,
        found_at -> Timestamp,
        note -> Nullable<Text>,
        answered_by -> Nullable<Binary>,
        answered_at -> Nullable<Timestamp>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    api_keys,
    areas,
    attempt_limits,
    award_certificates,
    award_rules,
    bank_lines,
    bank_statements,
    bulk_award_rows,
    bulk_awards,
    calendar_years,
    categories,
    claims,
    disbursement_invoices,
    disbursements,
    finding_disbursements,
    finding_entries,
    finding_settings,
    findings,
    fund_ballots,
    fund_charters,
    fund_disclosure_reminders,
    fund_disclosures,
    fund_donors,
    fund_incomes,
    fund_lines,
    fund_opening_balances,
    fund_payees,
    fund_payouts,
    fund_purposes,
    fund_resolutions,
    fund_seats,
    fund_transfers,
    funds,
    gift_codes,
    gifts,
    grants,
    household_codes,
    household_imports,
    households,
    idempotency_keys,
    inspection_objections,
    inspection_results,
    inspection_revisions,
    inspection_rounds,
    inspection_targets,
    inspection_team,
    inspection_template_versions,
    inspection_templates,
    journal,
    journal_cursors,
    journal_nodes,
    journal_roots,
    kinships,
    leaderboard_names,
    leases,
    ledger_accounts,
    ledger_entries,
    ledger_holds,
    ledger_postings,
    look_backs,
    mediation_agreements,
    mediation_meetings,
    mediation_parties,
    mediations,
    memberships,
    offers,
    one_time_codes,
    payment_bills,
    payment_differences,
    payment_intents,
    payment_refunds,
    photo_contents,
    photos,
    pledges,
    points_earners,
    points_lots,
    points_skipped,
    programme_fundings,
    programme_rules,
    programmes,
    project_comments,
    project_events,
    project_lines,
    project_milestones,
    project_people,
    project_ratings,
    projects,
    proposal_calls,
    provider_agreements,
    providers,
    quotation_lines,
    recovery_codes,
    rectifications,
    redemptions,
    refresh_tokens,
    saved_filters,
    sessions,
    settlements,
    shift_feeds,
    shift_sign_ups,
    shifts,
    signing_keys,
    ticket_answers,
    ticket_calls,
    ticket_counters,
    ticket_events,
    ticket_materials,
    ticket_particulars,
    ticket_pieces,
    ticket_quotations,
    ticket_scopes,
    ticket_search,
    ticket_search_due,
    ticket_timers,
    tickets,
    title_awards,
    titles,
    users,
    visit_notes,
    visit_plans,
    visits,
    wallets,
);

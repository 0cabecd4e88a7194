//! Sessions, passwords, invitations and people.

use crate::support::{Client, TestApp, TestResult};
use chrono::Duration;
use entente_model::page::Page;
use entente_model::people::{Invitation, InvitationPreview, Role, Session, User};
use entente_model::problem::{Code, FieldCode};
use entente_server::store::entities::sessions;
use reqwest::Method;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

const PASSWORD: &str = "plum orchard at dusk";
const OTHER_PASSWORD: &str = "seven quiet lanterns";

/// A person of north with a password, and what signing in answers.
async fn ada(app: &TestApp) -> TestResult {
    app.add_user_with_password(
        "ada@north.example",
        Role::PartnerAdmin,
        Some(app.north),
        &[],
        Some(PASSWORD),
    )
    .await?;
    Ok(())
}

async fn sign_in(client: &Client, email: &str, password: &str) -> TestResult<crate::support::Answer> {
    client
        .request(Method::POST, "/sessions")
        .json(&json!({ "email": email, "password": password }))
        .send()
        .await
}

async fn signed_in(app: &TestApp, email: &str, password: &str) -> TestResult<Client> {
    let visitor = app.visitor()?;
    let answer = sign_in(&visitor, email, password).await?;
    answer.is(201)?;
    Ok(visitor.with_cookie(answer.session_cookie()))
}

on_both_databases!(signing_in_sets_a_cookie_that_works, async |app| {
    ada(app).await?;
    let visitor = app.visitor()?;
    visitor.get("/session").await?.refused(Code::SignInRequired)?;
    let answer = sign_in(&visitor, " Ada@North.example ", PASSWORD).await?;
    let session: Session = answer.expect(201)?;
    assert_eq!(session.user.email, "ada@north.example");
    assert_eq!(session.partner.as_ref().map(|partner| partner.id), Some(app.north));
    let cookie = answer.header("set-cookie").ok_or("no cookie")?;
    for part in ["entente=", "Path=/", "HttpOnly", "SameSite=Lax"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let client = visitor.with_cookie(answer.session_cookie());
    let again = client.get("/session").await?;
    let current: Session = again.expect(200)?;
    assert_eq!(current.user.id, session.user.id);
    assert_eq!(again.version()?, 1);
    assert_eq!(again.header("cache-control"), Some("no-store"));
    Ok(())
});

on_both_databases!(signing_in_again_ends_the_session_before, async |app| {
    ada(app).await?;
    let first = signed_in(app, "ada@north.example", PASSWORD).await?;
    let answer = sign_in(&first, "ada@north.example", PASSWORD).await?;
    assert_ne!(answer.session_cookie().as_deref(), first.cookie());
    first.get("/session").await?.refused(Code::SignInRequired)?;
    first
        .with_cookie(answer.session_cookie())
        .get("/session")
        .await?
        .is(200)?;
    Ok(())
});

/// Waits until the time of the last request is written, which is done beside the request.
async fn seen(app: &TestApp) -> TestResult {
    let lately = app.state.database.now() - Duration::minutes(1);
    app.eventually(async || {
        let live = sessions::Entity::find().filter(sessions::Column::LastSeenAt.gt(lately));
        Ok(live.one(app.state.database.read()).await?.map(|_| ()))
    })
    .await
}

on_both_databases!(
    sessions_end_when_idle_and_at_the_latest_after_twelve_hours,
    async |app| {
        ada(app).await?;
        let client = signed_in(app, "ada@north.example", PASSWORD).await?;
        app.clock.advance(Duration::minutes(29));
        client.get("/session").await?.is(200)?;
        seen(app).await?;
        app.clock.advance(Duration::minutes(29));
        client.get("/session").await?.is(200)?;
        seen(app).await?;
        app.clock.advance(Duration::minutes(31));
        client.get("/session").await?.refused(Code::SignInRequired)?;

        let client = signed_in(app, "ada@north.example", PASSWORD).await?;
        for _ in 0..24 {
            app.clock.advance(Duration::minutes(29));
            client.get("/session").await?.is(200)?;
            seen(app).await?;
        }
        app.clock.advance(Duration::minutes(25));
        client.get("/session").await?.refused(Code::SignInRequired)?;
        Ok(())
    }
);

on_both_databases!(signing_out_ends_one_session_or_all, async |app| {
    ada(app).await?;
    let (one, two, three) = (
        signed_in(app, "ada@north.example", PASSWORD).await?,
        signed_in(app, "ada@north.example", PASSWORD).await?,
        signed_in(app, "ada@north.example", PASSWORD).await?,
    );
    let answer = one.delete("/session", None).await?;
    answer.is(204)?;
    assert!(
        answer
            .header("set-cookie")
            .is_some_and(|cookie| cookie.contains("Max-Age=0"))
    );
    one.get("/session").await?.refused(Code::SignInRequired)?;
    two.get("/session").await?.is(200)?;
    two.delete("/sessions", None).await?.is(204)?;
    two.get("/session").await?.refused(Code::SignInRequired)?;
    three.get("/session").await?.refused(Code::SignInRequired)?;
    Ok(())
});

on_both_databases!(wrong_and_unknown_get_the_same_answer, async |app| {
    ada(app).await?;
    let visitor = app.visitor()?;
    let wrong = sign_in(&visitor, "ada@north.example", "not the password")
        .await?
        .refused(Code::WrongCredentials)?;
    let unknown = sign_in(&visitor, "nobody@north.example", PASSWORD)
        .await?
        .refused(Code::WrongCredentials)?;
    let bare = |mut problem: entente_model::problem::Problem| {
        problem.request_id.clear();
        problem
    };
    assert_eq!(bare(wrong), bare(unknown));
    sign_in(&visitor, "ada@north.example", &"x".repeat(5000))
        .await?
        .refused(Code::WrongCredentials)?;
    Ok(())
});

on_both_databases!(
    people_of_a_terminated_partner_and_disabled_people_stay_out,
    async |app| {
        use entente_server::auth::Scope;
        use entente_server::store::entities::partners::{Column, Entity};
        use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
        ada(app).await?;
        let client = signed_in(app, "ada@north.example", PASSWORD).await?;
        let terminate = app
            .state
            .database
            .write(&Scope::for_tests(), app.north, |tx, north| {
                Box::pin(async move {
                    let update = Entity::update_many().col_expr(Column::Status, Expr::value("terminated"));
                    update.filter(Column::Id.eq(north.0)).exec(tx.db()).await?;
                    Ok(())
                })
            })
            .await;
        terminate?;
        client.get("/session").await?.refused(Code::SignInRequired)?;
        sign_in(&app.visitor()?, "ada@north.example", PASSWORD)
            .await?
            .refused(Code::WrongCredentials)?;
        Ok(())
    }
);

on_both_databases!(guessing_is_slowed_down_and_never_locks_out_for_long, async |app| {
    ada(app).await?;
    let visitor = app.visitor()?;
    for email in ["ada@north.example", "nobody@north.example"] {
        for _ in 0..5 {
            sign_in(&visitor, email, "not the password")
                .await?
                .refused(Code::WrongCredentials)?;
        }
        let answer = sign_in(&visitor, email, "not the password").await?;
        answer.refused(Code::TooManyRequests)?;
        let wait: i64 = answer.header("retry-after").ok_or("no Retry-After")?.parse()?;
        assert!((1..=60).contains(&wait), "{wait}");
    }
    // Even the right password waits, or else guessing could go on.
    sign_in(&visitor, "ada@north.example", PASSWORD)
        .await?
        .refused(Code::TooManyRequests)?;
    app.clock.advance(Duration::seconds(61));
    sign_in(&visitor, "ada@north.example", PASSWORD).await?.is(201)?;
    // Who knows the password starts afresh.
    sign_in(&visitor, "ada@north.example", "not the password")
        .await?
        .refused(Code::WrongCredentials)?;
    Ok(())
});

on_both_databases!(many_who_sign_in_from_one_network_do_not_slow_each_other, async |app| {
    ada(app).await?;
    let visitor = app.visitor()?;
    for _ in 0..60 {
        sign_in(&visitor, "ada@north.example", PASSWORD).await?.is(201)?;
    }
    // What was not right is counted still, however often somebody signs in between.
    let mut guesses = 0;
    loop {
        if guesses % 5 == 0 && guesses < 50 {
            sign_in(&visitor, "ada@north.example", PASSWORD).await?.is(201)?;
        }
        let unknown = format!("nobody-{guesses}@north.example");
        if sign_in(&visitor, &unknown, "not the password").await?.status == 429 {
            break;
        }
        guesses += 1;
        assert!(guesses < 60, "nobody was slowed down");
    }
    assert!(guesses >= 50, "{guesses} guesses were let through");
    Ok(())
});

on_both_databases!(guesses_at_once_are_counted_each, async |app| {
    ada(app).await?;
    let visitor = app.visitor()?;
    let tries = (0..30).map(|_| sign_in(&visitor, "ada@north.example", "not the password"));
    let answers = futures::future::try_join_all(tries).await?;
    let tried = answers.iter().filter(|answer| answer.status == 401).count();
    assert!(tried <= 6, "{tried} guesses were let through at once");
    Ok(())
});

on_both_databases!(a_password_is_reset_by_a_mailed_link_that_works_once, async |app| {
    ada(app).await?;
    let before = signed_in(app, "ada@north.example", PASSWORD).await?;
    let visitor = app.visitor()?;
    let ask = async |email: &str| {
        visitor
            .request(Method::POST, "/password_resets")
            .json(&json!({ "email": email }))
            .send()
            .await
    };
    let known = ask("Ada@north.example").await?;
    let unknown = ask("nobody@north.example").await?;
    assert_eq!((known.status, &known.body), (unknown.status, &unknown.body));
    known.is(202)?;
    ask("no address").await?.refused(Code::InvalidFields)?;

    let token = app.mailed_token("ada@north.example").await?;
    let weak = visitor
        .post(
            "/password_resets/completion",
            &json!({ "token": token, "password": "password12" }),
        )
        .await?;
    assert_eq!(
        weak.refused(Code::InvalidFields)?.errors[0].code,
        FieldCode::WeakPassword
    );
    let body = json!({ "token": token, "password": OTHER_PASSWORD });
    let complete = async |key: &str| {
        visitor
            .request(Method::POST, "/password_resets/completion")
            .key(key)
            .json(&body)
            .send()
            .await
    };
    complete("one").await?.is(204)?;
    complete("one").await?.is(204)?;
    complete("two").await?.refused(Code::LinkExpired)?;
    before.get("/session").await?.refused(Code::SignInRequired)?;
    sign_in(&visitor, "ada@north.example", PASSWORD)
        .await?
        .refused(Code::WrongCredentials)?;
    sign_in(&visitor, "ada@north.example", OTHER_PASSWORD).await?.is(201)?;
    assert!(!app.mails()?.iter().any(|mail| mail.contains("nobody@")));
    Ok(())
});

on_both_databases!(a_reset_link_ends_after_an_hour, async |app| {
    ada(app).await?;
    let visitor = app.visitor()?;
    visitor
        .request(Method::POST, "/password_resets")
        .json(&json!({ "email": "ada@north.example" }))
        .send()
        .await?
        .is(202)?;
    let token = app.mailed_token("ada@north.example").await?;
    app.clock.advance(Duration::minutes(61));
    let late = visitor
        .post(
            "/password_resets/completion",
            &json!({ "token": token, "password": OTHER_PASSWORD }),
        )
        .await?;
    late.refused(Code::LinkExpired)?;
    let wrong = visitor
        .post(
            "/password_resets/completion",
            &json!({ "token": "x", "password": OTHER_PASSWORD }),
        )
        .await?;
    wrong.refused(Code::LinkExpired)?;
    Ok(())
});

on_both_databases!(an_invitation_brings_somebody_in_once, async |app| {
    ada(app).await?;
    let admin = signed_in(app, "ada@north.example", PASSWORD).await?;
    let body = json!({ "email": "Grace@North.example", "name": "Grace", "role": "partner_member" });
    let made = admin.post("/invitations", &body).await?;
    let invitation: Invitation = made.expect(201)?;
    assert_eq!(invitation.email, "grace@north.example");
    let token = app.mailed_token("grace@north.example").await?;

    let visitor = app.visitor()?;
    let preview = visitor
        .request(Method::POST, "/invitations/preview")
        .json(&json!({ "token": token }))
        .send()
        .await?;
    let preview: InvitationPreview = preview.expect(200)?;
    assert_eq!(
        (preview.email.as_str(), preview.company.as_str()),
        ("grace@north.example", "North Systems")
    );

    let accept = json!({ "token": token, "name": "Grace H", "password": PASSWORD });
    let send = async |key: &str| {
        visitor
            .request(Method::POST, "/invitations/acceptance")
            .key(key)
            .json(&accept)
            .send()
            .await
    };
    let answers = futures::future::try_join_all((0..20).map(|_| send("same"))).await?;
    for answer in &answers {
        let session: Session = answer.expect(201)?;
        assert_eq!(session.user.name, "Grace H");
        assert_eq!(session.user.role, Role::PartnerMember);
        visitor
            .with_cookie(answer.session_cookie())
            .get("/session")
            .await?
            .is(200)?;
    }
    send("another").await?.refused(Code::LinkExpired)?;
    let people: Page<User> = admin.get("/users?search=grace").await?.expect(200)?;
    assert_eq!(people.items.len(), 1);
    let waiting: Page<Invitation> = admin.get("/invitations").await?.expect(200)?;
    assert!(waiting.items.is_empty());
    Ok(())
});

on_both_databases!(invitations_can_be_taken_back_and_grow_old, async |app| {
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let body = json!({ "email": "max@vendor.example", "name": "Max", "role": "channel_manager", "regions": ["dach"] });
    let invitation: Invitation = admin.post("/invitations", &body).await?.expect(201)?;
    let token = app.mailed_token("max@vendor.example").await?;
    let foreign = app.client(Role::PartnerAdmin, app.north).await?;
    foreign
        .delete(&format!("/invitations/{}", invitation.id), None)
        .await?
        .refused(Code::NotFound)?;
    admin
        .delete(&format!("/invitations/{}", invitation.id), None)
        .await?
        .is(204)?;
    admin
        .delete(&format!("/invitations/{}", invitation.id), None)
        .await?
        .refused(Code::NotFound)?;
    let visitor = app.visitor()?;
    let preview = async |token: &str| {
        visitor
            .request(Method::POST, "/invitations/preview")
            .json(&json!({ "token": token }))
            .send()
            .await
    };
    preview(&token).await?.refused(Code::LinkExpired)?;

    let body = json!({ "email": "eva@vendor.example", "name": "Eva", "role": "finance" });
    admin.post("/invitations", &body).await?.is(201)?;
    let token = app.mailed_token("eva@vendor.example").await?;
    preview(&token).await?.is(200)?;
    app.clock.advance(Duration::days(7) + Duration::minutes(1));
    preview(&token).await?.refused(Code::LinkExpired)?;
    Ok(())
});

on_both_databases!(a_partners_admin_sends_ended_invitations_again, async |app| {
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    let body = json!({ "email": "grace@north.example", "name": "Grace", "role": "partner_member" });
    let made: Invitation = admin.post("/invitations", &body).await?.expect(201)?;
    let again = format!("/partners/{}/invitations/{}/mails", app.north, made.id);

    app.clock.advance(Duration::days(8));
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    let listed: Page<Invitation> = admin.get("/invitations").await?.expect(200)?;
    assert_eq!(listed.items, std::slice::from_ref(&made));
    let foreign = app.client(Role::PartnerAdmin, app.south).await?;
    foreign.post(&again, &json!({})).await?.refused(Code::NotFound)?;
    let member = app.client(Role::PartnerMember, app.north).await?;
    member.post(&again, &json!({})).await?.refused(Code::Forbidden)?;
    let sent: Invitation = admin.post(&again, &json!({})).await?.expect(200)?;
    assert!(sent.id == made.id && !sent.is_over(app.state.database.now()));

    // Inviting anew replaces one whose link has ended, and such a one can be taken back.
    app.clock.advance(Duration::days(8));
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    let anew: Invitation = admin.post("/invitations", &body).await?.expect(201)?;
    let listed: Page<Invitation> = admin.get("/invitations").await?.expect(200)?;
    assert_eq!(listed.items, std::slice::from_ref(&anew));
    app.clock.advance(Duration::days(8));
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    let path = format!("/invitations/{}", anew.id);
    admin.delete(&path, None).await?.is(204)?;
    let listed: Page<Invitation> = admin.get("/invitations").await?.expect(200)?;
    assert!(listed.items.is_empty());
    Ok(())
});

on_both_databases!(invitations_are_checked, async |app| {
    let partner = app.client(Role::PartnerAdmin, app.north).await?;
    let vendor = app.client(Role::ProgramAdmin, app.north).await?;
    let fault = async |client: &Client, body: serde_json::Value| -> TestResult<(String, FieldCode)> {
        let problem = client.post("/invitations", &body).await?.refused(Code::InvalidFields)?;
        Ok((problem.errors[0].pointer.clone(), problem.errors[0].code))
    };
    let person = |role: &str| json!({ "email": "x@y.example", "name": "X", "role": role });
    assert_eq!(
        fault(&partner, person("program_admin")).await?,
        ("/role".into(), FieldCode::UnknownValue)
    );
    assert_eq!(
        fault(&vendor, person("partner_member")).await?,
        ("/partner_id".into(), FieldCode::Required)
    );
    assert_eq!(
        fault(&vendor, person("channel_manager")).await?,
        ("/regions".into(), FieldCode::Required)
    );
    let mut unknown = person("channel_manager");
    unknown["regions"] = json!(["atlantis"]);
    assert_eq!(
        fault(&vendor, unknown).await?,
        ("/regions/0".into(), FieldCode::UnknownValue)
    );
    let mut foreign = person("partner_member");
    foreign["partner_id"] = json!(app.south);
    assert_eq!(
        fault(&partner, foreign).await?,
        ("/partner_id".into(), FieldCode::UnknownValue)
    );
    let mut address = person("finance");
    address["email"] = json!("no address");
    assert_eq!(
        fault(&vendor, address).await?,
        ("/email".into(), FieldCode::InvalidEmail)
    );
    // A colleague's address is taken; that of another company's person is not told.
    app.add_user("taken@south.example", Role::PartnerMember, Some(app.south), &[])
        .await?;
    let mut taken = person("partner_member");
    taken["email"] = json!("taken@south.example");
    partner.post("/invitations", &taken).await?.is(201)?;
    app.client(Role::PartnerAdmin, app.south)
        .await?
        .post("/invitations", &taken)
        .await?
        .refused(Code::AlreadyExists)?;
    Ok(())
});

on_both_databases!(disabling_takes_effect_at_once_and_spares_the_last_admin, async |app| {
    ada(app).await?;
    let admin = signed_in(app, "ada@north.example", PASSWORD).await?;
    let bob = app
        .add_user_with_password(
            "bob@north.example",
            Role::PartnerAdmin,
            Some(app.north),
            &[],
            Some(PASSWORD),
        )
        .await?;
    let bobs = signed_in(app, "bob@north.example", PASSWORD).await?;
    let own: Session = admin.get("/session").await?.expect(200)?;
    let path = format!("/users/{bob}");
    admin
        .request(Method::PATCH, &path)
        .json(&json!({ "disabled": true }))
        .send()
        .await?
        .refused(Code::VersionRequired)?;
    let stale = admin
        .patch(&path, 7, &json!({ "disabled": true }))
        .await?
        .refused(Code::StaleVersion)?;
    assert_eq!(stale.params["current"]["version"], 1);
    admin
        .patch(&format!("/users/{}", own.user.id), 1, &json!({ "disabled": true }))
        .await?
        .refused(Code::InvalidState)?;
    admin
        .patch(&path, 1, &json!({ "role": "finance" }))
        .await?
        .refused(Code::InvalidFields)?;
    let disabled: User = admin.patch(&path, 1, &json!({ "disabled": true })).await?.expect(200)?;
    assert!(disabled.disabled && disabled.version == 2);
    bobs.get("/session").await?.refused(Code::SignInRequired)?;
    sign_in(&app.visitor()?, "bob@north.example", PASSWORD)
        .await?
        .refused(Code::WrongCredentials)?;

    admin.patch(&path, 2, &json!({ "disabled": false })).await?.is(200)?;
    let bobs = signed_in(app, "bob@north.example", PASSWORD).await?;
    // Each may remove the other, but not both at once.
    let (one, two) = (format!("/users/{bob}"), format!("/users/{}", own.user.id));
    let demote = json!({ "role": "partner_member" });
    let (first, second) = tokio::join!(admin.patch(&one, 3, &demote), bobs.patch(&two, 1, &demote));
    let done = [first?, second?].iter().filter(|answer| answer.status == 200).count();
    assert_eq!(done, 1, "one admin is left");
    Ok(())
});

on_both_databases!(people_of_another_company_are_not_there, async |app| {
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    let foreign = app
        .add_user("zoe@south.example", Role::PartnerMember, Some(app.south), &[])
        .await?;
    let theirs = admin
        .patch(&format!("/users/{foreign}"), 1, &json!({ "disabled": true }))
        .await?;
    let nobodys = admin
        .patch(
            &format!("/users/{}", uuid::Uuid::now_v7()),
            1,
            &json!({ "disabled": true }),
        )
        .await?;
    theirs.refused(Code::NotFound)?;
    assert_eq!(theirs.body, nobodys.body);
    let people: Page<User> = admin.get("/users?search=zoe").await?.expect(200)?;
    assert!(people.items.is_empty());
    Ok(())
});

on_both_databases!(the_own_profile_and_password_can_be_changed, async |app| {
    ada(app).await?;
    let client = signed_in(app, "ada@north.example", PASSWORD).await?;
    let elsewhere = signed_in(app, "ada@north.example", PASSWORD).await?;
    let changed = client
        .patch("/profile", 1, &json!({ "name": "Ada L", "locale": "de" }))
        .await?;
    let session: Session = changed.expect(200)?;
    assert_eq!(
        (
            session.user.name.as_str(),
            session.user.locale.as_str(),
            changed.version()?
        ),
        ("Ada L", "de", 2)
    );
    client
        .patch("/profile", 1, &json!({ "name": "Late" }))
        .await?
        .refused(Code::StaleVersion)?;
    client
        .patch("/profile", 2, &json!({ "locale": "not a tag" }))
        .await?
        .refused(Code::InvalidFields)?;

    let put = async |current: &str, new: &str| {
        client
            .request(Method::PUT, "/profile/password")
            .json(&json!({ "current": current, "password": new }))
            .send()
            .await
    };
    put("wrong password", OTHER_PASSWORD)
        .await?
        .refused(Code::WrongCredentials)?;
    put(PASSWORD, "short").await?.refused(Code::InvalidFields)?;
    put(PASSWORD, OTHER_PASSWORD).await?.is(204)?;
    client.get("/session").await?.is(200)?;
    elsewhere.get("/session").await?.refused(Code::SignInRequired)?;
    let mail = app
        .eventually(async || Ok(app.mails()?.into_iter().find(|mail| mail.contains("Ihr Passwort"))))
        .await?;
    assert!(mail.contains("ada@north.example"), "the mail is in the language chosen");
    Ok(())
});

on_both_databases!(lists_of_people_page_by_name, async |app| {
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    for number in 0..7 {
        app.add_user(
            &format!("p{number}@north.example"),
            Role::PartnerMember,
            Some(app.north),
            &[],
        )
        .await?;
    }
    let mut names = Vec::new();
    let mut path = "/users?limit=3".to_owned();
    loop {
        let page: Page<User> = admin.get(&path).await?.expect(200)?;
        names.extend(page.items.into_iter().map(|user| user.name));
        let Some(cursor) = page.next_cursor else { break };
        admin
            .get(&format!("/users?limit=3&search=p&cursor={cursor}"))
            .await?
            .refused(Code::MalformedRequest)?;
        path = format!("/users?limit=3&cursor={cursor}");
    }
    assert_eq!(names.len(), 8);
    assert!(names.is_sorted());
    admin.get("/users?limit=0").await?.refused(Code::MalformedRequest)?;
    admin.get("/users?colour=red").await?.refused(Code::MalformedRequest)?;
    admin
        .get("/users?cursor=tampered")
        .await?
        .refused(Code::MalformedRequest)?;
    Ok(())
});

on_both_databases!(lists_of_invitations_page_newest_first, async |app| {
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    for number in 0..7 {
        let body = json!({ "email": format!("i{number}@north.example"), "name": "New", "role": "partner_member" });
        admin.post("/invitations", &body).await?.is(201)?;
    }
    let mut found = Vec::new();
    let mut path = "/invitations?limit=3".to_owned();
    loop {
        let page: Page<Invitation> = admin.get(&path).await?.expect(200)?;
        found.extend(page.items.into_iter().map(|invitation| invitation.email));
        let Some(cursor) = page.next_cursor else { break };
        path = format!("/invitations?limit=3&cursor={cursor}");
    }
    let expected: Vec<_> = (0..7).rev().map(|number| format!("i{number}@north.example")).collect();
    assert_eq!(found, expected);
    Ok(())
});

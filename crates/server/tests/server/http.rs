//! What every operation shares: problems, bodies, repeated requests, headers, the app's files, live events.

use crate::support::{Backend, Client, TestApp, TestResult};
use entente_model::page::Page;
use entente_model::people::{Invitation, Role, User};
use entente_model::problem::{Code, FieldCode};
use futures::StreamExt;
use reqwest::Method;
use serde_json::json;

on_both_databases!(the_process_lives_and_is_ready, async |app| {
    let visitor = app.visitor()?;
    visitor.get("//healthz").await?.is(204)?;
    visitor.get("//readyz").await?.is(204)?;
    app.state.stop.cancel();
    Ok(())
});

on_both_databases!(an_unknown_address_is_a_problem, async |app| {
    let visitor = app.visitor()?;
    let first = visitor.get("/nothing").await?;
    first.refused(Code::NotFound)?;
    let second = visitor.get("/nothing-else").await?;
    assert_eq!(first.body, second.body, "a 404 says nothing of what was asked");
    assert_ne!(first.header("x-request-id"), second.header("x-request-id"));
    let wrong = visitor.request(Method::PUT, "/events").send().await?;
    let problem = wrong.refused(Code::MethodNotAllowed)?;
    assert_eq!(Some(problem.request_id.as_str()), wrong.header("x-request-id"));
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    admin
        .patch("/users/no-id", 1, &json!({}))
        .await?
        .refused(Code::NotFound)?;
    Ok(())
});

on_both_databases!(bodies_are_read_strictly, async |app| {
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    let send = async |body: String| {
        admin
            .request(Method::POST, "/invitations")
            .key("k")
            .body("application/json", body)
            .send()
            .await
    };
    let fault = async |body: serde_json::Value| -> TestResult<(String, FieldCode)> {
        let problem = send(body.to_string()).await?.refused(Code::InvalidFields)?;
        Ok((problem.errors[0].pointer.clone(), problem.errors[0].code))
    };
    send("{\"email\":".into()).await?.refused(Code::MalformedBody)?;
    send(String::new()).await?.refused(Code::MalformedBody)?;
    send("[".repeat(10_000)).await?.is(422)?;
    send(format!("{{\"email\":\"{}\"}}", "x".repeat(300_000)))
        .await?
        .refused(Code::TooLarge)?;
    let person = json!({ "email": "x@north.example", "name": "X", "role": "partner_member" });
    let with = |name: &str, value: serde_json::Value| {
        let mut body = person.clone();
        body[name] = value;
        body
    };
    assert_eq!(
        fault(with("colour", json!("red"))).await?,
        ("/colour".into(), FieldCode::UnknownField)
    );
    assert_eq!(
        fault(with("name", json!(7))).await?,
        ("/name".into(), FieldCode::WrongType)
    );
    assert_eq!(
        fault(with("role", json!("owner"))).await?,
        ("/role".into(), FieldCode::UnknownValue)
    );
    assert_eq!(
        fault(with("regions", json!(["dach", 4]))).await?,
        ("/regions/1".into(), FieldCode::WrongType)
    );
    assert_eq!(
        fault(with("name", json!("x".repeat(101)))).await?,
        ("/name".into(), FieldCode::TooLong)
    );
    assert_eq!(
        fault(with("name", json!("a\u{0}b"))).await?,
        ("/name".into(), FieldCode::InvalidText)
    );
    assert_eq!(
        fault(json!({ "email": "x@north.example" })).await?,
        ("/name".into(), FieldCode::Required)
    );
    let text = admin
        .request(Method::POST, "/invitations")
        .key("k")
        .body("text/plain", person.to_string())
        .send()
        .await?;
    text.refused(Code::UnsupportedMediaType)?;
    // A body that does not say how long it is, is counted as it comes.
    let pieces = futures::stream::iter((0..10).map(|_| Ok::<_, std::io::Error>(vec![b' '; 40_000])));
    let endless = reqwest::Body::wrap_stream(pieces);
    admin
        .request(Method::POST, "/invitations")
        .key("k")
        .body("application/json", endless)
        .send()
        .await?
        .refused(Code::TooLarge)?;
    Ok(())
});

on_both_databases!(who_sends_too_much_still_reads_the_answer, async |app| {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let host = app.address.trim_start_matches("http://");
    // More than the buffers between the two hold, so the client is still sending when it is refused.
    let body = vec![b' '; 30_000_000];
    let head = format!(
        "POST /api/v1/invitations HTTP/1.1\r\nhost: {host}\r\norigin: {}\r\nidempotency-key: k\r\n\
         content-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        app.address,
        body.len()
    );
    let mut connection = tokio::net::TcpStream::connect(host).await?;
    connection.write_all(head.as_bytes()).await?;
    connection.write_all(&body).await?;
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await?;
    assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
    Ok(())
});

on_both_databases!(a_repeated_request_is_done_once, async |app| {
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    let body = json!({ "email": "new@north.example", "name": "New", "role": "partner_member" });
    let send = async |key: &str, body: &serde_json::Value| {
        admin
            .request(Method::POST, "/invitations")
            .key(key)
            .json(body)
            .send()
            .await
    };
    let answers = futures::future::try_join_all((0..50).map(|_| send("one", &body))).await?;
    for answer in &answers {
        answer.is(201)?;
        assert_eq!(answer.body, answers[0].body);
        assert_eq!(answer.header("location"), answers[0].header("location"));
    }
    let waiting: Page<Invitation> = admin.get("/invitations").await?.expect(200)?;
    assert_eq!(waiting.items.len(), 1);
    assert_eq!(
        rows::<entente_server::store::entities::invitations::Entity>(app).await?,
        1
    );

    let mut other = body.clone();
    other["name"] = json!("Other");
    send("one", &other).await?.refused(Code::IdempotencyMismatch)?;
    // Keys are a person's own.
    let colleague = app.client(Role::PartnerAdmin, app.north).await?;
    let theirs = colleague
        .request(Method::POST, "/invitations")
        .key("one")
        .json(&other)
        .send()
        .await?;
    theirs.is(201)?;
    admin
        .request(Method::POST, "/invitations")
        .json(&body)
        .send()
        .await?
        .refused(Code::IdempotencyKeyRequired)?;
    send("with space", &body).await?.refused(Code::MalformedRequest)?;
    send(&"x".repeat(101), &body).await?.refused(Code::MalformedRequest)?;
    Ok(())
});

async fn rows<E: sea_orm::EntityTrait>(app: &TestApp) -> TestResult<u64>
where
    E::Model: Sync,
{
    use sea_orm::PaginatorTrait;
    Ok(E::find().count(app.state.database.read()).await?)
}

on_both_databases!(only_the_portals_own_pages_change_anything, async |app| {
    let client = app.client(Role::PartnerAdmin, app.north).await?;
    let send = async |name: &str, value: &str| {
        client
            .request(Method::DELETE, "/session")
            .header(name, value)
            .send()
            .await
    };
    send("origin", "https://evil.example").await?.refused(Code::CrossSite)?;
    send("origin", "null").await?.refused(Code::CrossSite)?;
    send("sec-fetch-site", "cross-site").await?.refused(Code::CrossSite)?;
    send("sec-fetch-site", "same-site").await?.refused(Code::CrossSite)?;
    // Reading needs no proof.
    client
        .request(Method::GET, "/session")
        .header("origin", "https://evil.example")
        .send()
        .await?
        .is(200)?;
    send("sec-fetch-site", "same-origin").await?.is(204)?;
    Ok(())
});

on_both_databases!(pages_belong_to_their_list, async |app| {
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    app.client(Role::PartnerMember, app.north).await?;
    let page: Page<User> = admin.get("/users?limit=1").await?.expect(200)?;
    let cursor = page.next_cursor.ok_or("no second page")?;
    admin.get(&format!("/users?limit=1&cursor={cursor}")).await?.is(200)?;
    for forged in [
        format!("{cursor}x"),
        cursor[1..].to_owned(),
        "%00".into(),
        "-".into(),
        "A".repeat(4000),
    ] {
        admin
            .get(&format!("/users?cursor={forged}"))
            .await?
            .refused(Code::MalformedRequest)?;
    }
    admin
        .get(&format!("/invitations?cursor={cursor}"))
        .await?
        .refused(Code::MalformedRequest)?;
    for wrong in [
        "limit=0",
        "limit=101",
        "limit=-1",
        "limit=x",
        "limit=1&limit=2",
        "unknown=1",
    ] {
        admin
            .get(&format!("/users?{wrong}"))
            .await?
            .refused(Code::MalformedRequest)?;
    }
    Ok(())
});

on_both_databases!(live_events_reach_whom_they_concern, async |app| {
    let (north, south) = (
        app.client(Role::PartnerMember, app.north).await?,
        app.client(Role::PartnerMember, app.south).await?,
    );
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let mut streams = Vec::new();
    for client in [&north, &south, &manager] {
        streams.push(Events::open(client, None).await?);
    }
    app.visitor()?.get("/events").await?.refused(Code::SignInRequired)?;
    publish(app, 1, false).await?;
    publish(app, 2, true).await?;
    let (_, second) = (streams[0].next().await?, streams[2].next().await?);
    assert_eq!(second.1["version"], 1);
    assert_eq!(streams[2].next().await?.1["version"], 2);
    assert!(
        streams[0].is_quiet().await,
        "what is the vendor's alone is not sent to partners"
    );
    assert!(streams[1].is_quiet().await, "another company's events are not sent");

    // Coming back, a page gets what it missed; when that can't be told, it is asked to fetch anew.
    let mut again = Events::open(&manager, Some(second.0)).await?;
    assert_eq!(again.next().await?.1["version"], 2);
    let mut lost = Events::open(&manager, Some(999_999)).await?;
    assert_eq!(lost.next().await?.1["type"], "resync");
    Ok(())
});

on_both_databases!(what_happens_to_a_draft_reaches_its_partner_alone, async |app| {
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let mut own = Events::open(&app.client(Role::PartnerAdmin, app.north).await?, None).await?;
    let mut vendor = Vec::new();
    for role in [Role::ChannelManager, Role::ProgramAdmin, Role::Finance, Role::Executive] {
        vendor.push(Events::open(&app.client(role, app.north).await?, None).await?);
    }
    let fields = crate::support::registration::fields(app, "Blauwerk GmbH", "blauwerk.de");
    let draft = crate::support::registration::begin(&partner, &fields).await?;
    let path = format!("/deals/{}", draft.summary.id);
    let said = serde_json::json!({ "body": "Who knows their IT?" });
    partner.post(&format!("{path}/comments"), &said).await?.is(201)?;
    let saved: entente_model::deals::Deal = partner.put(&path, draft.summary.version, &fields).await?.expect(200)?;
    let id = draft.summary.id.to_string();
    for _ in 0..3 {
        assert_eq!(own.next().await?.1["id"], id);
    }
    for stream in &mut vendor {
        assert!(stream.is_quiet().await, "a draft is its partner's alone");
    }
    let submit = entente_model::deals::DealEvent::Submit {};
    partner
        .post_on(&format!("{path}/events"), saved.summary.version, &submit)
        .await?
        .is(200)?;
    for stream in &mut vendor {
        assert_eq!(stream.next().await?.1["id"], id);
    }
    Ok(())
});

async fn publish(app: &TestApp, version: i64, vendor_only: bool) -> TestResult {
    use entente_model::events::LiveEvent;
    use entente_model::ids::DealId;
    use entente_server::store::Audience;
    let scope = entente_server::auth::Scope::for_tests();
    let input = (app.north, version, vendor_only);
    let published = app
        .state
        .database
        .write(&scope, input, |tx, (partner, version, vendor_only)| {
            Box::pin(async move {
                let audience = if *vendor_only {
                    Audience::vendor(*partner, "dach")
                } else {
                    Audience::partner(*partner, "dach")
                };
                tx.publish(
                    &LiveEvent::Deal {
                        id: DealId(uuid::Uuid::nil()),
                        version: *version,
                    },
                    audience,
                )
            })
        });
    Ok(published.await?)
}

/// An open stream of live events.
struct Events {
    pieces: std::pin::Pin<Box<dyn futures::Stream<Item = reqwest::Result<bytes::Bytes>> + Send>>,
    text: String,
}

impl Events {
    async fn open(client: &Client, last: Option<i64>) -> TestResult<Events> {
        let mut request = client.request(Method::GET, "/events");
        if let Some(last) = last {
            request = request.header("last-event-id", &last.to_string());
        }
        let response = request.stream().await?;
        assert_eq!(response.status(), 200);
        Ok(Events {
            pieces: Box::pin(response.bytes_stream()),
            text: String::new(),
        })
    }

    /// The next event with data: its id and what it says.
    async fn next(&mut self) -> TestResult<(i64, serde_json::Value)> {
        let limit = std::time::Duration::from_secs(5);
        loop {
            while let Some((message, rest)) = self.text.split_once("\n\n").map(|(a, b)| (a.to_owned(), b.to_owned())) {
                self.text = rest;
                let field = |name: &str| message.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
                if let Some(data) = field("data:") {
                    return Ok((
                        field("id:").and_then(|id| id.parse().ok()).unwrap_or_default(),
                        serde_json::from_str(data)?,
                    ));
                }
            }
            let piece = tokio::time::timeout(limit, self.pieces.next())
                .await?
                .ok_or("the stream ended")??;
            self.text.push_str(std::str::from_utf8(&piece)?);
        }
    }

    async fn is_quiet(&mut self) -> bool {
        tokio::time::timeout(std::time::Duration::from_millis(300), self.next())
            .await
            .is_err()
    }
}

/// A built app: a page with an inline script, a hashed file with its compressed form, and one whose name stays.
fn write_app(folder: &std::path::Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    std::fs::write(
        folder.join("index.html"),
        "<!doctype html><script>start()</script><style>a{}</style><p>page</p>",
    )?;
    std::fs::write(folder.join("app-0123456789abcdef.js"), "plain")?;
    std::fs::write(folder.join("app-0123456789abcdef.js.br"), "compressed")?;
    std::fs::write(folder.join("embed.js"), "embed")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_app_is_served_with_its_headers() -> TestResult {
    let app = TestApp::with_config(Backend::Sqlite, |config| {
        // A folder that can't be written shows in the first assertion.
        let _ = write_app(std::path::Path::new(&config.app));
        config
    })
    .await?;
    let visitor = app.visitor()?;
    let page = visitor.get("//").await?;
    assert!(String::from_utf8_lossy(&page.is(200)?.body).contains("page"));
    assert_eq!(page.header("cache-control"), Some("no-cache"));
    let policy = page.header("content-security-policy").ok_or("no policy")?;
    for part in [
        "default-src 'self'",
        "'wasm-unsafe-eval' 'sha256-",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ] {
        assert!(policy.contains(part), "{policy}");
    }
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
    ] {
        assert_eq!(page.header(name), Some(value));
    }
    assert!(page.header("permissions-policy").is_some());
    assert_eq!(
        page.header("strict-transport-security"),
        None,
        "on plain http it would mean nothing"
    );
    assert_eq!(
        visitor.get("//deals/some/page").await?.body,
        page.body,
        "the app finds its way by itself"
    );

    let file = visitor.get("//app-0123456789abcdef.js").await?;
    assert_eq!(file.is(200)?.body, b"plain");
    assert!(
        file.header("cache-control")
            .is_some_and(|value| value.contains("immutable"))
    );
    let request = visitor
        .request(Method::GET, "//app-0123456789abcdef.js")
        .header("accept-encoding", "gzip, br");
    let compressed = request.send().await?;
    assert_eq!(
        (compressed.header("content-encoding"), compressed.body.as_slice()),
        (Some("br"), b"compressed".as_slice())
    );
    assert!(
        visitor
            .get("//embed.js")
            .await?
            .header("cache-control")
            .is_some_and(|value| !value.contains("immutable"))
    );
    visitor
        .get("//app-ffffffffffffffff.js")
        .await?
        .refused(Code::NotFound)?;
    visitor
        .get("//..%2f..%2fetc%2fpasswd.txt")
        .await?
        .refused(Code::NotFound)?;
    visitor
        .request(Method::POST, "//deals")
        .send()
        .await?
        .refused(Code::MethodNotAllowed)?;

    let api = visitor.get("/session").await?;
    assert_eq!(api.header("cache-control"), Some("no-store"));
    assert!(
        api.header("content-security-policy")
            .is_some_and(|policy| policy.contains("default-src 'none'"))
    );
    app.end().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn behind_https_cookies_are_bound_to_the_host() -> TestResult {
    let app = TestApp::with_config(Backend::Sqlite, |config| entente_server::config::Config {
        public_url: "https://portal.example".to_owned(),
        ..config
    })
    .await?;
    let email = "ada@north.example";
    app.add_user_with_password(
        email,
        Role::PartnerMember,
        Some(app.north),
        &[],
        Some("plum orchard at dusk"),
    )
    .await?;
    let body = json!({ "email": email, "password": "plum orchard at dusk" });
    let visitor = app.visitor()?;
    let own = visitor
        .request(Method::POST, "/sessions")
        .header("origin", "https://portal.example");
    let answer = own.json(&body).send().await?;
    let cookie = answer.is(201)?.header("set-cookie").ok_or("no cookie")?;
    assert!(
        cookie.starts_with("__Host-entente=") && cookie.contains("; Secure"),
        "{cookie}"
    );
    assert!(answer.header("strict-transport-security").is_some());
    visitor
        .request(Method::POST, "/sessions")
        .json(&body)
        .send()
        .await?
        .refused(Code::CrossSite)?;
    app.end().await
}

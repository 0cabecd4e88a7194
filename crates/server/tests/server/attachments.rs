//! Files, comments and the timeline of a deal, and the home page that lists it.

use crate::support::company::{change_settings, picture};
use crate::support::{Answer, Client, TestApp, TestResult};
use entente_model::activity::{Activity, Comment, NewComment};
use entente_model::deals::{Attachment, Contact, Deal, DealDraft, DealEvent, DealProduct};
use entente_model::home::Home;
use entente_model::money::Money;
use entente_model::page::Page;
use entente_model::people::Role;
use entente_model::problem::{Code, FieldCode};
use image::ImageFormat;
use reqwest::Method;

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

async fn new_draft(client: &Client) -> TestResult<Deal> {
    client
        .post(
            "/deals",
            &DealDraft {
                customer_name: "Alpen Logistik GmbH".to_owned(),
                ..DealDraft::default()
            },
        )
        .await?
        .expect(201)
}

fn complete(app: &TestApp) -> DealDraft {
    DealDraft {
        customer_name: "Alpen Logistik GmbH".to_owned(),
        customer_domain: "alpen-logistik.de".to_owned(),
        customer_country: "DE".to_owned(),
        contact: Contact {
            name: "Petra Vogel".to_owned(),
            email: "petra.vogel@alpen-logistik.de".to_owned(),
            role: "Head of operations".to_owned(),
        },
        products: vec![DealProduct {
            code: "workspace".to_owned(),
            quantity: 40,
        }],
        value: Some(Money::new(900_000_000, "EUR")),
        expected_close: Some(app.state.database.now().date_naive() + chrono::Days::new(60)),
        need: "Dispatchers plan forty depots by telephone and spreadsheet today.".to_owned(),
        ..DealDraft::default()
    }
}

async fn upload(client: &Client, deal: &Deal, name: &str, content: Vec<u8>) -> TestResult<Answer> {
    let path = format!("/deals/{}/attachments?name={name}", deal.summary.id);
    let request = client
        .request(Method::POST, &path)
        .key(&uuid::Uuid::new_v4().to_string());
    request.body("application/octet-stream", content).send().await
}

fn files_in(app: &TestApp) -> TestResult<usize> {
    Ok(std::fs::read_dir(app.state.config.data.join("files"))?.count())
}

on_both_databases!(a_file_is_kept_and_comes_back_as_an_attachment, async |app| {
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let deal = new_draft(&partner).await?;
    let file: Attachment = upload(&partner, &deal, "..%2F..%2Foffer%20%E2%82%AC.pdf", PDF.to_vec())
        .await?
        .expect(201)?;
    assert_eq!(
        (file.name.as_str(), file.media_type.as_str(), file.size),
        ("offer €.pdf", "application/pdf", PDF.len() as u64)
    );
    let path = format!("/deals/{}/attachments/{}", deal.summary.id, file.id);
    let answer = partner.get(&path).await?;
    assert_eq!(answer.is(200)?.body, PDF);
    assert!(
        answer
            .header("content-disposition")
            .is_some_and(|value| value.starts_with("attachment"))
    );
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    let whole: Deal = partner.get(&format!("/deals/{}", deal.summary.id)).await?.expect(200)?;
    assert_eq!(whole.attachments, [file]);
    partner.delete(&path, None).await?.is(204)?;
    partner.get(&path).await?.refused(Code::NotFound)?;
    assert_eq!(files_in(app)?, 0, "the file went with its row");
    Ok(())
});

on_both_databases!(
    files_that_are_not_what_they_say_are_refused_and_leave_nothing,
    async |app| {
        let partner = app.client(Role::PartnerMember, app.north).await?;
        let deal = new_draft(&partner).await?;
        let mut executable = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0".to_vec();
        executable.resize(512, 0);
        let field = async |name: &str, content: Vec<u8>| -> TestResult<FieldCode> {
            let problem = upload(&partner, &deal, name, content)
                .await?
                .refused(Code::InvalidFields)?;
            Ok(problem.errors.first().ok_or("a field")?.code)
        };
        assert_eq!(field("offer.pdf", executable.clone()).await?, FieldCode::FileDisguised);
        assert_eq!(field("offer.exe", executable).await?, FieldCode::FileKind);
        assert_eq!(field("offer.pdf", Vec::new()).await?, FieldCode::FileEmpty);
        assert_eq!(field("notes.txt", b"a\0b".to_vec()).await?, FieldCode::FileDisguised);
        let mut large = PDF.to_vec();
        large.resize(30_000_000, b' ');
        let problem = upload(&partner, &deal, "large.pdf", large)
            .await?
            .refused(Code::TooLarge)?;
        assert_eq!(
            problem.errors.first().map(|error| error.code),
            Some(FieldCode::FileTooLarge)
        );
        assert_eq!(files_in(app)?, 0, "nothing refused stays behind");
        Ok(())
    }
);

on_both_databases!(a_deal_has_so_many_files_and_no_more, async |app| {
    change_settings(app, |settings| settings.deals.max_attachments = 2).await?;
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let deal = new_draft(&partner).await?;
    let first: Attachment = upload(&partner, &deal, "one.pdf", PDF.to_vec()).await?.expect(201)?;
    upload(&partner, &deal, "two.pdf", PDF.to_vec()).await?.is(201)?;
    let third = upload(&partner, &deal, "three.pdf", PDF.to_vec()).await?;
    third.refused_at("/file", FieldCode::TooMany)?;
    let problem = third.refused(Code::InvalidFields)?;
    assert_eq!(problem.errors[0].params["max"], "2");
    assert_eq!(files_in(app)?, 2, "the one too many is not kept");
    // Another deal has its own, and one that goes makes room.
    let other = new_draft(&partner).await?;
    upload(&partner, &other, "one.pdf", PDF.to_vec()).await?.is(201)?;
    let path = format!("/deals/{}/attachments/{}", deal.summary.id, first.id);
    partner.delete(&path, None).await?.is(204)?;
    upload(&partner, &deal, "three.pdf", PDF.to_vec()).await?.is(201)?;
    Ok(())
});

on_both_databases!(pictures_with_too_many_pixels_are_refused, async |app| {
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let deal = new_draft(&partner).await?;
    let mut vast = picture(ImageFormat::Png, 20, 20, 3)?;
    // Its head says 12,000 pixels each way.
    for side in [16, 20] {
        vast[side..side + 4].copy_from_slice(&12_000_u32.to_be_bytes());
    }
    let mut cut = picture(ImageFormat::Jpeg, 20, 20, 3)?;
    cut.truncate(24);
    for (name, content, code, most) in [
        (
            "plan.png",
            picture(ImageFormat::Png, 20_001, 1, 3)?,
            FieldCode::PictureTooLarge,
            Some("20000"),
        ),
        (
            "plan.jpg",
            picture(ImageFormat::Jpeg, 1, 20_001, 3)?,
            FieldCode::PictureTooLarge,
            Some("20000"),
        ),
        ("plan.png", vast, FieldCode::PictureTooLarge, Some("10000")),
        ("plan.jpg", cut, FieldCode::PictureUnreadable, None),
        ("plan.png", PDF.to_vec(), FieldCode::FileDisguised, None),
    ] {
        let problem = upload(&partner, &deal, name, content)
            .await?
            .refused(Code::InvalidFields)?;
        let error = problem.errors.first().ok_or("a field")?;
        assert_eq!((error.code, error.params.get("max").map(String::as_str)), (code, most));
    }
    assert_eq!(files_in(app)?, 0, "nothing refused stays behind");
    let gif = b"GIF89a\x01\0\x01\0\0\0\0;".to_vec();
    for (name, content) in [
        ("plan.png", picture(ImageFormat::Png, 20_000, 2, 3)?),
        ("photo.jpg", picture(ImageFormat::Jpeg, 300, 200, 3)?),
        ("photo.webp", picture(ImageFormat::WebP, 300, 200, 3)?),
        ("dot.gif", gif),
    ] {
        upload(&partner, &deal, name, content).await?.is(201)?;
    }
    Ok(())
});

on_both_databases!(a_repeated_upload_is_kept_once, async |app| {
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let deal = new_draft(&partner).await?;
    let path = format!("/deals/{}/attachments?name=offer.pdf", deal.summary.id);
    let send = |content: &[u8]| {
        partner
            .request(Method::POST, &path)
            .key("same")
            .body("application/octet-stream", content.to_vec())
            .send()
    };
    let (first, second) = (send(PDF).await?, send(PDF).await?);
    assert_eq!(first.is(201)?.body, second.is(201)?.body);
    assert_eq!(files_in(app)?, 1);
    send(b"%PDF-1.7\nanother\n%%EOF\n")
        .await?
        .refused(Code::IdempotencyMismatch)?;
    assert_eq!(files_in(app)?, 1);
    Ok(())
});

on_both_databases!(
    another_partner_learns_nothing_of_a_deal_and_what_hangs_on_it,
    async |app| {
        let north = app.client(Role::PartnerAdmin, app.north).await?;
        let south = app.client(Role::PartnerAdmin, app.south).await?;
        let manager = app.client(Role::ChannelManager, app.north).await?;
        let deal = new_draft(&north).await?;
        let file: Attachment = upload(&north, &deal, "offer.pdf", PDF.to_vec()).await?.expect(201)?;
        let unknown = uuid::Uuid::new_v4();
        for (own, never) in [
            (
                format!("/deals/{}/activity", deal.summary.id),
                format!("/deals/{unknown}/activity"),
            ),
            (
                format!("/deals/{}/comments", deal.summary.id),
                format!("/deals/{unknown}/comments"),
            ),
            (
                format!("/deals/{}/attachments/{}", deal.summary.id, file.id),
                format!("/deals/{unknown}/attachments/{unknown}"),
            ),
        ] {
            north.get(&own).await?.is(200)?;
            for stranger in [&south, &manager] {
                let foreign = stranger.get(&own).await?;
                foreign.refused(Code::NotFound)?;
                assert_eq!(
                    foreign.body,
                    stranger.get(&never).await?.body,
                    "a draft is its partner's alone: {own}"
                );
            }
        }
        Ok(())
    }
);

on_both_databases!(comments_reach_the_other_side_and_internal_ones_do_not, async |app| {
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let deal = new_draft(&partner).await?;
    let path = format!("/deals/{}", deal.summary.id);
    let saved: Deal = partner
        .put(&path, deal.summary.version, &complete(app))
        .await?
        .expect(200)?;
    let sent = partner
        .post_on(&format!("{path}/events"), saved.summary.version, &DealEvent::Submit {})
        .await?;
    sent.is(200)?;
    let say = |body: &str, internal: bool| NewComment {
        body: body.to_owned(),
        internal,
    };
    let comments = format!("{path}/comments");
    partner
        .post(&comments, &say("They sign in May.", false))
        .await?
        .is(201)?;
    manager
        .post(&comments, &say("Legal knows them.", true))
        .await?
        .is(201)?;
    let refused = partner
        .post(&comments, &say("Psst", true))
        .await?
        .refused(Code::InvalidFields)?;
    assert_eq!(refused.errors[0].pointer, "/internal");
    partner
        .post(&comments, &say("  ", false))
        .await?
        .refused(Code::InvalidFields)?;
    let bodies = async |client: &Client| -> TestResult<Vec<String>> {
        let page: Page<Comment> = client.get(&comments).await?.expect(200)?;
        Ok(page.items.into_iter().map(|comment| comment.body).collect())
    };
    assert_eq!(bodies(&partner).await?, ["They sign in May."]);
    assert_eq!(bodies(&manager).await?, ["They sign in May.", "Legal knows them."]);
    let kinds = async |client: &Client| -> TestResult<Vec<String>> {
        let mut kinds = Vec::new();
        let mut cursor = String::new();
        loop {
            let page: Page<Activity> = client
                .get(&format!("{path}/activity?limit=1{cursor}"))
                .await?
                .expect(200)?;
            kinds.extend(page.items.into_iter().map(|entry| entry.kind));
            match page.next_cursor {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return Ok(kinds),
            }
        }
    };
    let (seen, all) = (kinds(&partner).await?, kinds(&manager).await?);
    assert_eq!(
        seen.iter().filter(|kind| *kind == "deal.commented").count(),
        1,
        "{seen:?}"
    );
    assert_eq!(
        all.iter().filter(|kind| *kind == "deal.commented").count(),
        2,
        "{all:?}"
    );
    assert!(seen.contains(&"deal.submitted".to_owned()), "{seen:?}");
    Ok(())
});

on_both_databases!(everybody_finds_their_next_step_at_home, async |app| {
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let finance = app.client(Role::Finance, app.north).await?;
    let other = app.client(Role::PartnerMember, app.south).await?;
    let home = async |client: &Client| -> TestResult<Home> { client.get("/home").await?.expect(200) };
    let deal = new_draft(&partner).await?;
    assert_eq!(home(&partner).await?.drafts.len(), 1);
    assert_eq!(home(&other).await?, Home::default());
    let path = format!("/deals/{}", deal.summary.id);
    let saved: Deal = partner
        .put(&path, deal.summary.version, &complete(app))
        .await?
        .expect(200)?;
    partner
        .post_on(&format!("{path}/events"), saved.summary.version, &DealEvent::Submit {})
        .await?
        .is(200)?;
    let waiting = home(&manager).await?;
    assert_eq!(
        (waiting.waiting_count, waiting.overdue_count, waiting.waiting.len()),
        (1, 0, 1)
    );
    assert_eq!(home(&finance).await?, Home::default());
    let counts = home(&partner).await?.counts;
    assert_eq!(
        counts
            .iter()
            .map(|count| (count.state.as_str(), count.count))
            .collect::<Vec<_>>(),
        [("submitted", 1)]
    );
    Ok(())
});

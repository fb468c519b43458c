use super::*;

fn newsletter(transport: Transport) -> Newsletter {
    Newsletter {
        title: Some("The <morning> letter".into()),
        text: Some("Headlines & more.".into()),
        action: match transport {
            Transport::Mail => "mailto:letters@example.org?subject=Please%20send".into(),
            _ => "https://www.news.example/subscribe?a=1&b=2".into(),
        },
        method: "POST".into(),
        email_field: "EMAIL".into(),
        fields: vec![("tag".into(), r#"" onfocus="alert(1)"><script>"#.into())],
        transport,
    }
}

/// Returns the printed HTML, without the markers for hydration.
fn printed(newsletter: Newsletter, id: &'static str) -> String {
    let owner = Owner::new_root(None);
    let html = owner.with(|| view! { <SignUpForm newsletter=newsletter id=id /> }.to_html());
    owner.unset_with_forced_cleanup();
    html.replace("<!>", "")
}

fn print(transport: Transport) -> String {
    printed(newsletter(transport), "newsletter")
}

/// Returns the start tag in which `mark` occurs.
fn tag<'a>(html: &'a str, mark: &str) -> &'a str {
    let at = html.find(mark).unwrap_or_else(|| panic!("no {mark} in {html}"));
    let begin = html[..=at].rfind('<').unwrap();
    let end = at + html[at..].find('>').unwrap();
    &html[begin..=end]
}

#[test]
fn every_web_transport_prints_a_form_that_posts_by_itself() {
    for transport in [Transport::Form, Transport::Fetch, Transport::Json] {
        let html = print(transport);
        let form = tag(&html, "<form");
        assert!(form.contains(r#"action="https://www.news.example/subscribe?a=1&amp;b=2""#), "{form}");
        assert!(form.contains(r#"method="post""#), "{form}");
        assert!(tag(&html, r#"type="email""#).contains(r#"name="EMAIL""#));
        assert!(tag(&html, r#"type="hidden""#).contains(r#"name="tag""#));
    }
}

#[test]
fn a_letters_form_opens_a_letter_with_the_address_as_its_text() {
    let html = print(Transport::Mail);
    let form = tag(&html, "<form");
    assert!(form.contains(r#"action="mailto:letters@example.org""#), "{form}");
    assert!(form.contains(r#"method="get""#), "{form}");
    assert!(tag(&html, r#"type="email""#).contains(r#"name="body""#));
    assert!(tag(&html, r#"name="subject""#).contains(r#"value="Please send""#));
}

#[test]
fn the_browsers_own_check_holds_until_the_program_is_there() {
    for transport in [Transport::Form, Transport::Fetch, Transport::Json, Transport::Mail] {
        let html = print(transport);
        assert!(!html.contains("novalidate"));
        assert!(tag(&html, r#"type="email""#).contains("required"));
        assert!(!html.contains("readonly"));
        assert!(!html.contains("aria-disabled"));
    }
}

#[test]
fn the_field_has_a_label_and_refers_to_error_and_fine_print() {
    let html = print(Transport::Fetch);
    assert!(html.contains(&format!(">{}</label>", text::email())), "{html}");
    assert!(tag(&html, r#"for="newsletter-email""#).starts_with("<label"));
    let field = tag(&html, r#"type="email""#);
    assert!(field.contains(r#"id="newsletter-email""#));
    assert!(field.contains(r#"autocomplete="email""#));
    assert!(field.contains(r#"inputmode="email""#));
    assert!(field.contains(r#"aria-describedby="newsletter-error newsletter-fine-print""#), "{field}");
    assert!(!field.contains("aria-invalid"));
    assert!(tag(&html, r#"id="newsletter-error""#).contains(r#"role="alert""#));
    assert!(tag(&html, r#"id="newsletter-fine-print""#).starts_with("<p"));
    assert!(html.contains(r#"role="status""#));
    assert!(tag(&html, "<form").contains(r#"aria-labelledby="newsletter-title""#));
    assert!(tag(&html, r#"id="newsletter-title""#).starts_with("<h2"));
}

#[test]
fn what_happens_to_the_address_is_said_beside_the_button() {
    assert!(print(Transport::Fetch).contains("Your address goes to news.example and nowhere else."));
    let own = Newsletter { action: "/subscribe".into(), ..newsletter(Transport::Form) };
    assert!(printed(own, "newsletter").contains("Your address goes to this site and nowhere else."));
    let mail = print(Transport::Mail);
    assert!(mail.contains(&text::goes_by_mail_around().1));
    assert!(
        mail.contains(
            r#"<a href="mailto:letters@example.org?subject=Please%20send">letters@example.org</a>"#
        ),
        "{mail}"
    );
}

#[test]
fn nothing_of_the_feeds_words_becomes_markup() {
    let html = print(Transport::Form);
    assert!(!html.contains("<script"));
    assert!(!html.contains("<morning>"));
    assert!(html.contains("The &lt;morning&gt; letter"));
    assert!(html.contains("Headlines &amp; more."));
    assert!(tag(&html, r#"name="tag""#).contains(r#"value="&quot; onfocus=&quot;"#), "{html}");
}

#[test]
fn two_forms_on_one_page_have_no_id_in_common() {
    let ids = |html: &str| -> Vec<String> {
        html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
    };
    let first = ids(&printed(newsletter(Transport::Mail), "newsletter"));
    let second = ids(&printed(newsletter(Transport::Mail), "newsletter-foot"));
    assert_eq!(first.len(), 4);
    assert!(first.iter().all(|id| !second.contains(id)), "{first:?} {second:?}");
}

#[test]
fn a_newsletter_without_a_title_is_called_what_it_is() {
    let bare = Newsletter { title: None, text: None, ..newsletter(Transport::Form) };
    let html = printed(bare, "newsletter");
    assert!(html.contains(&format!(">{}</h2>", text::newsletter())), "{html}");
    assert!(!html.contains("newsletter-text"));
}

#[test]
fn every_outcome_has_words_and_never_two_at_once() {
    let states = [
        State::Ready,
        State::Invalid(Reason::Empty),
        State::Invalid(Reason::NoAt),
        State::Invalid(Reason::Malformed),
        State::Sending,
        State::Leaving,
        State::Done,
        State::Letter("mailto:a@example.org?body=x".into()),
        State::Failed(SignUpError::Refused(400)),
        State::Failed(SignUpError::Refused(429)),
        State::Failed(SignUpError::Refused(503)),
        State::Failed(SignUpError::NetworkError(NetworkError::Offline)),
        State::Failed(SignUpError::NetworkError(NetworkError::Unreachable)),
        State::Failed(SignUpError::NetworkError(NetworkError::TimedOut)),
        State::Failed(SignUpError::NetworkError(NetworkError::BrokenOff)),
    ];
    let owner = Owner::new_root(None);
    owner.with(|| {
        let site = StoredValue::new(Some("news.example".to_owned()));
        for state in states {
            // An empty view is printed as a comment.
            let polite = progress(&state, site).to_html();
            let at_once = trouble(&state);
            let said = usize::from(!polite.starts_with("<!")) + usize::from(at_once.is_some());
            assert_eq!(said, usize::from(state != State::Ready), "{state:?}: {polite:?} {at_once:?}");
        }
    });
}

#[test]
fn a_letter_that_did_not_open_can_be_opened_by_hand() {
    let owner = Owner::new_root(None);
    let html = owner.with(|| {
        let state = State::Letter("mailto:a@example.org?subject=s&body=x".into());
        progress(&state, StoredValue::new(None)).to_html()
    });
    assert!(html.contains(r#"href="mailto:a@example.org?subject=s&amp;body=x""#), "{html}");
}

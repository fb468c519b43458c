use super::*;

fn newsletter(transport: Transport) -> Newsletter {
    Newsletter {
        title: None,
        text: None,
        action: match transport {
            Transport::Mail => "mailto:letters@example.org?subject=Please%20send%20it".into(),
            _ => "https://news.example/subscribe?list=5".into(),
        },
        method: "POST".into(),
        email_field: "EMAIL".into(),
        fields: vec![("tag".into(), "a & b".into()), ("form-name".into(), "naïve".into())],
        transport,
    }
}

const ADDRESS: &str = "jane+daily@example.org";
const TRANSPORTS: [Transport; 4] = [Transport::Form, Transport::Fetch, Transport::Json, Transport::Mail];

fn every_state() -> Vec<State> {
    vec![
        State::Ready,
        State::Invalid(Reason::Empty),
        State::Invalid(Reason::NoAt),
        State::Invalid(Reason::Malformed),
        State::Sending,
        State::Leaving,
        State::Done,
        State::Letter("mailto:a@example.org".into()),
        State::Failed(SignUpError::Refused(500)),
        State::Failed(SignUpError::NetworkError(NetworkError::TimedOut)),
    ]
}

fn sent(newsletter: &Newsletter) -> Request {
    match State::Ready.after(Event::Submitted(ADDRESS), newsletter) {
        (State::Sending, Some(Command::Send(request))) => request,
        other => panic!("nothing was sent: {other:?}"),
    }
}

mod course {
    use super::*;

    #[test]
    fn an_invalid_address_is_not_sent_and_the_field_gets_focus() {
        for transport in TRANSPORTS {
            for (text, reason) in [(" ", Reason::Empty), ("jane", Reason::NoAt), ("jane@", Reason::Malformed)]
            {
                let after = State::Ready.after(Event::Submitted(text), &newsletter(transport));
                assert_eq!(after, (State::Invalid(reason), Some(Command::Focus)));
            }
        }
    }

    #[test]
    fn each_transport_does_its_own_deed_once_the_address_is_sound() {
        let after = |transport| State::Ready.after(Event::Submitted(ADDRESS), &newsletter(transport));
        assert_eq!(after(Transport::Form), (State::Leaving, Some(Command::Leave)));
        assert!(matches!(after(Transport::Fetch), (State::Sending, Some(Command::Send(_)))));
        assert!(matches!(after(Transport::Json), (State::Sending, Some(Command::Send(_)))));
        let (state, command) = after(Transport::Mail);
        let Some(Command::Open(letter)) = command else { panic!("no letter: {command:?}") };
        assert_eq!(state, State::Letter(letter));
    }

    #[test]
    fn a_double_click_sends_once_with_every_transport() {
        for transport in TRANSPORTS {
            let (first, command) = State::Ready.after(Event::Submitted(ADDRESS), &newsletter(transport));
            assert!(command.is_some());
            assert!(first.is_closed());
            let again = first.after(Event::Submitted(ADDRESS), &newsletter(transport));
            assert_eq!(again, (first, None));
        }
    }

    #[test]
    fn a_sent_address_is_not_sent_again_until_it_changes() {
        let fetch = newsletter(Transport::Fetch);
        assert_eq!(State::Done.after(Event::Submitted(ADDRESS), &fetch), (State::Done, None));
        let (edited, _) = State::Done.after(Event::Edited, &fetch);
        assert!(matches!(edited.after(Event::Submitted(ADDRESS), &fetch), (State::Sending, Some(_))));
    }

    #[test]
    fn only_a_status_of_success_means_that_the_sign_up_has_arrived() {
        let fetch = newsletter(Transport::Fetch);
        for status in 0..=u16::MAX {
            let (state, command) = State::Sending.after(Event::Answered(status), &fetch);
            let expected =
                if status / 100 == 2 { State::Done } else { State::Failed(SignUpError::Refused(status)) };
            assert_eq!((state, command), (expected, None));
        }
    }

    #[test]
    fn after_a_failure_the_same_address_can_be_sent_again() {
        let json = newsletter(Transport::Json);
        for why in [
            NetworkError::Offline,
            NetworkError::Unreachable,
            NetworkError::TimedOut,
            NetworkError::BrokenOff,
        ] {
            let (failed, _) = State::Sending.after(Event::Unanswered(why), &json);
            assert_eq!(failed, State::Failed(SignUpError::NetworkError(why)));
            assert!(!failed.is_closed());
            assert_eq!(
                failed.after(Event::Submitted(ADDRESS), &json),
                (State::Sending, Some(Command::Send(sent(&json))))
            );
        }
    }

    #[test]
    fn an_answer_that_nobody_waits_for_changes_nothing() {
        let fetch = newsletter(Transport::Fetch);
        for state in every_state().into_iter().filter(|state| *state != State::Sending) {
            for late in
                [Event::Answered(200), Event::Answered(500), Event::Unanswered(NetworkError::TimedOut)]
            {
                assert_eq!(state.after(late, &fetch), (state.clone(), None));
            }
        }
    }

    #[test]
    fn editing_clears_the_result_except_while_sending() {
        for transport in TRANSPORTS {
            for state in every_state() {
                let expected = if state == State::Sending { State::Sending } else { State::Ready };
                assert_eq!(state.after(Event::Edited, &newsletter(transport)), (expected, None));
            }
        }
    }

    #[test]
    fn a_page_that_is_still_here_offers_its_form_again() {
        let form = newsletter(Transport::Form);
        for state in every_state() {
            let expected = if state == State::Leaving { State::Ready } else { state.clone() };
            assert_eq!(state.after(Event::Stayed, &form), (expected, None));
        }
    }
}

mod requests {
    use super::*;

    #[test]
    fn a_fetch_posts_an_encoded_form_with_the_address_trimmed() {
        let fetch = newsletter(Transport::Fetch);
        let (_, command) = State::Ready.after(Event::Submitted("  jane+daily@example.org "), &fetch);
        let expected = Request {
            address: "https://news.example/subscribe?list=5".into(),
            method: Method::Post,
            content_type: Some("application/x-www-form-urlencoded"),
            body: Some("tag=a+%26+b&form-name=na%C3%AFve&EMAIL=jane%2Bdaily%40example.org".into()),
        };
        assert_eq!(command, Some(Command::Send(expected)));
    }

    #[test]
    fn a_fetch_by_get_goes_into_the_query_after_what_is_there() {
        let sent_to = |action: &str| {
            let request = sent(&Newsletter {
                method: "GET".into(),
                action: action.into(),
                fields: Vec::new(),
                ..newsletter(Transport::Fetch)
            });
            assert_eq!((request.method, request.content_type, request.body), (Method::Get, None, None));
            request.address
        };
        assert_eq!(sent_to("/s"), "/s?EMAIL=jane%2Bdaily%40example.org");
        assert_eq!(sent_to("/s?list=5"), "/s?list=5&EMAIL=jane%2Bdaily%40example.org");
        assert_eq!(sent_to("/s?#top"), "/s?EMAIL=jane%2Bdaily%40example.org");
    }

    #[test]
    fn json_is_one_object_of_strings_posted_whatever_the_method() {
        for method in ["GET", "POST"] {
            let request = sent(&Newsletter {
                method: method.into(),
                fields: vec![("list \"a\"\n".into(), "\\ \u{1} é".into()), ("__proto__".into(), "1".into())],
                ..newsletter(Transport::Json)
            });
            assert_eq!((request.method, request.content_type), (Method::Post, Some("application/json")));
            let body: serde_json::Value = serde_json::from_str(&request.body.unwrap()).unwrap();
            let expected =
                serde_json::json!({ "EMAIL": ADDRESS, "list \"a\"\n": "\\ \u{1} é", "__proto__": "1" });
            assert_eq!(body, expected);
        }
    }

    #[test]
    fn json_without_further_fields_is_the_address_alone() {
        let json = Newsletter { fields: Vec::new(), ..newsletter(Transport::Json) };
        assert_eq!(sent(&json).body.as_deref(), Some(r#"{"EMAIL":"jane+daily@example.org"}"#));
    }

    #[test]
    fn a_further_field_never_repeats_the_address_or_lacks_a_name() {
        let fields = vec![("EMAIL".into(), "x@example.org".into()), (String::new(), "y".into())];
        let fetch = Newsletter { fields: fields.clone(), ..newsletter(Transport::Fetch) };
        assert_eq!(sent(&fetch).body.as_deref(), Some("EMAIL=jane%2Bdaily%40example.org"));
        let json = Newsletter { fields, ..newsletter(Transport::Json) };
        assert_eq!(sent(&json).body.as_deref(), Some(r#"{"EMAIL":"jane+daily@example.org"}"#));
    }
}

mod letters {
    use super::*;

    fn to(action: &str, fields: &[(&str, &str)]) -> String {
        let fields = fields.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        letter(&Newsletter { action: action.into(), fields, ..newsletter(Transport::Mail) }, ADDRESS)
    }

    const LINE: &str = "EMAIL%3A%20jane%2Bdaily%40example.org";

    #[test]
    fn a_message_keeps_the_action_and_ends_with_the_address() {
        assert_eq!(to("mailto:a@example.org", &[]), format!("mailto:a@example.org?body={LINE}"));
        assert_eq!(
            to("mailto:a@example.org?subject=Please%20send+it&cc=b@example.org", &[]),
            format!("mailto:a@example.org?subject=Please%20send+it&cc=b@example.org&body={LINE}")
        );
    }

    #[test]
    fn a_letter_that_begins_already_goes_on_after_an_empty_line() {
        let expected = format!("mailto:a@example.org?subject=s&body=Hello%2C%0D%0A%0D%0A{LINE}");
        assert_eq!(to("mailto:a@example.org?Body=Hello%2C&subject=s", &[]), expected);
    }

    #[test]
    fn a_message_has_a_line_per_field_and_no_plus_for_a_space() {
        let letter = to("mailto:a@example.org", &[("list", "a & b"), ("é", "?#\r\n")]);
        let expected = "mailto:a@example.org?body=list%3A%20a%20%26%20b%0D%0A%C3%A9%3A%20%3F%23%0D%0A%0D%0A";
        assert_eq!(letter, format!("{expected}{LINE}"));
    }

    #[test]
    fn a_fragment_does_not_swallow_the_letter() {
        assert_eq!(
            to("mailto:a@example.org?subject=s#x", &[]),
            format!("mailto:a@example.org?subject=s&body={LINE}")
        );
        assert_eq!(to("mailto:a@example.org?#x", &[]), format!("mailto:a@example.org?body={LINE}"));
    }

    #[test]
    fn the_recipient_can_be_read_and_typed() {
        assert_eq!(recipient("mailto:a%2Bb@example.org?subject=s"), "a+b@example.org");
        assert_eq!(recipient("mailto:?subject=s"), "");
    }
}

mod plain_forms {
    use super::*;

    fn names(form: &Form) -> Vec<&str> {
        form.hidden.iter().map(|(name, _)| name.as_str()).collect()
    }

    #[test]
    fn a_posted_form_has_the_action_as_it_is_and_every_field() {
        for transport in [Transport::Form, Transport::Fetch, Transport::Json] {
            let form = Form::of(&newsletter(transport));
            assert_eq!(form.action, "https://news.example/subscribe?list=5");
            assert_eq!(form.method, Method::Post);
            assert_eq!(form.email_field.as_deref(), Some("EMAIL"));
            assert_eq!(form.hidden, newsletter(transport).fields);
        }
    }

    #[test]
    fn a_get_form_keeps_its_actions_query_as_fields() {
        let form = Form::of(&Newsletter {
            method: "GET".into(),
            action: "/s?list=a+b&x=%26#top".into(),
            fields: vec![("tag".into(), "t".into())],
            ..newsletter(Transport::Form)
        });
        assert_eq!((form.action.as_str(), form.method), ("/s", Method::Get));
        let expected = [("list", "a b"), ("x", "&"), ("tag", "t")];
        assert_eq!(form.hidden, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    #[test]
    fn a_json_service_is_posted_to_even_when_the_feed_says_get() {
        let form = Form::of(&Newsletter { method: "GET".into(), ..newsletter(Transport::Json) });
        assert_eq!(form.method, Method::Post);
    }

    #[test]
    fn a_mail_form_has_headers_as_fields_and_the_address_as_text() {
        let form = Form::of(&Newsletter {
            action: "mailto:a@example.org?subject=1%20+%201&BODY=Hello".into(),
            ..newsletter(Transport::Mail)
        });
        assert_eq!((form.action.as_str(), form.method), ("mailto:a@example.org", Method::Get));
        assert_eq!(form.email_field.as_deref(), Some("body"));
        assert_eq!(form.hidden, [("subject".to_owned(), "1 + 1".to_owned())]);
    }

    #[test]
    fn a_field_never_shadows_node_properties_that_the_app_uses() {
        let hostile = ["firstChild", "parentNode", "disabled", "$$$submit", "setAttribute", "remove", ""];
        let usual =
            ["id", "action", "name", "tags", "b_123_456", "form-name", "style", "submit", "first_child"];
        let fields = hostile.into_iter().chain(usual).map(|name| (name.to_owned(), "1".to_owned())).collect();
        let form = Form::of(&Newsletter { fields, ..newsletter(Transport::Form) });
        assert_eq!(names(&form), usual);
        let form = Form::of(&Newsletter { email_field: "parentNode".into(), ..newsletter(Transport::Form) });
        assert_eq!(form.email_field, None);
    }
}

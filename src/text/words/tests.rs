use std::{collections::BTreeSet, fs, path::Path};

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::{CATEGORIES, TABLES, category, file, fill, lang, new_stories, reading_time, save, speaking};
use crate::text::{announcement, byline, dir, position_of, reason_topics};

/// Reads the words of a language as Fluent's own library does.
fn bundle(tag: &str) -> FluentBundle<FluentResource> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/text/words/{tag}.ftl"));
    let resource = FluentResource::try_new(fs::read_to_string(path).unwrap()).unwrap();
    let mut bundle = FluentBundle::new(vec![tag.parse::<LanguageIdentifier>().unwrap()]);
    bundle.set_use_isolating(false);
    bundle.add_resource(resource).unwrap();
    bundle
}

/// Returns the messages of `en-GB.ftl` in their order, each with its arguments, and `true` if it is a plural.
fn messages() -> Vec<(String, Vec<String>, bool)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/text/words/en-GB.ftl");
    let source = fs::read_to_string(path).unwrap();
    let mut messages = Vec::new();
    let mut arguments = Vec::new();
    for line in source.lines() {
        if let Some(argument) = line.strip_prefix("# $") {
            arguments.push(argument.split(' ').next().unwrap().to_owned());
        } else if let Some((id, text)) = line.split_once(" = ").filter(|_| !line.starts_with(['#', ' '])) {
            messages.push((id.to_owned(), std::mem::take(&mut arguments), text.ends_with("->")));
        }
    }
    messages
}

#[test]
fn every_text_is_that_of_fluents_own_library() {
    for (tag, texts) in TABLES {
        let bundle = bundle(tag);
        let mut place = 0;
        for (id, arguments, is_plural) in messages() {
            let message = bundle.get_message(&id).unwrap_or_else(|| panic!("{tag}: {id} is missing"));
            let pattern = message.value().unwrap();
            let numbers = if is_plural { 0..=120 } else { 7..=7 };
            for number in numbers {
                let mut values = FluentArgs::new();
                let mut parts = Vec::new();
                for (at, name) in arguments.iter().enumerate() {
                    // Only in a plural does Fluent have to know that it is a number.
                    if is_plural {
                        values.set(name.as_str(), FluentValue::from(number));
                        parts.push(number.to_string());
                    } else {
                        parts.push(format!("part {at}"));
                        values.set(name.as_str(), parts[at].clone());
                    }
                }
                let mut errors = Vec::new();
                let expected = bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned();
                assert!(errors.is_empty(), "{tag}: {id}: {errors:?}");
                let category = CATEGORIES.iter().position(|known| *known == category(tag, number)).unwrap();
                let text = texts[if is_plural { place + category } else { place }];
                let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
                let filled = fill(text, &parts).replace(['\u{2068}', '\u{2069}'], "");
                assert_eq!(filled, expected, "{tag}: {id} for {number}");
                assert!(!filled.is_empty(), "{tag}: {id} for {number} says nothing");
            }
            place += if is_plural { CATEGORIES.len() } else { 1 };
        }
        assert_eq!(place, texts.len(), "{tag}: no text is left over");
    }
}

#[test]
fn a_translation_has_the_plural_categories_of_its_language() {
    for (tag, texts) in TABLES {
        let needed: BTreeSet<String> = (0..=1_000).map(|number| category(tag, number)).collect();
        let mut place = 0;
        for (id, _, is_plural) in messages() {
            if is_plural {
                for (at, name) in CATEGORIES.iter().enumerate() {
                    assert_eq!(!texts[place + at].is_empty(), needed.contains(*name), "{tag}: {id}, {name}");
                }
            }
            place += if is_plural { CATEGORIES.len() } else { 1 };
        }
    }
}

#[test]
fn american_words_are_some_of_the_british_ones() {
    let known: BTreeSet<String> = messages().into_iter().map(|(id, ..)| id).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/text/words/en-US.ftl");
    for line in fs::read_to_string(path).unwrap().lines().filter(|line| !line.starts_with('#')) {
        if let Some((id, _)) = line.split_once(" = ") {
            assert!(known.contains(id), "{id}");
        }
    }
}

#[test]
fn words_are_said_in_the_language_of_the_paper() {
    for (language, word, marked) in [
        (None, "Save", None),
        (Some("en-US"), "Save", None),
        (Some("de-CH"), "Merken", None),
        (Some("ar"), "احفظ", None),
        (Some("fr"), "Save", Some("en")),
        (Some("gsw"), "Save", Some("en")),
    ] {
        let _voice = speaking(language);
        assert_eq!((save(), lang()), (word, marked), "{language:?}");
    }
    assert_eq!(save(), "Save", "afterwards they are as before");
}

#[test]
fn a_direction_is_told_where_it_differs() {
    for (language, told) in [(Some("fr"), None), (Some("fa"), Some("ltr")), (Some("ar"), None), (None, None)]
    {
        let _voice = speaking(language);
        assert_eq!(dir(), told, "{language:?}");
    }
}

#[test]
fn arabic_counts_in_six_ways() {
    let _voice = speaking(Some("ar-EG"));
    for (count, said) in [
        (0, "لا مقالات جديدة"),
        (1, "مقال جديد واحد"),
        (2, "مقالان جديدان"),
        (3, "3 مقالات جديدة"),
        (11, "11 مقالًا جديدًا"),
        (100, "100 مقال جديد"),
    ] {
        assert_eq!(new_stories(count), said);
    }
}

#[test]
fn german_phrases_are_put_together() {
    let _voice = speaking(Some("de"));
    assert_eq!(byline(&["A", "B", "C"]), "Von A, B und C");
    assert_eq!(announcement(1, 2), "1 neuer Artikel, 2 Artikel aktualisiert.");
    assert_eq!(position_of(65, Some(3_600), true), "1 Minute 5 Sekunden von etwa 1 Stunde");
    assert_eq!(reading_time(6), "6 Min. Lesezeit");
}

#[test]
fn names_in_arabic_are_isolated() {
    let _voice = speaking(Some("ar"));
    let topics = ["Brexit".to_owned(), "NATO".to_owned()];
    assert_eq!(reason_topics(&topics), "يتناول أيضًا \u{2068}Brexit\u{2069}، \u{2068}NATO\u{2069}");
}

#[test]
fn a_browser_gets_the_same_texts() {
    assert!(file(Some("en-US")).is_none() && file(Some("fr")).is_none() && file(None).is_none());
    let (language, file) = file(Some("de-AT")).unwrap();
    let file: serde_json::Value = serde_json::from_str(&file).unwrap();
    assert_eq!((language, &file["language"]), ("de", &serde_json::json!("de")));
    assert_eq!(file["texts"], serde_json::json!(TABLES[0].1));
}

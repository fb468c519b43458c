//! The paper's own views in a real browser: how they are built, adopted and changed.
#![cfg(target_arch = "wasm32")]

use std::{
    ops::Range,
    sync::{Arc, Mutex},
};

use leptos::{
    mount::{UnmountHandle, hydrate_from, mount_to},
    prelude::*,
    web_sys::{self, HtmlElement},
};
use london_daily::view::{Element, IntoNode, Node, Shape, live, rows};
use london_daily::{adoption, later};
use proptest::{prelude::*, strategy::ValueTree};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

use london_daily::reactive::{Memo, NodeRef, RwSignal, effect};

wasm_bindgen_test_configure!(run_in_browser);

/// A place in the document, so that elements in it can have the focus.
fn place() -> HtmlElement {
    let place: HtmlElement = document().create_element("main").expect("an element").unchecked_into();
    document().body().expect("a body").append_child(&place).expect("room in the body");
    place
}

fn show(
    place: &HtmlElement,
    view: impl FnOnce() -> Node + 'static,
) -> UnmountHandle<impl leptos::prelude::Mountable> {
    mount_to(place.clone(), view)
}

/// An owner for a test's own signals: else they would go with the first view that goes.
fn own() -> Owner {
    let owner = Owner::new_root(None);
    owner.set();
    owner
}

/// Changes take effect when the program has nothing else to do.
async fn settled() {
    leptos::task::tick().await;
}

/// All nodes below one, in the order of the document.
fn nodes(place: &web_sys::Node) -> Vec<web_sys::Node> {
    let mut found = Vec::new();
    let mut next = place.first_child();
    while let Some(node) = next {
        found.push(node.clone());
        found.extend(nodes(&node));
        next = node.next_sibling();
    }
    found
}

fn find(place: &HtmlElement, selector: &str) -> HtmlElement {
    let found = place.query_selector(selector).expect("a selector").expect("the element is there");
    found.unchecked_into()
}

/// Something of everything: texts beside each other, nothing, an attribute and a class that change, a part that changes.
fn sample(name: RwSignal<String>, many: RwSignal<bool>) -> Node {
    let mut link = Element::new(&Shape { tag: "a", fixed: &[("class", "link"), ("href", "/")] });
    link.attribute("title", move || name.get());
    link.class("many", move || many.get());
    link.child("Good ");
    link.child(move || name.get());
    link.child(None::<String>);
    let mut section = Element::new(&Shape { tag: "section", fixed: &[] });
    section.child(link);
    section.child(live(move || {
        many.get().then(|| {
            let mut list = Element::new(&Shape { tag: "ul", fixed: &[] });
            for word in ["one", "two"] {
                let mut item = Element::new(&Shape { tag: "li", fixed: &[] });
                item.child(word);
                list.child(item);
            }
            list
        })
    }));
    section.child(Element::new(&Shape { tag: "br", fixed: &[] }));
    section.into_node()
}

#[wasm_bindgen_test]
async fn a_view_is_built_and_follows_its_signals() {
    let _owner = own();
    let place = place();
    let (name, many) = (RwSignal::new("day".to_owned()), RwSignal::new(false));
    let shown = show(&place, move || sample(name, many));
    let link = find(&place, "a");
    assert_eq!(link.outer_html(), r#"<a class="link" href="/" title="day">Good day<!----></a>"#);
    assert!(place.query_selector("ul").unwrap().is_none());

    name.set("night".into());
    many.set(true);
    settled().await;
    assert_eq!(link.outer_html(), r#"<a class="link many" href="/" title="night">Good night<!----></a>"#);
    assert_eq!(find(&place, "ul").inner_html(), "<li>one</li><li>two</li>");
    many.set(false);
    settled().await;
    assert!(place.query_selector("ul").unwrap().is_none());
    assert!(!link.class_list().contains("many"));
    drop(shown);
}

#[wasm_bindgen_test]
async fn a_printed_view_is_adopted_with_the_very_same_nodes_and_lives_on() {
    let _owner = own();
    for many in [false, true] {
        let (name, many) = (RwSignal::new("day & night".to_owned()), RwSignal::new(many));
        let printed = sample(name, many).to_html();
        let place = place();
        place.set_inner_html(&printed);
        let before = nodes(&place);
        let shown = hydrate_from(place.clone(), move || sample(name, many));
        assert!(before == nodes(&place), "other nodes than {printed}");
        name.set("evening".into());
        many.update(|many| *many = !*many);
        settled().await;
        assert_eq!(find(&place, "a").text_content().as_deref(), Some("Good evening"));
        assert_eq!(place.query_selector("ul").unwrap().is_some(), many.get_untracked());
        drop(shown);
    }
}

#[wasm_bindgen_test]
async fn a_part_that_is_made_again_keeps_its_elements_their_focus_and_what_is_open_in_them() {
    let _owner = own();
    let place = place();
    let number = RwSignal::new(0_u32);
    let clicks = RwSignal::new(Vec::new());
    let shown = show(&place, move || {
        live(move || {
            let now = number.get();
            let mut button = Element::new(&Shape { tag: "button", fixed: &[("type", "button")] });
            button.attribute("data-number", now);
            button.on("click", move |_: web_sys::Event| clicks.update(|clicks| clicks.push(now)));
            button.child(now.to_string());
            let mut details = Element::new(&Shape { tag: "details", fixed: &[] });
            details.child(button);
            details.into_node()
        })
    });
    let (details, button) = (find(&place, "details"), find(&place, "button"));
    details.set_attribute("open", "").unwrap();
    button.focus().unwrap();
    button.click();
    number.set(1);
    settled().await;
    button.click();
    assert_eq!(find(&place, "button"), button);
    assert_eq!(button.get_attribute("data-number").as_deref(), Some("1"));
    assert_eq!(button.text_content().as_deref(), Some("1"));
    assert!(details.has_attribute("open"));
    assert_eq!(document().active_element().as_ref(), Some(button.unchecked_ref()));
    assert_eq!(clicks.get_untracked(), [0, 1], "each click was heard once, by the part of its time");
    drop(shown);
}

#[wasm_bindgen_test]
async fn a_part_of_another_kind_takes_the_place_of_the_one_before() {
    let _owner = own();
    let place = place();
    let kind = RwSignal::new(0);
    let shown = show(&place, move || {
        let mut frame = Element::new(&Shape { tag: "div", fixed: &[] });
        frame.child("before ");
        frame.child(move || match kind.get() {
            0 => "text".into_node(),
            1 => Element::new(&Shape { tag: "hr", fixed: &[] }).into_node(),
            2 => Node::many(vec!["a".into_node(), Element::new(&Shape { tag: "i", fixed: &[] }).into_node()]),
            3 => Node::Nothing,
            _ => Node::Fresh(Box::new(Element::new(&Shape { tag: "hr", fixed: &[] }).into_node())),
        });
        frame.child(" after");
        frame.into_node()
    });
    let frame = find(&place, "div");
    for (now, expected) in [
        (0, "before text after"),
        (1, "before <hr> after"),
        (2, "before a<i></i> after"),
        (3, "before <!----> after"),
        (2, "before a<i></i> after"),
        (4, "before <hr> after"),
        (0, "before text after"),
    ] {
        kind.set(now);
        settled().await;
        assert_eq!(frame.inner_html(), expected, "kind {now}");
    }
    kind.set(4);
    settled().await;
    let rule = find(&frame, "hr");
    kind.set(5);
    settled().await;
    assert!(find(&frame, "hr") != rule, "what is fresh is built anew");
    drop(shown);
}

fn list(keys: RwSignal<Vec<String>>) -> Node {
    let mut list = Element::new(&Shape { tag: "ul", fixed: &[] });
    list.child(rows(
        move || keys.get(),
        |key| {
            let mut row = Element::new(&Shape { tag: "li", fixed: &[("tabindex", "-1")] });
            row.child(key);
            row.into_node()
        },
    ));
    list.into_node()
}

fn texts(place: &HtmlElement) -> Vec<String> {
    let rows = place.query_selector_all("li").unwrap();
    (0..rows.length()).filter_map(|at| rows.get(at)?.text_content()).collect()
}

fn keys(numbers: &[u8]) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for number in numbers {
        let key = format!("row {}", number % 12);
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

#[wasm_bindgen_test]
async fn rows_are_adopted_and_a_row_with_the_focus_stays_where_it_is_while_others_come_and_go() {
    let _owner = own();
    let place = place();
    let order = RwSignal::new(keys(&[1, 2, 3]));
    place.set_inner_html(&list(order).to_html());
    let before = nodes(&place);
    let shown = hydrate_from(place.clone(), move || list(order));
    assert!(before == nodes(&place));
    let second: HtmlElement = place.query_selector_all("li").unwrap().get(1).unwrap().unchecked_into();
    second.focus().unwrap();
    for next in [keys(&[0, 1, 2, 3, 4]), keys(&[5, 2, 4]), keys(&[2]), keys(&[6, 7, 2, 8])] {
        order.set(next.clone());
        settled().await;
        assert_eq!(texts(&place), next);
        assert_eq!(document().active_element().as_ref(), Some(second.unchecked_ref()), "{next:?}");
    }
    order.set(Vec::new());
    settled().await;
    assert_eq!(texts(&place), [""; 0]);
    drop(shown);
}

#[wasm_bindgen_test]
async fn rows_of_a_page_that_is_adopted_in_pieces_come_alive_one_by_one_and_effects_begin_after_the_last() {
    let _owner = own();
    let place = place();
    let keys = |numbers: Range<u8>| numbers.map(|number| format!("row {number}")).collect::<Vec<String>>();
    let order = RwSignal::new(keys(0..20));
    let happened = Arc::new(Mutex::new(Vec::new()));
    let note = {
        let happened = Arc::clone(&happened);
        move |what: String| happened.lock().unwrap().push(what)
    };
    let view = {
        let note = note.clone();
        move || {
            let began = note.clone();
            effect(move || began("effect".to_owned()));
            let mut list = Element::new(&Shape { tag: "ul", fixed: &[] });
            let made = note.clone();
            let rows = rows(
                move || order.get(),
                move |key| {
                    made(key.clone());
                    let (mut row, clicked) = (Element::new(&Shape { tag: "li", fixed: &[] }), made.clone());
                    let name = key.clone();
                    row.on("click", move |_: web_sys::Event| clicked(format!("click on {name}")));
                    row.child(key);
                    row.into_node()
                },
            );
            list.child(rows);
            list.into_node()
        }
    };
    place.set_inner_html(&view().to_html());
    settled().await;
    happened.lock().unwrap().clear();
    let before = nodes(&place);
    adoption::begin();
    let shown = hydrate_from(place.clone(), view);
    settled().await;
    assert!(before == nodes(&place));
    assert_eq!(*happened.lock().unwrap(), [""; 0], "nothing is done at once");

    // What happens meanwhile counts.
    let mut next = keys(3..20);
    next.reverse();
    order.set(next.clone());
    settled().await;
    assert_eq!(texts(&place), next);
    adoption::finish(Box::new(move || note("all".to_owned())));
    assert!(happened.lock().unwrap().len() < 10, "the browser has its turn in between");
    let has_happened = |what: &str| happened.lock().unwrap().iter().any(|done| done == what);
    while !(has_happened("all") && has_happened("effect")) {
        later::pause(1).await;
    }
    let done = happened.lock().unwrap().clone();
    assert_eq!(done[..17], keys(3..20), "rows that are gone are not adopted");
    assert_eq!(done.len(), 19, "{done:?}");
    assert_eq!(texts(&place), next);
    find(&place, "li").click();
    assert_eq!(happened.lock().unwrap().last().unwrap(), &format!("click on {}", next[0]));
    drop(shown);
}

#[wasm_bindgen_test]
async fn a_list_that_is_made_again_takes_its_old_rows_with_it_before_they_hear_of_the_change() {
    let _owner = own();
    let place = place();
    let version = RwSignal::new(0);
    let shown = show(&place, move || {
        live(move || {
            let now = version.get();
            let mut list = Element::new(&Shape { tag: "ul", fixed: &[] });
            list.child(rows(
                || keys(&[1, 2]),
                move |key| {
                    let text = Memo::new(move |_| format!("{key}, version {}", version.get()));
                    let mut row = Element::new(&Shape { tag: "li", fixed: &[] });
                    row.attribute("data-made", format!("{now}"));
                    row.child(move || {
                        version.get();
                        text.get()
                    });
                    row.into_node()
                },
            ));
            list.into_node()
        })
    });
    for next in 1..4 {
        version.set(next);
        settled().await;
        settled().await;
        assert_eq!(texts(&place), [format!("row 1, version {next}"), format!("row 2, version {next}")]);
    }
    drop(shown);
}

#[wasm_bindgen_test]
async fn rows_stand_in_any_order_that_is_asked_for_and_stay_the_same_elements() {
    let _owner = own();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let orders = proptest::collection::vec(any::<u8>(), 0..20);
    let place = place();
    let order = RwSignal::new(Vec::new());
    let shown = show(&place, move || list(order));
    for _ in 0..100 {
        let next = keys(&orders.new_tree(&mut runner).unwrap().current());
        let rows = place.query_selector_all("li").unwrap();
        let before: Vec<web_sys::Node> = (0..rows.length()).filter_map(|at| rows.get(at)).collect();
        order.set(next.clone());
        settled().await;
        assert_eq!(texts(&place), next);
        let rows = place.query_selector_all("li").unwrap();
        for row in (0..rows.length()).filter_map(|at| rows.get(at)) {
            let same = before.iter().find(|old| old.text_content() == row.text_content());
            assert!(same.is_none_or(|old| *old == row), "a row that stays is the same element");
        }
    }
    drop(shown);
}

#[wasm_bindgen_test]
fn a_reference_that_is_gone_with_its_part_of_the_page_is_empty() {
    let part = Owner::new();
    let reference = part.with(NodeRef::<HtmlElement>::new);
    part.cleanup();
    assert!(reference.get_untracked().is_none(), "what happens with the next frame may still ask");
}

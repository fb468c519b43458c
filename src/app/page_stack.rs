//! The stack of pages: the shown one, and a few that were left and are kept.
//!
//! A page is an element in `#content` with roots of its own. Following a link mounts the next page off-screen, and then
//! replaces the shown page by it. The replaced page leaves the document and is kept as it is, with all that was opened, typed
//! and scrolled in it; Back puts it in again. Pages that were left longer ago are rendered from data again.

use std::{cell::RefCell, sync::Arc};

use leptos::{mount::mount_to, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{
    printed_page::{ARTICLE_PAGE, FormState},
    roots::{self, RootHandle},
};
use crate::{
    browser::{effect::effect, elements, mark_document, timers},
    model::{Edition, paths::Page},
    pages::{CurrentPage, head::follow::follow_head},
    store::{
        context::{PageContext, SiteContext},
        live::Excerpt,
        newsroom::same_page,
    },
};

/// The number of pages that are kept after they were left.
const KEPT_PAGES: usize = 5;

/// A page, shown or kept.
struct PageOnStack {
    path: String,
    context: PageContext,
    element: HtmlElement,
    /// The edition with which the page was left, and its excerpt if it was one.
    left_with: Option<(Arc<Edition>, Option<Excerpt>)>,
    /// The owner of context and view; `None` for the page with which the document began.
    owner: Option<Owner>,
    view: Option<RootHandle>,
}

#[derive(Default)]
struct PageStack {
    shown: Option<PageOnStack>,
    kept: Vec<PageOnStack>,
}

thread_local! {
    static STACK: RefCell<PageStack> = RefCell::default();
}

/// Takes the page that the document began with as the shown one, and shows another whenever the path changes, as long as the current
/// owner lives. A second call does nothing.
pub fn follow(site: SiteContext) {
    let Some(element) = shown_element() else { return };
    let begun = STACK.with_borrow(|stack| stack.shown.is_some());
    if begun {
        return;
    }
    // The reader may have gone on before this: then the effect below shows that page.
    let path = site.navigation.first_path();
    mark_article_page(site, &path);
    STACK.with_borrow_mut(|stack| {
        stack.shown = Some(PageOnStack {
            path,
            context: site.page.get_untracked(),
            element,
            left_with: None,
            owner: None,
            view: None,
        });
    });
    effect(move || show(site, &site.navigation.path()));
    follow_head(site);
}

/// Replaces the shown page by the same page rendered from data, at the same scroll position.
pub fn rerender(site: SiteContext) {
    follow(site);
    let Some(next) = page_from_data(site, site.navigation.path_untracked()) else { return };
    let Some(left) = STACK.with_borrow_mut(|stack| stack.shown.take()) else { return };
    let form = FormState::of(&left.element);
    let top = window().scroll_y().unwrap_or_default();
    put_in_place(site, &left, next);
    remove(left);
    window().scroll_to_with_x_and_y(0.0, top);
    form.restore();
}

fn show(site: SiteContext, path: &str) {
    let followed_link = site.navigation.followed_link();
    let is_shown =
        STACK.with_borrow(|stack| stack.shown.as_ref().is_some_and(|page| same_page(&page.path, path)));
    if is_shown {
        return;
    }
    let kept = STACK.with_borrow_mut(|stack| {
        let at = stack.kept.iter().position(|page| same_page(&page.path, path))?;
        Some(stack.kept.remove(at))
    });
    // A followed link shows the page from its top, rendered from data; going back shows the kept page as it was.
    let next = match kept {
        Some(page) if !followed_link => Some(page),
        obsolete => {
            if let Some(obsolete) = obsolete {
                remove(obsolete);
            }
            page_from_data(site, path.to_owned())
        }
    };
    // A page that cannot be made leaves the shown one where it is.
    let Some(next) = next else { return };
    let Some(mut left) = STACK.with_borrow_mut(|stack| stack.shown.take()) else { return };
    let excerpt = site.newsroom.printed.with_untracked(|printed| printed.as_ref().map(|page| page.excerpt));
    left.left_with = Some((site.newsroom.edition.get_untracked(), excerpt));
    put_in_place(site, &left, next);
    if followed_link {
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }
    let oldest = STACK.with_borrow_mut(|stack| {
        stack.kept.push(left);
        (stack.kept.len() > KEPT_PAGES).then(|| stack.kept.remove(0))
    });
    // Unmounting takes time, and must not delay the next page.
    if let Some(oldest) = oldest {
        timers::soon(move || remove(oldest));
    }
}

fn put_in_place(site: SiteContext, left: &PageOnStack, mut next: PageOnStack) {
    site.page.set(next.context);
    let _ = left.element.replace_with_with_node_1(&next.element);
    mark_article_page(site, &next.path);
    if let (Some((edition, excerpt)), Some(feed)) = (next.left_with.take(), roots::feed_now())
        && site.newsroom.edition.with_untracked(|now| !Arc::ptr_eq(now, &edition))
    {
        (feed.catch_up)(site, next.context, &edition, excerpt);
    }
    STACK.with_borrow_mut(|stack| stack.shown = Some(next));
    roots::wake_soon();
}

/// Sets or removes the attribute of the element `html` by which the masthead, which is not replaced from page to page, is less tall
/// above an article. The press prints it, too.
fn mark_article_page(site: SiteContext, path: &str) {
    let page = site.newsroom.paths().page(path);
    mark_document(ARTICLE_PAGE, matches!(page, Page::Article(_)));
}

/// Mounts the page at a path, off-screen. Returns `None` if its element cannot be created.
fn page_from_data(site: SiteContext, path: String) -> Option<PageOnStack> {
    let element: HtmlElement = document().create_element("div").ok()?.dyn_into().ok()?;
    element.set_class_name("page");
    element.set_attribute("data-mounted", "").ok()?;
    // The owner is not the current one: the page outlives the effect that shows it.
    let owner = roots::with_site(|_| Owner::new())?;
    let (context, view) = owner.with(|| {
        let context = PageContext::new();
        let view: RootHandle = Box::new(mount_to(element.clone(), move || {
            site.provide();
            provide_context(context);
            view! { <CurrentPage /> }
        }));
        (context, view)
    });
    Some(PageOnStack { path, context, element, left_with: None, owner: Some(owner), view: Some(view) })
}

/// Unmounts a page for good.
fn remove(page: PageOnStack) {
    roots::remove_within(&page.element);
    drop(page.view);
    if let Some(owner) = page.owner {
        owner.cleanup();
    }
}

fn shown_element() -> Option<HtmlElement> {
    elements("#content > .page").next()?.dyn_into().ok()
}

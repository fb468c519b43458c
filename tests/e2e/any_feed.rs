//! A paper from a feed that browsers do not read: open pages look for news in the list that press has made of it.

use press::{self, Options};

use crate::harness::{Browser, FEED, Screen, Server, paper, printed_server, printed_server_below};

/// Prints the paper from an RSS feed with these stories, and with an icon that does not lie beside the app.
fn print(server: &Server, titles: &[&str]) {
    let item = |title: &&str| {
        format!(
            "<item><guid>{title}</guid><link>https://blog.example/{title}/</link><title>{title}</title><category>World</category>\
             <description>&lt;p&gt;This is the text of {title}, and it is short.&lt;/p&gt;</description></item>"
        )
    };
    let items: String = titles.iter().map(item).collect();
    server.write(
        "/copy.xml",
        format!("<rss version=\"2.0\"><channel><title>A Blog</title>{items}</channel></rss>"),
    );
    let options = Options {
        dist: server.file("/"),
        feed: Some(server.file("/copy.xml").display().to_string()),
        icon: Some(server.path("/content/icon.svg")),
        forget: true,
        ..Options::default()
    };
    let report = press::print(&options, &()).expect("the paper is printed");
    assert!(!report.failed(), "{report:?}");
}

#[tokio::test]
async fn a_paper_from_rss_is_read_and_has_its_news() {
    let server = printed_server().await;
    print(&server, &["first", "second"]);
    let browser = Browser::open(Screen::Desktop, &server).await;
    browser.hurry_all_but_time_limits(60).await;
    browser.goto(&server.url("/")).await;
    browser.until("document.querySelectorAll('main .story-link').length === 2").await;
    assert_eq!(browser.text(".masthead-name").await, "A Blog");
    // The text is in a document of its own.
    browser.run("document.querySelector('a[href=\"/article/second/\"]').click()", &[]).await;
    browser.until_path("/article/second/").await;
    browser.until("document.querySelector('.article-body')?.textContent.includes('text of second')").await;
    print(&server, &["third", "first", "second"]);
    // A third story makes a section of its category. It joins the rows at once, or when the reader asks for more of them.
    browser.until("document.querySelector('.masthead-sections a[href=\"/section/world/\"]')").await;
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn a_paper_below_a_path_with_an_icon_elsewhere_finds_its_pages() {
    let server = printed_server_below("/paper").await;
    print(&server, &["first", "second"]);
    let browser = Browser::open(Screen::Desktop, &server).await;
    browser.goto(&server.url("/")).await;
    browser.until("document.querySelectorAll('main .story-link').length === 2").await;
    let link = server.path("/article/second/");
    browser.run(&format!("document.querySelector('a[href=\"{link}\"]').click()"), &[]).await;
    browser.until("document.querySelector('.article-body')?.textContent.includes('text of second')").await;
}

#[tokio::test]
async fn a_page_that_nobody_printed_says_what_rss_needs() {
    let (server, browser) = paper(Screen::Desktop).await;
    server.write(FEED, "<rss version=\"2.0\"><channel><title>A Blog</title></channel></rss>");
    browser.visit(&server, "/").await;
    browser.until_text("main .notice[role=alert]", "press print --feed").await;
}

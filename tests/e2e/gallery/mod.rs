//! The gallery of components: it can be used by everyone, in all themes and both directions of text.

mod kept;

use crate::harness::{Browser, Screen, gallery_server};

#[tokio::test]
async fn every_component_is_accessible_and_fits_every_screen() {
    let server = gallery_server().await;
    let browser = Browser::open(Screen::Desktop, &server).await;
    for theme in ["light", "dark", "sepia"] {
        for direction in ["ltr", "rtl"] {
            let page = format!("{theme}-{direction}");
            for screen in [Screen::Phone, Screen::Tablet, Screen::Desktop] {
                browser.resize(screen).await;
                browser.goto(&server.url(&format!("/{page}.html"))).await;
                browser
                    .until("document.readyState === 'complete' && document.fonts.status === 'loaded'")
                    .await;
                let wide = browser
                    .value(
                        "[...document.querySelectorAll('.gallery-exhibit')]
                             .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).map(({ id }) => id)",
                    )
                    .await;
                assert_eq!(wide, serde_json::json!([]), "{page}, {screen:?}: wider than the screen");
                browser.picture_of_all(&format!("gallery-{page}-{screen:?}")).await;
            }
            browser.assert_accessible(&format!("the gallery, {page}")).await;
        }
    }
    assert!(browser.count(".gallery-exhibit").await > 20, "the gallery has the components");
}

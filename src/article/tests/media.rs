use super::*;

fn picture(markup: &str) -> crate::model::Picture {
    let blocks = html(markup);
    pictures(&blocks).into_iter().next().cloned().unwrap_or_default()
}

#[test]
fn a_picture_in_a_line_becomes_a_block_of_its_own() {
    let blocks = html("<p>a <a href=/x><img src=b.jpg></a> c</p>");
    assert!(
        matches!(&blocks[..], [Block::Paragraph(_), Block::Picture(_), Block::Paragraph(_)]),
        "{blocks:?}"
    );
}

#[test]
fn small_pictures_stay_in_their_line_and_counters_of_readers_go() {
    let blocks = html("<p>a <img src=b.png width=20 height=20 alt=b> c<img src=/count width=1 height=1></p>");
    assert!(matches!(&blocks[..], [Block::Paragraph(content)] if content.len() == 3), "{blocks:?}");
    assert_eq!(html("<p>a <img class=emoji alt='🎉' src=x.svg></p>"), [paragraph("a 🎉")]);
}

#[test]
fn only_known_counters_of_readers_are_left_out() {
    for counter in [
        "<img src=https://blog.example/matomo.php?idsite=3&rec=1>",
        "<img src=//pixel.wp.com/g.gif?blog=1>",
        "<img src=https://vg04.met.vgwort.de/na/8c1e>",
        "<img src=https://a.example/pixel.gif?page=1>",
        "<img src=https://medium.com/_/stat?event=post.clientViewed>",
        "<img src=https://a.example/a.png style='display: none'>",
    ] {
        assert_eq!(html(counter), [], "{counter}");
    }
    for real in [
        "<img src=https://track.example/oval.jpg width=800 height=600>",
        "<img src=https://stat.example/chart.png>",
        "<img src=https://stats.example/2025/growth.png>",
        "<img src=https://shop.example/counter.png>",
        "<img src=https://shop.example/counter.gif width=640 height=480>",
        "<img src=https://notfeedsportal.com/a.png>",
        "<img src=/pictures/tracking/race.jpg>",
    ] {
        assert_ne!(picture(real).src, "", "{real}");
    }
}

#[test]
fn the_sizes_of_a_picture_are_kept_as_renditions() {
    let seen = picture(
        "<picture><source type=image/webp srcset='a.webp 480w, /b,1.webp 960w'><source media='(x)' srcset=no.jpg>\
         <img src=a.jpg srcset='a.jpg 1x, a2.jpg 2x' width=300 height=200 alt=' an  a '></picture>",
    );
    let renditions: Vec<_> =
        seen.renditions.iter().map(|one| (one.src.as_str(), one.width, one.media_type.as_deref())).collect();
    assert_eq!(
        renditions,
        [
            ("https://paper.example/feed/a.webp", 480, Some("image/webp")),
            ("https://paper.example/b,1.webp", 960, Some("image/webp")),
            ("https://paper.example/feed/a.jpg", 300, None),
            ("https://paper.example/feed/a2.jpg", 600, None),
        ]
    );
    assert_eq!(seen.alt.as_deref(), Some("an a"));
}

#[test]
fn a_picture_that_loads_late_is_found() {
    let seen = picture("<img src='data:image/gif;base64,R0' data-src=late.jpg>");
    assert_eq!(seen.src, "https://paper.example/feed/late.jpg");
    assert_eq!(picture("<img srcset='a.jpg 100w, b.jpg 200w'>").src, "https://paper.example/feed/b.jpg");
    assert_eq!(html("<img src='javascript:x'><img>"), []);
}

#[test]
fn recordings_and_films_keep_their_files() {
    let blocks = html(
        "<audio src=a.mp3 title=T>no</audio>\
         <video poster=p.jpg width=640 height=360><source src=v.mp4 type=video/mp4><source src=data:x>\
         <track kind=captions src=t.vtt srclang=en label=English><track kind=metadata src=m></video>\
         <audio>no</audio>",
    );
    let [Block::Audio { title, sources }, Block::Video(video)] = blocks.as_slice() else {
        panic!("{blocks:?}")
    };
    assert_eq!((title.as_deref(), sources.len()), (Some("T"), 1));
    assert_eq!((video.sources.len(), video.tracks.len(), video.width), (1, 1, Some(640)));
    assert_eq!(video.poster.as_deref(), Some("https://paper.example/feed/p.jpg"));
}

#[test]
fn what_another_site_would_show_becomes_a_link_that_names_it() {
    let blocks = html(
        "<iframe src='https://www.video.example/1' title=Film>x</iframe><object data=/o.pdf>y</object>\
         <embed src=javascript:x><iframe srcdoc='<p>no'></iframe><iframe src=//t.example width=1 height=1></iframe>",
    );
    assert_eq!(
        blocks,
        [
            Block::Embed {
                address: "https://www.video.example/1".to_owned(),
                site: "video.example".to_owned(),
                title: Some("Film".to_owned()),
            },
            Block::Embed {
                address: "https://paper.example/o.pdf".to_owned(),
                site: "paper.example".to_owned(),
                title: None,
            },
        ]
    );
}

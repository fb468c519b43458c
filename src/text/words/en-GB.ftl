# The words of the interface in British English, from which all other words are translated.
#
# How to add a language: CONTRIBUTING.md. A line such as “$count (Number)” above a message names a part of it that changes:
# (Number) is a number, (Text) words of this file, and (Name) words of others, such as the name of a paper.

## The frame of every page

# The first link of every page, which skips the masthead. It is visible only with the focus.
skip-to-content = Skip to main content

# The name of the masthead's navigation, for screen readers.
sections = Sections

# The name of the front page: the hidden heading while it cannot be shown, and its entry on the offline page.
front-page = Front page

# The name of the panel of the reading settings.
settings = Reading settings

# The name of the button that opens `settings`. It begins with the text on the button, which readers say who
# speak to the device.
settings-button = Aa, reading settings

# The text on `settings-button`.
settings-short = Aa

# The name of a site whose feed has no title, and whose URL has no host to be named by.
untitled = Untitled

# The legend of the themes in the reading settings.
theme = Theme

# The theme that follows the system's preference.
theme-system = Match system

# The light theme.
theme-light = Light

# The dark theme.
theme-dark = Dark

# The sepia theme.
theme-sepia = Sepia

# The legend of the text sizes in the reading settings.
text-size = Text size

# The button in the reading settings for smaller text.
text-smaller = Smaller text

# The button in the reading settings for larger text.
text-larger = Larger text

# A text size in the reading settings.
# $size (Number) - per cent of the usual size
per-cent = { $size }%

# The legend of the lengths of lines in the reading settings.
line-length = Line length

# Short lines.
line-narrow = Narrow

# Lines of the usual length.
line-normal = Normal

# Long lines.
line-wide = Wide

# The legend of the spaces between lines in the reading settings.
line-spacing = Line spacing

# Little space between lines.
spacing-tight = Tight

# The usual space between lines.
spacing-normal = Normal

# Much space between lines.
spacing-loose = Loose

# The legend of the typefaces in the reading settings.
typeface = Typeface

# The typeface with serifs.
serif = Serif

# The typeface without serifs.
sans = Sans

# The switch in the reading settings that lets a key alone be a shortcut.
shortcuts = Keyboard shortcuts

# The note in the reading settings that they are kept.
settings-stay = Saved in this browser only.

# The note in the reading settings in place of `settings-stay`, if the browser refuses to keep them.
storage-refused = Your browser blocks saved settings. They last until you close this page.

# The button that closes the list of keys.
close = Close

# The button in the foot that opens the list of keys, and the heading of the list.
keys = Keyboard shortcuts

# The button above an article that starts listening, and the name of the player.
listen = Listen

# The button above an article that keeps it for reading without a network.
save = Save

# The text of `save` while the article is kept.
saved = Saved

# The notice below `save` when an article could not be kept.
not-saved = Couldn’t save this. Try again when you’re online.

# The button that pauses the sound, in the player and above the article.
pause = Pause

# The button in the player that plays, or plays on.
play = Play

# The button in the player that goes back.
back = Back 15 seconds

# The button in the player that goes forward.
forward = Forward 15 seconds

# The number of seconds of `back` and `forward`, as it is shown on the buttons.
step = 15

# The name of the player's slider, for screen readers.
position = Position

# The position that screen readers announce for `position`.
# $position (Text) - the position, as `duration-and` has it
# $length (Text) - the length, in the same form
position-of-length = { $position } of { $length }

# The same with a length that is an estimate.
# $position (Text) - the position
# $length (Text) - the length
position-of-about = { $position } of about { $length }

# Position and length beside the slider of the player, such as “0:12 / 3:40”.
# $position (Text) - the position, in digits
# $length (Text) - the length, in digits
times-exact = { $position } / { $length }

# The same with a length that is an estimate.
# $position (Text) - the position, in digits
# $length (Text) - the length, in digits
times-about = { $position } / about { $length }

# Hours, in a duration that is said in words.
# $count (Number) - how many
hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}

# Minutes, in a duration that is said in words.
# $count (Number) - how many
minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}

# Seconds, in a duration that is said in words.
# $count (Number) - how many
seconds = { $count ->
    [one] { $count } second
   *[other] { $count } seconds
}

# A duration of several units, such as “1 hour 2 minutes 5 seconds”: two of them, or two and then the third.
# $longer (Text) - the longer units
# $shorter (Text) - the unit that follows
duration-and = { $longer } { $shorter }

# The name of the choice of speeds in the player.
speed-choice = Speed

# The button that closes the player.
close-player = Close player

# The notice in the player when it takes long until something is heard.
listen-loading = Loading audio…

# The error in the player when a recording cannot be played.
recording-error = We couldn’t play this recording. Check your connection, or try again later.

# The error in the player when the browser's voice fails.
voice-error = Your browser’s voice didn’t start.

# The heading of the list beside an article.
related = Related Articles

# The heading of the part of the list beside an article that stands below it.
more-related = More related articles

# The heading of the story that is offered at the end of an article.
next = Read next

# The line that unfolds the headings of a long article.
contents = Contents

# The line in a row of the list that unfolds the reason why it is there.
why = Why this story?

# The name of the line `why`, for screen readers: each row has another.
# $headline (Name) - the headline of the row
why-of = Why this story? { $headline }

# The mark on a row of the list whose story has changed.
updated-mark = Updated

# The button for more headlines, below the list.
more = More headlines

# The note before `older-stories` in sections and topics.
newest-only = Showing the latest stories.

# The page of all stories: its heading, and the link to it in the foot of every page and below the list of the front page.
all-stories = All stories

# The link from a printed list, and from each of its numbered pages, to the page with the next older stories.
older-stories = Older stories

# The link from a numbered page to the page with the next newer stories.
newer-stories = Newer stories

# The link from a numbered page to the page of its list.
newest-stories = Newest stories

# The name of the navigation with `older-stories` and `newer-stories`, for screen readers.
pages = Pages

# The notice below the list while older headlines are loading.
loading-more = Loading more headlines…

# The heading of the error below the list, if older headlines could not be loaded.
more-error = Couldn’t load older headlines

# The notice above an article that has changed since it was opened.
article-changed = This story has been updated.

# The button in the notice `article-changed`.
show-new-version = Read the update

# The heading of the stories of one sentence on the front page.
briefs = In brief

# The heading of the stories on the front page that are in no section's band.
other-stories = More stories

# The heading of the list on the front page, and of that in a section or topic.
latest = Latest headlines

# The label before the date of publication, above an article.
published = Published

# The label before the date of the last change, above an article.
updated = Updated

# The heading of the corrections below an article.
corrections = Corrections and clarifications

# The heading of the topics below an article.
topics = Topics

# The link below an article to the place where it was first published; the name of that site follows.
original = Read the original at

# The heading of the notice above a withdrawn article.
withdrawn = This story has been withdrawn

# The notice in place of a page, or of an article's text, that is loading.
loading = Loading…

# The notice in place of an article's text over which a browser would stand still.
text-too-long = This text is too long or too tangled to show here.

# The link behind that notice to the text at its source.
text-at-source = Read it where it was published.

# The link behind that notice to the article's own document, which is JSON.
text-as-document = Open it as data.

# The notice at the foot of the window when a piece of the app could not be loaded.
piece-failed = Part of this page didn’t load. Check your connection.

# The button or link of error notices that tries again.
retry = Try again

# The text of `retry` while that is under way.
retrying = Trying again…

# The heading of the not-found page.
not-found = Page not found

# The text of the not-found page, above the newest headlines.
not-found-text = The link may be old, or the story may have been removed. Here are the latest headlines.

# The heading of the error in place of an article's text that could not be loaded.
article-error = Couldn’t load this story

# The heading of the error in place of a page, if the edition could not be loaded.
paper-error = Couldn’t load this page

# The heading on the front page of an edition without stories.
empty-edition = No stories yet

# The text below `empty-edition`.
empty-edition-text = Nothing has been published yet. New stories will appear here automatically.

# The name of the line of reading progress, for screen readers.
reading-progress = Reading progress

# The line that unfolds a part of an article, if the publisher gave it none.
details = Details

# The name of embedded content of another site, if the publisher gave it none.
embed = View on the original site

# The name of a recording within an article, if the publisher gave it none.
recording = Recording

# The name of a film within an article, if the publisher gave it none.
film = Film

# The name of a code block, for screen readers: it takes the focus, since it can be scrolled.
code = Code

# The text of a section or topic without stories.
nothing-here = No stories here right now.

# The note about privacy in the foot of a page whose policy is not known.
privacy-not-known = No cookies, no tracking. Pictures and sound may come from other sites.

# The same in a page that was printed: its first sentence if pages load nothing from other sites. Then `privacy-stays` follows.
privacy-nothing-else = No cookies, no tracking, no third parties.

# The first sentence if pages load pictures or sound from other sites. Then `privacy-stays` follows, and at the end `privacy-sites`.
privacy-no-cookies = No cookies, no tracking.

# The second sentence of the note about privacy.
privacy-stays = What you read stays in your browser.

# The sentence of the note about privacy for a paper with a newsletter.
privacy-newsletter = Your email address goes only to the newsletter, if you sign up.

# The sentence of the note about privacy that names other sites.
# $sites (Text) - a list of hosts; the last entry may be `other-sites`
privacy-sites = Pictures and sound also come from { $sites }, which see that your browser asks for them.

# The end of the list in `privacy-sites`, if there are too many to name.
# $count (Number) - how many are not named
other-sites = { $count ->
    [one] { $count } other site
   *[other] { $count } other sites
}

# The notice at the foot of the window while there is no network, or the host does not answer.
offline = You’re offline.

# The link to the offline page in the notice `offline`.
offline-link = Stories you can read now

# The heading of the offline page when it stands in for another page.
offline-title = This page isn’t saved for offline reading

# The text of the offline page when it stands in for another page.
# $paper (Name) - the name of the paper
offline-text = We can’t reach { $paper }. Check your connection.

# The heading of the offline page at its own URL, and of its list of pages that can be read.
offline-kept = Saved for offline reading

# The text of the offline page at its own URL.
offline-kept-text = Stories you open are saved in this browser, if JavaScript is on.

# The notice at the foot of the window when there is a new release of the app.
renewed = This site has been updated.

# The button in the notice `renewed` that reloads the page with the new release.
renew = Reload

# The link to the feed in the foot of every page.
feed = JSON Feed

# The name of the picture view, for screen readers.
picture-view = Pictures

# The button × that closes the picture view.
close-picture = Close picture

# The button ← of the picture view.
previous-picture = Previous picture

# The button → of the picture view.
next-picture = Next picture

# The button of the picture view that shows and hides the caption, where the window is too low for both.
caption = Caption

# The number of the picture in the picture view.
# $number (Number) - which picture
# $count (Number) - of how many
picture-of = { $number } of { $count }

# The name of the link that opens a picture without a description.
open-picture-alone = Open the picture in full screen

# The name of the link that opens a picture.
# $description (Name) - the description of the picture, for readers who do not see it
open-picture-of = Open in full screen: { $description }

## The list of keys. Several keys in one row are separated by spaces.

# The name of the key “Tab”, as it stands on keyboards of your language.
key-tab = Tab

# The name of the key “Enter”.
key-enter = Enter

# The name of the key “Esc”.
key-escape = Esc

# The names of the keys “Home” and “End”, separated by a space. Neither name may have a space in it.
key-home-end = Home End

# ?
keys-show = Show shortcuts

# Tab
keys-tab = Next link or control

# Enter
keys-enter = Open link or press button

# Esc
keys-escape = Close panel, picture or player

# ← →
keys-turn = Pictures: previous, next

# Home End
keys-ends = Pictures: first, last

# + - 0
keys-size = Pictures: larger, smaller, whole

# ← ↑ ↓ →
keys-move = Enlarged picture: move

# K
keys-play = Player: play, pause

# J L
keys-step = Player: back, forward 15 seconds

## The newsletter form

# The heading of the form, if the newsletter has no title.
newsletter = Newsletter

# The label of the field.
email = Email address

# The button that sends the form.
sign-up = Sign up

# The error for an empty field.
email-empty = Enter your email address.

# The error for a text without `@`.
email-no-at = Include an @, as in name@example.org.

# The error for any other text that is not an email address.
email-malformed = That email address looks incomplete. Check for a typo.

# The status while a sign-up is being sent.
sign-up-sending = Signing you up…

# The status when the newsletter's server has accepted a sign-up.
sign-up-done = Thank you. Check your inbox: you may be asked to confirm.

# The status when the reader's mail program was asked to open the message.
sign-up-letter = We’ve opened a message in your email app. Send it to finish.

# The link after `sign-up-letter` that opens the message again.
sign-up-letter-again = No message? Open it again

# The error when the browser is offline.
sign-up-offline = You seem to be offline, so nothing was sent. Your address is still here.

# The error when the newsletter's server cannot be reached.
sign-up-unreachable = We can’t reach the newsletter service. Your address is still here. Try again later.

# The error when no answer came in time.
sign-up-timed-out = The newsletter service didn’t answer. You may be signed up; it’s safe to try again.

# The error when the answer broke off.
sign-up-broken-off = The connection dropped. You may be signed up; it’s safe to try again.

# The note below the field for a sign-up by mail. The address is a link.
# $recipient (Name) - the address to which the message goes
goes-by-mail = Sent from your own email app to { $recipient }; we never see it.

# The note below the field about the host that gets the email address.
# $site (Name) - the host
goes-to-site = Your address goes to { $site } and nowhere else.

# The same if the host is that of the paper.
goes-to-us = Your address goes to this site and nowhere else.

# The status while the browser leaves for the newsletter’s own page.
# $site (Name) - the host of that page
leaving-for-site = Taking you to { $site }…

# The error when too many people are signing up.
sign-up-busy = Too many people are signing up right now. Wait a minute, then try again.

# The error when the newsletter’s server does not take the address.
# $status (Number) - the status of the answer (HTTP), such as 422
sign-up-not-taken = That didn’t work ({ $status }). You may already be subscribed; otherwise check the address.

# The error when the newsletter’s server fails.
# $status (Number) - the status of the answer (HTTP), such as 503
sign-up-failed = The newsletter service isn’t working ({ $status }). Your address is still here. Try again later.

## Lists of stories

# The heading of the headlines below a story of one sentence; they are from the same section.
# $section (Name) - the name of the section
more-in = More in { $section }

# The description of a section, of a topic or of the page of all stories, for search engines and link previews.
# $name (Name) - the name of the section or topic, or `all-stories`
# $paper (Name) - the name of the paper
listing-description = { $name }: the latest from { $paper }

# The heading of a numbered page of a list.
# $list (Name) - the name of the section or topic, or `all-stories`
# $number (Number) - the number of the page
numbered-page = { $list }: page { $number }

# The description of a numbered page, for search engines and link previews.
# $heading (Name) - the heading, as `numbered-page` has it
# $paper (Name) - the name of the paper
numbered-description = { $heading }, older headlines of { $paper }

# The button above the list that shows new stories, and a part of what screen readers announce.
# $count (Number) - how many there are
new-stories = { $count ->
    [one] { $count } new story
   *[other] { $count } new stories
}

# A part of what screen readers announce after the list has changed by itself.
# $count (Number) - how many stories have changed
stories-updated = { $count ->
    [one] { $count } story updated
   *[other] { $count } stories updated
}

# What screen readers announce after the list has changed by itself.
# $news (Text) - `new-stories` or `stories-updated`
announcement-of-one = { $news }.

# The same if there are new stories, and others have changed.
# $new (Text) - `new-stories`
# $updated (Text) - `stories-updated`
announcement-of-both = { $new }, { $updated }.

# The reason in the list beside an article: the editors chose the headline.
reason-chosen = Chosen by our editors

# The reason in the list beside an article: the headline is new.
reason-newest = Among the latest stories

# The reason in the list beside an article: shared topics.
# $topics (Text) - a list of topics
reason-about = Also about { $topics }

# The reason in the list beside an article: shared words.
# $words (Text) - a list of words
reason-mentions = Also mentions { $words }

# The reason in the list beside an article: the same section.
# $section (Name) - the name of the section
reason-section = Also in { $section }

## Articles

# The name of a table without a caption, for screen readers.
# $number (Number) - which table of the article
table = Table { $number }

# The reading time above an article.
# $count (Number) - minutes
reading-time = { $count ->
    [one] { $count } min read
   *[other] { $count } min read
}

# A mark on the card of a story with a recording of unknown length.
audio-alone = Audio

# A mark on the card of a story with a recording.
# $minutes (Number) - the length in minutes, rounded up
audio-of = Audio, { $minutes } min

# The byline above an article.
# $names (Text) - a list of names
by = By { $names }

## Lists, such as “A, B and C”

# An entry of a list.
# $name (Name) - the entry
list-entry = { $name }

# The last entry of a list, after the others.
# $list (Text) - the entries before
# $last (Text) - the last one
list-last = { $list } and { $last }

# Any entry but the first and the last one.
# $list (Text) - the entries before
# $next (Text) - the entry
list-next = { $list }, { $next }

## The page of saved stories

# The page of the stories that the reader has saved or read: its heading, and the link to it in the foot of every page.
saved-stories = Saved stories

# The text of the page where no scripts run; a link to the front page follows.
saved-without-scripts = Saved stories are kept in this browser, and it takes JavaScript to list them here.

# The heading of the list of stories that were read. That of the others is `saved`.
read = Read

# The text in place of the list of saved stories while it is empty.
nothing-saved = Nothing saved yet. Press Save above a story to keep it here. You can read it offline, too.

# The text in place of the list of stories that were read while it is empty.
nothing-read = Nothing read yet. Stories you open are listed here, in this browser only.

# The text in place of a list where the browser keeps nothing, as in some private windows.
nothing-kept = Your browser doesn’t let this site keep anything, so nothing is listed here.

# The button in a row that removes the story from the list.
remove = Remove

# The name of a button `remove`, for screen readers: each row has another.
# $headline (Name) - the headline of the row
remove-story = Remove: { $headline }

# The button below a list that removes all of its stories.
remove-all = Remove all

# The name of a button `remove-all`, for screen readers: each list has another.
# $list (Text) - `saved` or `read`
remove-all-of = Remove all: { $list }

# The button below a list that puts back what was removed last.
undo = Undo

# What screen readers announce after `undo`.
put-back = Put back.

# What screen readers announce when a story was removed.
# $headline (Name) - its headline
removed-story = Removed: { $headline }

# What screen readers announce when all stories of a list were removed.
# $count (Number) - how many there were
removed-all = { $count ->
    [one] { $count } story removed.
   *[other] { $count } stories removed.
}

# The note below a list about stories of which neither the edition nor a copy tells the headline.
# $count (Number) - how many there are
headlines-unknown = { $count ->
    [one] { $count } more story has left this edition, and its headline was not kept.
   *[other] { $count } more stories have left this edition, and their headlines were not kept.
}

## Errors of loading

# The text of an error notice: there is no connection.
content-offline = You seem to be offline. We’ll try again when you’re back online.

# The text of an error notice: the server does not answer.
content-unreachable = We can’t reach our server. Check your connection, or try again later.

# The text of an error notice: the server of another site does not answer, or not to this one.
content-elsewhere = We can’t read this paper’s feed. Its site is down, or doesn’t let other sites read it (Access-Control-Allow-Origin).

# The text of an error notice: the feed is not JSON Feed.
content-other-format = This paper’s feed is RSS or Atom, so its publisher has to print it: press print --feed ADDRESS.

# The text of an error notice: the answer took too long.
content-timed-out = Our server took too long to answer. Please try again.

# The text of an error notice: the content does not exist.
content-gone = We can’t find this. It may have been removed.

# The text of an error notice: the answer is larger than a browser can read.
content-too-large = Our server sent more than a browser can read at once. The publisher has to divide it.

# The text of an error notice: the answer is not a feed.
content-unreadable = The page arrived incomplete. Please try again.


# The text of an error notice: the server answered with an error status.
# $status (Number) - the status of the answer (HTTP), such as 503
content-refused = Something went wrong on our side ({ $status }). Please try again shortly.

## Dates

# The names of the days from Monday on, separated by commas, as they stand in a date.
weekdays = Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday

# The names of the months from January on, separated by commas, as they stand in a date.
months = January, February, March, April, May, June, July, August, September, October, November, December

# Short names of the months, separated by commas.
months-short = Jan, Feb, Mar, Apr, May, Jun, Jul, Aug, Sep, Oct, Nov, Dec

# The date on cards, in lists and in corrections. You may use any of these parts.
# $day (Number) - the day of the month
# $month (Text) - the month, from `months`
# $month-short (Text) - the month, from `months-short`
# $year (Number) - the year
date = { $day } { $month } { $year }

# Date and time above an article.
# $weekday (Text) - the day, from `weekdays`
# $date (Text) - the date, as `date` has it
# $time (Text) - the time, such as 14:05
date-exact = { $weekday } { $date }, { $time }

# The date in the masthead. You may use any of these parts.
# $weekday (Text) - the day, from `weekdays`
# $day (Number) - the day of the month
# $month (Text) - the month, from `months`
# $month-short (Text) - the month, from `months-short`
# $year (Number) - the year
date-long = { $weekday }, { $month-short } { $day }, { $year }

# How long ago a story was published: less than a minute.
just-now = Just now

# How long ago a story was published.
# $count (Number) - minutes
minutes-ago = { $count ->
    [one] { $count } minute ago
   *[other] { $count } minutes ago
}

# How long ago a story was published.
# $count (Number) - hours
hours-ago = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
}

# The words of the interface in German. Comments for translators: en-GB.ftl.

## The frame of every page

skip-to-content = Zum Inhalt springen
sections = Ressorts
front-page = Titelseite
settings = Leseeinstellungen
settings-button = Aa, Leseeinstellungen
settings-short = Aa
untitled = Ohne Titel
theme = Farbschema
theme-system = Wie das System
theme-light = Hell
theme-dark = Dunkel
theme-sepia = Sepia
text-size = Schriftgröße
text-smaller = Schrift verkleinern
text-larger = Schrift vergrößern
per-cent = { $size } %
line-length = Zeilenlänge
line-narrow = Kurz
line-normal = Normal
line-wide = Lang
line-spacing = Zeilenabstand
spacing-tight = Eng
spacing-normal = Normal
spacing-loose = Weit
typeface = Schriftart
serif = Mit Serifen
sans = Ohne Serifen
shortcuts = Tastenkürzel
settings-stay = Nur in diesem Browser gespeichert.
storage-refused = Ihr Browser lässt nicht zu, dass Einstellungen gespeichert werden. Sie gelten, bis Sie diese Seite schließen.
close = Schließen
keys = Tastenkürzel
listen = Anhören
save = Merken
saved = Gemerkt
not-saved = Der Artikel ließ sich nicht speichern. Versuchen Sie es noch einmal, wenn Sie online sind.
pause = Pause
play = Abspielen
back = 15 Sekunden zurück
forward = 15 Sekunden vor
step = 15
position = Position
position-of-length = { $position } von { $length }
position-of-about = { $position } von etwa { $length }
times-exact = { $position } / { $length }
times-about = { $position } / etwa { $length }
hours = { $count ->
    [one] { $count } Stunde
   *[other] { $count } Stunden
}
minutes = { $count ->
    [one] { $count } Minute
   *[other] { $count } Minuten
}
seconds = { $count ->
    [one] { $count } Sekunde
   *[other] { $count } Sekunden
}
duration-and = { $longer } { $shorter }
speed-choice = Tempo
close-player = Player schließen
listen-loading = Ton wird geladen …
recording-error = Die Aufnahme ließ sich nicht abspielen. Prüfen Sie Ihre Verbindung, oder versuchen Sie es später noch einmal.
voice-error = Die Stimme Ihres Browsers ließ sich nicht starten.
related = Verwandte Artikel
more-related = Weitere verwandte Artikel
next = Lesen Sie auch
contents = Inhalt
why = Warum dieser Artikel?
why-of = Warum dieser Artikel? { $headline }
updated-mark = Aktualisiert
more = Weitere Schlagzeilen
newest-only = Hier stehen die neuesten Artikel.
all-stories = Alle Artikel
older-stories = Ältere Artikel
newer-stories = Neuere Artikel
newest-stories = Neueste Artikel
pages = Seiten
loading-more = Weitere Schlagzeilen werden geladen …
more-error = Ältere Schlagzeilen ließen sich nicht laden
article-changed = Dieser Artikel wurde aktualisiert.
show-new-version = Neue Fassung lesen
briefs = Kurz gemeldet
other-stories = Weitere Artikel
latest = Neueste Schlagzeilen
published = Veröffentlicht:
updated = Aktualisiert:
corrections = Korrekturen und Klarstellungen
topics = Themen
original = Das Original lesen auf
withdrawn = Dieser Artikel wurde zurückgezogen
loading = Wird geladen …
text-too-long = Dieser Text ist zu lang oder zu verschachtelt, um hier gezeigt zu werden.
text-at-source = Am Ort der Veröffentlichung lesen.
text-as-document = Als Datei öffnen.
piece-failed = Ein Teil dieser Seite wurde nicht geladen. Prüfen Sie Ihre Verbindung.
retry = Noch einmal versuchen
retrying = Neuer Versuch …
not-found = Seite nicht gefunden
not-found-text = Der Link ist vielleicht veraltet, oder der Artikel wurde entfernt. Hier sind die neuesten Schlagzeilen.
article-error = Der Artikel ließ sich nicht laden
paper-error = Die Seite ließ sich nicht laden
empty-edition = Noch keine Artikel
empty-edition-text = Bisher wurde nichts veröffentlicht. Neue Artikel erscheinen hier von selbst.
reading-progress = Lesefortschritt
details = Einzelheiten
embed = Auf der ursprünglichen Seite ansehen
recording = Aufnahme
film = Film
code = Programmtext
nothing-here = Hier gibt es zurzeit keine Artikel.
privacy-not-known = Keine Cookies, kein Tracking. Bilder und Ton können von anderen Websites kommen.
privacy-nothing-else = Keine Cookies, kein Tracking, keine Dritten.
privacy-no-cookies = Keine Cookies, kein Tracking.
privacy-stays = Was Sie lesen, bleibt in Ihrem Browser.
privacy-newsletter = Ihre E-Mail-Adresse geht nur an den Newsletter, wenn Sie sich anmelden.
privacy-sites = Bilder und Ton kommen auch von { $sites }; diese Websites sehen, dass Ihr Browser danach fragt.
other-sites = { $count ->
    [one] { $count } weiteren Website
   *[other] { $count } weiteren Websites
}
offline = Sie sind offline.
offline-link = Artikel, die Sie jetzt lesen können
offline-title = Diese Seite ist nicht zum Offline-Lesen gespeichert
offline-text = { $paper } ist nicht zu erreichen. Prüfen Sie Ihre Verbindung.
offline-kept = Zum Offline-Lesen gespeichert
offline-kept-text = Artikel, die Sie öffnen, werden in diesem Browser gespeichert, wenn JavaScript eingeschaltet ist.
renewed = Diese Website wurde aktualisiert.
renew = Neu laden
feed = JSON Feed
picture-view = Bilder
close-picture = Bild schließen
previous-picture = Vorheriges Bild
next-picture = Nächstes Bild
caption = Bildunterschrift
picture-of = { $number } von { $count }
open-picture-alone = Bild im Vollbild öffnen
open-picture-of = Im Vollbild öffnen: { $description }

## The list of keys

key-tab = Tab
key-enter = Eingabe
key-escape = Esc
key-home-end = Pos1 Ende
keys-show = Tastenkürzel anzeigen
keys-tab = Nächster Link oder nächstes Bedienelement
keys-enter = Link öffnen oder Schaltfläche drücken
keys-escape = Feld, Bild oder Player schließen
keys-turn = Bilder: voriges, nächstes
keys-ends = Bilder: erstes, letztes
keys-size = Bilder: größer, kleiner, ganz
keys-move = Vergrößertes Bild: verschieben
keys-play = Player: abspielen, Pause
keys-step = Player: 15 Sekunden zurück, vor

## The newsletter form

newsletter = Newsletter
email = E-Mail-Adresse
sign-up = Anmelden
email-empty = Geben Sie Ihre E-Mail-Adresse ein.
email-no-at = Die Adresse braucht ein @, wie in name@example.org.
email-malformed = Diese E-Mail-Adresse sieht unvollständig aus. Prüfen Sie, ob Sie sich vertippt haben.
sign-up-sending = Sie werden angemeldet …
sign-up-done = Vielen Dank. Sehen Sie in Ihr Postfach: Vielleicht müssen Sie die Anmeldung noch bestätigen.
sign-up-letter = Wir haben in Ihrem E-Mail-Programm eine Nachricht geöffnet. Senden Sie sie ab, um sich anzumelden.
sign-up-letter-again = Keine Nachricht zu sehen? Noch einmal öffnen
sign-up-offline = Sie sind anscheinend offline, es wurde nichts gesendet. Ihre Adresse steht noch hier.
sign-up-unreachable = Der Newsletter-Dienst ist nicht zu erreichen. Ihre Adresse steht noch hier. Versuchen Sie es später noch einmal.
sign-up-timed-out = Der Newsletter-Dienst hat nicht geantwortet. Vielleicht sind Sie schon angemeldet; Sie können es ohne Weiteres noch einmal versuchen.
sign-up-broken-off = Die Verbindung ist abgebrochen. Vielleicht sind Sie schon angemeldet; Sie können es ohne Weiteres noch einmal versuchen.
goes-by-mail = Gesendet aus Ihrem eigenen E-Mail-Programm an { $recipient }; wir bekommen nichts davon zu sehen.
goes-to-site = Ihre Adresse geht an { $site } und nirgendwohin sonst.
goes-to-us = Ihre Adresse geht an diese Website und nirgendwohin sonst.
leaving-for-site = Sie werden zu { $site } weitergeleitet …
sign-up-busy = Gerade melden sich zu viele Menschen an. Warten Sie eine Minute, und versuchen Sie es dann noch einmal.
sign-up-not-taken = Das hat nicht geklappt ({ $status }). Vielleicht haben Sie den Newsletter schon abonniert; sonst prüfen Sie die Adresse.
sign-up-failed = Der Newsletter-Dienst ist gestört ({ $status }). Ihre Adresse steht noch hier. Versuchen Sie es später noch einmal.

## Lists of stories

more-in = Mehr aus { $section }
listing-description = { $name }: das Neueste von { $paper }
numbered-page = { $list }: Seite { $number }
numbered-description = { $heading }, ältere Schlagzeilen von { $paper }
new-stories = { $count ->
    [one] { $count } neuer Artikel
   *[other] { $count } neue Artikel
}
stories-updated = { $count ->
    [one] { $count } Artikel aktualisiert
   *[other] { $count } Artikel aktualisiert
}
announcement-of-one = { $news }.
announcement-of-both = { $new }, { $updated }.
reason-chosen = Von der Redaktion ausgewählt
reason-newest = Einer der neuesten Artikel
reason-about = Auch zum Thema { $topics }
reason-mentions = Erwähnt ebenfalls { $words }
reason-section = Auch aus { $section }

## Articles

table = Tabelle { $number }
reading-time = { $count ->
    [one] { $count } Min. Lesezeit
   *[other] { $count } Min. Lesezeit
}
audio-alone = Audio
audio-of = Audio, { $minutes } Min.
by = Von { $names }

## Lists

list-entry = { $name }
list-last = { $list } und { $last }
list-next = { $list }, { $next }

## The page of saved stories

saved-stories = Gemerkte Artikel
saved-without-scripts = Gemerkte Artikel liegen in diesem Browser; um sie hier aufzuführen, braucht er JavaScript.
read = Gelesen
nothing-saved = Noch nichts gemerkt. Mit „Merken“ über einem Artikel bleibt er hier, auch zum Lesen ohne Netz.
nothing-read = Noch nichts gelesen. Artikel, die Sie öffnen, stehen dann hier, nur in diesem Browser.
nothing-kept = Ihr Browser lässt diese Website nichts aufbewahren, deshalb steht hier nichts.
remove = Entfernen
remove-story = Entfernen: { $headline }
remove-all = Alle entfernen
remove-all-of = Alle entfernen: { $list }
undo = Rückgängig
put-back = Wiederhergestellt.
removed-story = Entfernt: { $headline }
removed-all = { $count ->
    [one] { $count } Artikel entfernt.
   *[other] { $count } Artikel entfernt.
}
headlines-unknown = { $count ->
    [one] { $count } weiterer Artikel steht nicht mehr in dieser Ausgabe, und seine Überschrift wurde nicht aufbewahrt.
   *[other] { $count } weitere Artikel stehen nicht mehr in dieser Ausgabe, und ihre Überschriften wurden nicht aufbewahrt.
}

## Errors of loading

content-offline = Sie sind anscheinend offline. Sobald Sie wieder online sind, versuchen wir es noch einmal.
content-unreachable = Unser Server ist nicht zu erreichen. Prüfen Sie Ihre Verbindung, oder versuchen Sie es später noch einmal.
content-elsewhere = Der Feed dieser Zeitung ist nicht zu lesen. Seine Website ist nicht erreichbar oder lässt andere Websites nicht darauf zugreifen (Access-Control-Allow-Origin).
content-other-format = Der Feed dieser Zeitung ist RSS oder Atom, deshalb muss der Herausgeber sie drucken: press print --feed ADRESSE.
content-timed-out = Unser Server hat zu lange nicht geantwortet. Bitte versuchen Sie es noch einmal.
content-gone = Das ist nicht zu finden. Vielleicht wurde es entfernt.
content-too-large = Unser Server hat mehr gesendet, als ein Browser auf einmal lesen kann. Der Herausgeber muss es aufteilen.
content-unreadable = Die Seite kam unvollständig an. Bitte versuchen Sie es noch einmal.
content-refused = Bei uns ist etwas schiefgegangen ({ $status }). Bitte versuchen Sie es gleich noch einmal.

## Dates

weekdays = Montag, Dienstag, Mittwoch, Donnerstag, Freitag, Samstag, Sonntag
months = Januar, Februar, März, April, Mai, Juni, Juli, August, September, Oktober, November, Dezember
months-short = Jan., Feb., März, Apr., Mai, Juni, Juli, Aug., Sept., Okt., Nov., Dez.
date = { $day }. { $month } { $year }
date-exact = { $weekday }, { $date }, { $time }
date-long = { $weekday }, { $day }. { $month } { $year }
just-now = Gerade eben
minutes-ago = { $count ->
    [one] vor { $count } Minute
   *[other] vor { $count } Minuten
}
hours-ago = { $count ->
    [one] vor { $count } Stunde
   *[other] vor { $count } Stunden
}

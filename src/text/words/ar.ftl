# The words of the interface in Arabic. Comments for translators: en-GB.ftl.

## The frame of every page

skip-to-content = تخطَّ إلى المحتوى الرئيسي
sections = الأقسام
front-page = الصفحة الأولى
settings = إعدادات القراءة
settings-button = أأ، إعدادات القراءة
settings-short = أأ
untitled = بلا عنوان
theme = المظهر
theme-system = مثل النظام
theme-light = فاتح
theme-dark = داكن
theme-sepia = بنّي
text-size = حجم النص
text-smaller = تصغير النص
text-larger = تكبير النص
per-cent = { $size }%
line-length = طول السطر
line-narrow = قصير
line-normal = عادي
line-wide = طويل
line-spacing = تباعد الأسطر
spacing-tight = ضيّق
spacing-normal = عادي
spacing-loose = واسع
typeface = الخط
serif = مذيّل
sans = غير مذيّل
shortcuts = اختصارات لوحة المفاتيح
settings-stay = محفوظة في هذا المتصفح فقط.
storage-refused = متصفحك يمنع حفظ الإعدادات. ستبقى سارية حتى تغلق هذه الصفحة.
close = إغلاق
keys = اختصارات لوحة المفاتيح
listen = استمع
save = احفظ
saved = محفوظ
not-saved = تعذّر حفظ هذا المقال. حاول مرة أخرى عندما تكون متصلًا بالإنترنت.
pause = إيقاف مؤقت
play = تشغيل
back = 15 ثانية إلى الوراء
forward = 15 ثانية إلى الأمام
step = 15
position = الموضع
position-of-length = { $position } من { $length }
position-of-about = { $position } من نحو { $length }
times-exact = { $position } / { $length }
times-about = { $position } / نحو { $length }
hours = { $count ->
    [zero] { $count } ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $count } ساعات
    [many] { $count } ساعة
   *[other] { $count } ساعة
}
minutes = { $count ->
    [zero] { $count } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $count } دقائق
    [many] { $count } دقيقة
   *[other] { $count } دقيقة
}
seconds = { $count ->
    [zero] { $count } ثانية
    [one] ثانية واحدة
    [two] ثانيتان
    [few] { $count } ثوانٍ
    [many] { $count } ثانية
   *[other] { $count } ثانية
}
duration-and = { $longer } و{ $shorter }
speed-choice = السرعة
close-player = إغلاق المشغّل
listen-loading = جارٍ تحميل الصوت…
recording-error = تعذّر تشغيل هذا التسجيل. تحقق من اتصالك، أو حاول مرة أخرى لاحقًا.
voice-error = تعذّر تشغيل صوت متصفحك.
related = مقالات ذات صلة
more-related = مزيد من المقالات ذات الصلة
next = اقرأ أيضًا
contents = المحتويات
why = لماذا هذا المقال؟
why-of = لماذا هذا المقال؟ { $headline }
updated-mark = مُحدَّث
more = مزيد من العناوين
newest-only = هذه أحدث المقالات.
all-stories = كل المقالات
older-stories = مقالات أقدم
newer-stories = مقالات أحدث
newest-stories = أحدث المقالات
pages = الصفحات
loading-more = جارٍ تحميل مزيد من العناوين…
more-error = تعذّر تحميل العناوين الأقدم
article-changed = جرى تحديث هذا المقال.
show-new-version = اقرأ النسخة المحدَّثة
briefs = باختصار
other-stories = مزيد من المقالات
latest = آخر العناوين
published = نُشر
updated = آخر تحديث
corrections = تصويبات وإيضاحات
topics = الموضوعات
original = اقرأ الأصل على
withdrawn = سُحب هذا المقال
loading = جارٍ التحميل…
text-too-long = هذا النص أطول أو أكثر تعقيدًا من أن يُعرض هنا.
text-at-source = اقرأه حيث نُشر.
text-as-document = افتحه ملفَّ بيانات.
piece-failed = لم يُحمَّل جزء من هذه الصفحة. تحقق من اتصالك.
retry = حاول مرة أخرى
retrying = جارٍ إعادة المحاولة…
not-found = الصفحة غير موجودة
not-found-text = ربما كان الرابط قديمًا، أو حُذف المقال. إليك آخر العناوين.
article-error = تعذّر تحميل هذا المقال
paper-error = تعذّر تحميل هذه الصفحة
empty-edition = لا مقالات بعد
empty-edition-text = لم يُنشر شيء بعد. ستظهر المقالات الجديدة هنا تلقائيًا.
reading-progress = مقدار ما قُرئ
details = تفاصيل
embed = شاهده على الموقع الأصلي
recording = تسجيل صوتي
film = فيديو
code = نص برمجي
nothing-here = لا توجد مقالات هنا الآن.
privacy-not-known = لا ملفات تعريف ارتباط ولا تتبّع. قد تأتي الصور والأصوات من مواقع أخرى.
privacy-nothing-else = لا ملفات تعريف ارتباط ولا تتبّع ولا أطراف ثالثة.
privacy-no-cookies = لا ملفات تعريف ارتباط ولا تتبّع.
privacy-stays = ما تقرؤه يبقى في متصفحك.
privacy-newsletter = لا يُرسل عنوان بريدك الإلكتروني إلا إلى النشرة البريدية، إن اشتركت فيها.
privacy-sites = تأتي الصور والأصوات أيضًا من { $sites }، وهي ترى أن متصفحك يطلبها.
other-sites = { $count ->
    [zero] { $count } موقع آخر
    [one] موقع آخر
    [two] موقعين آخرين
    [few] { $count } مواقع أخرى
    [many] { $count } موقعًا آخر
   *[other] { $count } موقع آخر
}
offline = أنت غير متصل بالإنترنت.
offline-link = مقالات يمكنك قراءتها الآن
offline-title = هذه الصفحة غير محفوظة للقراءة دون اتصال
offline-text = تعذّر الوصول إلى { $paper }. تحقق من اتصالك.
offline-kept = محفوظ للقراءة دون اتصال
offline-kept-text = تُحفظ المقالات التي تفتحها في هذا المتصفح، إذا كانت JavaScript مفعّلة.
renewed = جرى تحديث هذا الموقع.
renew = إعادة التحميل
feed = JSON Feed
picture-view = الصور
close-picture = إغلاق الصورة
previous-picture = الصورة السابقة
next-picture = الصورة التالية
caption = شرح الصورة
picture-of = { $number } من { $count }
open-picture-alone = افتح الصورة بملء الشاشة
open-picture-of = افتح بملء الشاشة: { $description }

## The list of keys

key-tab = Tab
key-enter = Enter
key-escape = Esc
key-home-end = Home End
keys-show = عرض الاختصارات
keys-tab = الرابط أو عنصر التحكم التالي
keys-enter = فتح الرابط أو ضغط الزر
keys-escape = إغلاق اللوحة أو الصورة أو المشغّل
keys-turn = الصور: السابقة، التالية
keys-ends = الصور: الأولى، الأخيرة
keys-size = الصور: تكبير، تصغير، كاملة
keys-move = الصورة المكبّرة: تحريك
keys-play = المشغّل: تشغيل، إيقاف مؤقت
keys-step = المشغّل: 15 ثانية إلى الوراء، إلى الأمام

## The newsletter form

newsletter = النشرة البريدية
email = عنوان البريد الإلكتروني
sign-up = اشترك
email-empty = أدخل عنوان بريدك الإلكتروني.
email-no-at = ينبغي أن يحتوي العنوان على @، كما في name@example.org.
email-malformed = يبدو عنوان البريد الإلكتروني ناقصًا. تحقق من عدم وجود خطأ في الكتابة.
sign-up-sending = جارٍ تسجيل اشتراكك…
sign-up-done = شكرًا لك. تفقّد بريدك الوارد: قد يُطلب منك تأكيد الاشتراك.
sign-up-letter = فتحنا رسالة في تطبيق بريدك. أرسلها لإتمام الاشتراك.
sign-up-letter-again = لم تظهر الرسالة؟ افتحها مرة أخرى
sign-up-offline = يبدو أنك غير متصل بالإنترنت، فلم يُرسل شيء. ما زال عنوانك هنا.
sign-up-unreachable = تعذّر الوصول إلى خدمة النشرة البريدية. ما زال عنوانك هنا. حاول مرة أخرى لاحقًا.
sign-up-timed-out = لم تُجب خدمة النشرة البريدية. ربما سُجِّل اشتراكك؛ لا ضرر من المحاولة مرة أخرى.
sign-up-broken-off = انقطع الاتصال. ربما سُجِّل اشتراكك؛ لا ضرر من المحاولة مرة أخرى.
goes-by-mail = تُرسل من تطبيق بريدك إلى { $recipient }؛ ولا نطّلع عليها أبدًا.
goes-to-site = يُرسل عنوانك إلى { $site } وحده، لا إلى أي جهة أخرى.
goes-to-us = يُرسل عنوانك إلى هذا الموقع وحده، لا إلى أي جهة أخرى.
leaving-for-site = جارٍ نقلك إلى { $site }…
sign-up-busy = يشترك الآن عدد كبير من الناس. انتظر دقيقة، ثم حاول مرة أخرى.
sign-up-not-taken = لم ينجح ذلك ({ $status }). ربما كنت مشتركًا من قبل؛ وإلا فتحقق من العنوان.
sign-up-failed = خدمة النشرة البريدية معطّلة ({ $status }). ما زال عنوانك هنا. حاول مرة أخرى لاحقًا.

## Lists of stories

more-in = المزيد في { $section }
listing-description = { $name }: آخر ما نشرته { $paper }
numbered-page = { $list }: صفحة { $number }
numbered-description = { $heading }، عناوين أقدم من { $paper }
new-stories = { $count ->
    [zero] لا مقالات جديدة
    [one] مقال جديد واحد
    [two] مقالان جديدان
    [few] { $count } مقالات جديدة
    [many] { $count } مقالًا جديدًا
   *[other] { $count } مقال جديد
}
stories-updated = { $count ->
    [zero] لم يُحدَّث أي مقال
    [one] حُدِّث مقال واحد
    [two] حُدِّث مقالان
    [few] حُدِّثت { $count } مقالات
    [many] حُدِّث { $count } مقالًا
   *[other] حُدِّث { $count } مقال
}
announcement-of-one = { $news }.
announcement-of-both = { $new }، { $updated }.
reason-chosen = من اختيار هيئة التحرير
reason-newest = من أحدث المقالات
reason-about = يتناول أيضًا { $topics }
reason-mentions = يذكر أيضًا { $words }
reason-section = من قسم { $section } أيضًا

## Articles

table = الجدول { $number }
reading-time = { $count ->
    [zero] قراءة في أقل من دقيقة
    [one] قراءة في دقيقة واحدة
    [two] قراءة في دقيقتين
    [few] قراءة في { $count } دقائق
    [many] قراءة في { $count } دقيقة
   *[other] قراءة في { $count } دقيقة
}
audio-alone = صوت
audio-of = صوت، { $minutes } د
by = بقلم { $names }

## Lists

list-entry = { $name }
list-last = { $list } و{ $last }
list-next = { $list }، { $next }

## The page of saved stories

saved-stories = المقالات المحفوظة
saved-without-scripts = تُحفظ المقالات في هذا المتصفح، ولعرضها هنا يلزم تفعيل JavaScript.
read = المقروءة
nothing-saved = لم تحفظ شيئًا بعد. اضغط «احفظ» فوق المقال ليبقى هنا، وتقرأه دون اتصال أيضًا.
nothing-read = لم تقرأ شيئًا بعد. المقالات التي تفتحها تظهر هنا، في هذا المتصفح فقط.
nothing-kept = لا يسمح متصفحك لهذا الموقع بحفظ أي شيء، ولذلك لا يظهر شيء هنا.
remove = أزِل
remove-story = أزِل: { $headline }
remove-all = أزِل الكل
remove-all-of = أزِل الكل: { $list }
undo = تراجع
put-back = أُعيدت.
removed-story = أُزيل: { $headline }
removed-all = { $count ->
    [zero] لم يُزَل أي مقال.
    [one] أُزيل مقال واحد.
    [two] أُزيل مقالان.
    [few] أُزيلت { $count } مقالات.
    [many] أُزيل { $count } مقالًا.
   *[other] أُزيل { $count } مقال.
}
headlines-unknown = { $count ->
    [zero] لا مقالات أخرى خارج هذا العدد.
    [one] مقال آخر لم يعد في هذا العدد، ولم يُحفظ عنوانه.
    [two] مقالان آخران لم يعودا في هذا العدد، ولم يُحفظ عنواناهما.
    [few] { $count } مقالات أخرى لم تعد في هذا العدد، ولم تُحفظ عناوينها.
    [many] { $count } مقالًا آخر لم تعد في هذا العدد، ولم تُحفظ عناوينها.
   *[other] { $count } مقال آخر لم تعد في هذا العدد، ولم تُحفظ عناوينها.
}

## Errors of loading

content-offline = يبدو أنك غير متصل بالإنترنت. سنحاول مرة أخرى عندما تعود متصلًا.
content-unreachable = تعذّر الوصول إلى خادمنا. تحقق من اتصالك، أو حاول مرة أخرى لاحقًا.
content-elsewhere = تعذّرت قراءة خلاصة هذه الصحيفة. موقعها متوقف، أو لا يسمح لمواقع أخرى بقراءتها (Access-Control-Allow-Origin).
content-other-format = خلاصة هذه الصحيفة بصيغة RSS أو Atom، ولذلك على ناشرها أن يطبعها: press print --feed ADDRESS.
content-timed-out = تأخر خادمنا في الإجابة. يُرجى المحاولة مرة أخرى.
content-gone = تعذّر العثور على هذا. ربما حُذف.
content-too-large = أرسل خادمنا أكثر مما يستطيع المتصفح قراءته دفعة واحدة. على الناشر أن يقسّمه.
content-unreadable = وصلت الصفحة ناقصة. يُرجى المحاولة مرة أخرى.
content-refused = حدث خطأ من جانبنا ({ $status }). يُرجى المحاولة مرة أخرى بعد قليل.

## Dates

weekdays = الاثنين, الثلاثاء, الأربعاء, الخميس, الجمعة, السبت, الأحد
months = يناير, فبراير, مارس, أبريل, مايو, يونيو, يوليو, أغسطس, سبتمبر, أكتوبر, نوفمبر, ديسمبر
months-short = يناير, فبراير, مارس, أبريل, مايو, يونيو, يوليو, أغسطس, سبتمبر, أكتوبر, نوفمبر, ديسمبر
date = { $day } { $month } { $year }
date-exact = { $weekday } { $date }، { $time }
date-long = { $weekday } { $day } { $month } { $year }
just-now = الآن
minutes-ago = { $count ->
    [zero] الآن
    [one] قبل دقيقة
    [two] قبل دقيقتين
    [few] قبل { $count } دقائق
    [many] قبل { $count } دقيقة
   *[other] قبل { $count } دقيقة
}
hours-ago = { $count ->
    [zero] الآن
    [one] قبل ساعة
    [two] قبل ساعتين
    [few] قبل { $count } ساعات
    [many] قبل { $count } ساعة
   *[other] قبل { $count } ساعة
}

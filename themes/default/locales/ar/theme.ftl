# كل ما يقوله القالب الافتراضي بالعربية.

# Numbers: the mark between digits and decimals, and between thousands. `percent`, `points`, `minus` and `plus` are given a number as text.
# The marks around them keep sign and digits together, from left to right.
decimal-separator = .
group-separator = ,
percent = ⁦{ $number }%⁩
points = ⁨{ $number }⁩ نقطة مئوية
minus = ⁦−{ $number }⁩
plus = ⁦+{ $number }⁩
thousands = { $number } ألف
millions = { $number } مليون
billions = { $number } مليار
at-most = { $number } على الأكثر
at-least = { $number } على الأقل
between = بين ⁨{ $low }⁩ و⁨{ $high }⁩
yes = نعم
no = لا

## Dates and lists

date = { $day } { $month } { $year }
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر
month-short-1 = يناير
month-short-2 = فبراير
month-short-3 = مارس
month-short-4 = أبريل
month-short-5 = مايو
month-short-6 = يونيو
month-short-7 = يوليو
month-short-8 = أغسطس
month-short-9 = سبتمبر
month-short-10 = أكتوبر
month-short-11 = نوفمبر
month-short-12 = ديسمبر
month-year = ⁨{ $month }⁩ ⁨{ $year }⁩
day-month = ⁨{ $day }⁩ ⁨{ $month }⁩
seconds = ⁨{ $number }⁩ ث
minutes = ⁨{ $number }⁩ د
list-separator = ،{ " " }
arrow = ←

## Status

# Names and values may be of another language: the marks around them keep their letters out of the order of the sentence.

status-on-track = على المسار
status-at-risk = معرّض للخطر
status-off-track = خارج المسار
status-done = منجز
status-not-started = لم يبدأ
status-no-data = بلا بيانات
status-paused = متوقف
status-postponed = مؤجل
status-dropped = ملغى
status-none = غير محسوب
computed-status = المحسوب: ⁨{ $status }⁩
count-on-track = ⁨{ $count }⁩ على المسار
count-at-risk = ⁨{ $count }⁩ معرّض للخطر
count-off-track = ⁨{ $count }⁩ خارج المسار
count-done = ⁨{ $count }⁩ منجز
count-not-started = ⁨{ $count }⁩ لم يبدأ
count-no-data = ⁨{ $count }⁩ بلا بيانات
count-paused = ⁨{ $count }⁩ متوقف
count-postponed = ⁨{ $count }⁩ مؤجل
count-dropped = ⁨{ $count }⁩ ملغى
count-none = ⁨{ $count }⁩ غير محسوب

## How an objective stands

standing = ⁨{ $status }⁩: قُطع ⁨{ $progress }⁩ من الطريق، والمتوقع ⁨{ $expected }⁩.
standing-progress = ⁨{ $status }⁩: قُطع ⁨{ $progress }⁩ من الطريق.
standing-alone = ⁨{ $status }⁩.
held-back = { $count ->
    [one] تعيقه نتيجة رئيسية واحدة من أصل ⁨{ $of }⁩.
    [two] تعيقه نتيجتان رئيسيتان من أصل ⁨{ $of }⁩.
    [few] تعيقه ⁨{ $count }⁩ نتائج رئيسية من أصل ⁨{ $of }⁩.
   *[other] تعيقه ⁨{ $count }⁩ نتيجة رئيسية من أصل ⁨{ $of }⁩.
}
not-begun = { $count ->
    [one] لم تبدأ بعد نتيجة رئيسية واحدة من أصل ⁨{ $of }⁩.
    [two] لم تبدأ بعد نتيجتان رئيسيتان من أصل ⁨{ $of }⁩.
    [few] لم تبدأ بعد ⁨{ $count }⁩ نتائج رئيسية من أصل ⁨{ $of }⁩.
   *[other] لم تبدأ بعد ⁨{ $count }⁩ نتيجة رئيسية من أصل ⁨{ $of }⁩.
}
reporting-gap = { $reporting ->
    [zero] لم يُبلَّغ بعد عن أي نتيجة رئيسية من أصل ⁨{ $of }⁩.
    [one] أُبلغ عن نتيجة رئيسية واحدة من أصل ⁨{ $of }⁩.
    [two] أُبلغ عن نتيجتين رئيسيتين من أصل ⁨{ $of }⁩.
    [few] أُبلغ عن ⁨{ $reporting }⁩ نتائج رئيسية من أصل ⁨{ $of }⁩.
    [many] أُبلغ عن ⁨{ $reporting }⁩ نتيجة رئيسية من أصل ⁨{ $of }⁩.
   *[other] أُبلغ عن ⁨{ $reporting }⁩ نتيجة رئيسية من أصل ⁨{ $of }⁩.
}
grade = الدرجة
grade-committed = من 1.0، كما تم الالتزام
grade-short = من 1.0، أقل مما تم الالتزام به
grade-low = من 1.0، منخفضة
grade-middle = من 1.0، متوسطة
grade-high = من 1.0، جيدة
objective = الهدف
objectives = الأهداف
owner = { $count ->
    [one] المسؤول
    [two] المسؤولان
   *[other] المسؤولون
}
due = الموعد
serves = يخدم
scoring = الطموح
scoring-aspirational = طموح
scoring-committed = ملتزم به
initiatives = المبادرات

## Key results

key-results = النتائج الرئيسية
key-results-of = النتائج الرئيسية: ⁨{ $title }⁩
key-result = النتيجة الرئيسية
metric = المؤشر
metrics-of = المؤشرات: ⁨{ $title }⁩
outcome = الأثر المنشود
baseline = البداية
baseline-note = البداية:
target = المستهدف
goal = على المدى البعيد:
weight = الوزن ⁨{ $weight }⁩
status = الحالة
progress = التقدم
progress-now = ⁨{ $progress }⁩
progress-expected = المتوقع ⁨{ $expected }⁩
progress-back = ⁨{ $progress }⁩: ابتعد
bar-label = التقدم ⁨{ $progress }⁩
bar-label-expected = التقدم ⁨{ $progress }⁩، والمتوقع حتى الآن ⁨{ $expected }⁩
moved-more = ⁨{ $now }⁩، أكثر بمقدار ⁨{ $by }⁩ من ⁨{ $since }⁩
moved-less = ⁨{ $now }⁩، أقل بمقدار ⁨{ $by }⁩ من ⁨{ $since }⁩
moved-same = ⁨{ $now }⁩، كما في ⁨{ $since }⁩
moved-more-at-first = ⁨{ $now }⁩، أكثر بمقدار ⁨{ $by }⁩ من البداية
moved-less-at-first = ⁨{ $now }⁩، أقل بمقدار ⁨{ $by }⁩ من البداية
moved-same-at-first = ⁨{ $now }⁩، كما في البداية
moved-added = ⁨{ $now }⁩ إجمالًا، منها ⁨{ $by }⁩ في ⁨{ $since }⁩
moved-added-known = ⁨{ $now }⁩ بحسب المعروف، منها ⁨{ $by }⁩ في ⁨{ $since }⁩
in-all = إجمالًا
clause-separator = ؛{ " " }
target-is = المستهدف ⁨{ $target }⁩
due-in = الموعد ⁨{ $quarter }⁩
forecast = يتجه نحو ⁨{ $value }⁩ بحلول ⁨{ $due }⁩
forecast-misses = يتجه نحو ⁨{ $value }⁩ بحلول ⁨{ $due }⁩، دون بلوغ المستهدف
missed-checkpoint = متأخر عن خطته
inside = ضمن الحد في ⁨{ $inside }⁩ من ⁨{ $of }⁩
confidence = الثقة ⁨{ $share }⁩
no-data = بلا بيانات
not-measured = لم يُقَس
moved-to = أُجّل إلى ⁨{ $quarter }⁩
nothing-said = –
nothing-said-words = لم يُذكر شيء
planned = المخطط:
wrong-way = يبتعد عن المستهدف
reason = السبب
done-in = أُنجز في ⁨{ $quarter }⁩
deliverable-due = موعده ⁨{ $quarter }⁩
deliverable-overdue = متأخر منذ ⁨{ $quarter }⁩

## Other kinds of slides

spotlight = تحت الضوء
priority = أولوية
challenges = التحديات
actions = الإجراءات
and-more = و⁨{ $count }⁩ أخرى
served-by = الأهداف التي تخدمها
drilldown = نظرة معمقة
wording-change = تغيير في الصياغة
before = سابقًا
after = الآن
stated-in = كما ورد في ⁨{ $quarter }⁩
wording-unknown = غير مذكور
service-levels = مستويات الخدمة
service = الخدمة
indicator = المؤشر
measured = المقيس
met = التحقق
met-yes = متحقق
met-no = غير متحقق
met-unknown = غير معروف
error-budget = ميزانية الأخطاء
budget-spent = استُهلك ⁨{ $share }⁩
not-stated = غير مذكور
period = من ⁨{ $from }⁩ إلى ⁨{ $to }⁩
status-slide = الحالة
board-progress = ⁨{ $progress }⁩، والمتوقع ⁨{ $expected }⁩
anniversaries = ذكرى الانضمام
years = { $count ->
    [zero] ⁨{ $count }⁩ سنة
    [one] سنة واحدة
    [two] سنتان
    [few] ⁨{ $count }⁩ سنوات
    [many] ⁨{ $count }⁩ سنة
   *[other] ⁨{ $count }⁩ سنة
}
new-hires = زملاء جدد
thanks-from = من ⁨{ $name }⁩
topic = الموضوع
whom-to-ask = لمن يُوجَّه السؤال
changes = التغييرات
changes-since = منذ ⁨{ $quarter }⁩
no-changes = لم يتغير سوى الأرقام.
no-earlier-deck = هذا أول عرض للفريق: لا يوجد ما يقارَن به.
namesake = ⁨{ $title }⁩، ⁨{ $number }⁩
part = ⁨{ $number }⁩ من ⁨{ $of }⁩
continued = تتمة
internal = داخلي
draft = مسودة
notes = ملاحظات
contents = المحتويات
chart-data = الأرقام
chart-place = أين
chart-target = المستهدف ⁨{ $value }⁩
chart-baseline = البداية ⁨{ $value }⁩
chart-plan = الخطة ⁨{ $value }⁩
chart-expected = المتوقع ⁨{ $value }⁩
chart-forecast = التوقع ⁨{ $value }⁩
chart-forecast-name = التوقع
chart-line = رسم بياني خطي
chart-bar = رسم بياني بالأعمدة
chart-stacked = رسم بياني بأعمدة مكدسة
chart-area = رسم بياني مساحي
chart-from-to = ⁨{ $kind }⁩، من ⁨{ $from }⁩ إلى ⁨{ $to }⁩.
chart-at = ⁨{ $kind }⁩، ⁨{ $place }⁩.
chart-value-at = ⁨{ $value }⁩ (⁨{ $place }⁩)
chart-values = ⁨{ $name }⁩: ⁨{ $values }⁩.
chart-course = ⁨{ $name }⁩: من ⁨{ $first }⁩ إلى ⁨{ $last }⁩، الأدنى ⁨{ $low }⁩، الأعلى ⁨{ $high }⁩.
chart-gaps = { $count ->
    [one] موضع واحد بلا بيانات.
    [two] موضعان بلا بيانات.
    [few] ⁨{ $count }⁩ مواضع بلا بيانات.
   *[other] ⁨{ $count }⁩ موضعًا بلا بيانات.
}
chart-the-target = المستهدف هو ⁨{ $value }⁩.
chart-the-baseline = البداية هي ⁨{ $value }⁩.

## Alerts in bodies: `> [!NOTE]`

alert-note = ملاحظة
alert-tip = نصيحة
alert-important = مهم
alert-warning = تحذير
alert-caution = تنبيه

## The archive

archive = كل العروض
previous-deck = العرض السابق: ⁨{ $quarter }⁩
deck-facts = { $objectives ->
    [zero] بلا أهداف
    [one] هدف واحد
    [two] هدفان
    [few] ⁨{ $objectives }⁩ أهداف
    [many] ⁨{ $objectives }⁩ هدفًا
   *[other] ⁨{ $objectives }⁩ هدف
}، { $key_results ->
    [zero] بلا نتائج رئيسية
    [one] نتيجة رئيسية واحدة
    [two] نتيجتان رئيسيتان
    [few] ⁨{ $key_results }⁩ نتائج رئيسية
    [many] ⁨{ $key_results }⁩ نتيجة رئيسية
   *[other] ⁨{ $key_results }⁩ نتيجة رئيسية
}
empty-archive = لم يُنشر أي عرض بعد.
data = البيانات:
skip = انتقل إلى المحتوى

## Presenting

present = عرض
read = قراءة
previous = الشريحة السابقة
next = الشريحة التالية
dark = فاتح أو داكن
help = المفاتيح

## What changed

change-added = جديد.
change-returned = عاد من جديد.
change-dropped = لم يعد موجودًا.
change-renamed = كان اسمه ⁨{ $before }⁩.
change-id-changed = كان معرّفه ⁨{ $before }⁩.
change-committed = صار الآن التزامًا.
change-not-committed = لم يعد التزامًا.
change-reworded = أُعيدت صياغته:
change-target-moved = كان المستهدف ⁨{ $before }⁩؛ وهو الآن ⁨{ $after }⁩.
change-baseline-moved = كانت نقطة البداية ⁨{ $before }⁩؛ وهي الآن ⁨{ $after }⁩.
change-baseline-added = لم تكن نقطة البداية مذكورة؛ وهي الآن ⁨{ $after }⁩.
change-baseline-dropped = كانت نقطة البداية ⁨{ $before }⁩؛ وهي الآن غير مذكورة.
change-due-later = أُجّل من ⁨{ $before }⁩ إلى ⁨{ $after }⁩.
change-due-earlier = قُدّم من ⁨{ $before }⁩ إلى ⁨{ $after }⁩.
change-deliverable-later = «⁨{ $deliverable }⁩» أُجّل من ⁨{ $before }⁩ إلى ⁨{ $after }⁩.
change-deliverable-earlier = «⁨{ $deliverable }⁩» قُدّم من ⁨{ $before }⁩ إلى ⁨{ $after }⁩.
change-deliverable-dropped = «⁨{ $deliverable }⁩» لم يُنجز، ولم يعد موجودًا.
change-moved = أُجّل إلى ⁨{ $after }⁩.
change-owners = انتقل من ⁨{ $before }⁩ إلى ⁨{ $after }⁩.
change-owners-joined = من المسؤولين الآن أيضًا: ⁨{ $after }⁩.
change-owners-left = لم يعد من المسؤولين: ⁨{ $before }⁩.
change-owners-none = كانت المسؤولية على: ⁨{ $before }⁩؛ ولا يُذكر أحد الآن.
change-restated = ما قيل عن ⁨{ $before }⁩ هو الآن ⁨{ $after }⁩.
change-said = قيل: «⁨{ $before }⁩»؛ ويقال الآن: «⁨{ $after }⁩».
change-said-first = يقال الآن: «⁨{ $after }⁩».
change-status-first = الآن:
change-status = سابقًا: ⁨{ $word }⁩. الآن:

# لمن يستمع: حول الكلمات المحذوفة والكلمات المضافة.
aloud-removed = محذوف:
aloud-added = مضاف:
aloud-end = نهاية التغيير

## Teams, lives, search

objectives-by-quarter = الأهداف حسب الربع
how-it-stood = كيف كان حاله
its-titles = كيف سُمّي
its-wordings = كيف صيغ
nobody-named = لا يُذكر أحد
since = منذ ⁨{ $quarter }⁩
gone-since = لم يعد موجودًا منذ ⁨{ $quarter }⁩
not-yet-there = ليس بعد
no-longer-there = لم يعد موجودًا
restated-from = صُحِّح؛ كان قبلُ ⁨{ $before }⁩
quarter = الربع
value = القيمة
plan = الخطة
expected = المتوقع
history = تاريخه
team-history = تاريخ ⁨{ $team }⁩
moved-page = ⁨{ $title }⁩ موجود الآن هنا
not-found = لا توجد صفحة كهذه
search = بحث
search-words = كلمات البحث
search-some = { $like ->
    [one] نتيجة واحدة.
    [two] نتيجتان.
    [few] ⁨{ $count }⁩ نتائج.
   *[other] ⁨{ $count }⁩ نتيجة.
}
search-first = تُعرض أول ⁨{ $shown }⁩.
search-none = لا شيء يحوي هذه الكلمات.
search-nearest = لا شيء يحوي كل هذه الكلمات؛ وفيما يلي ما يحوي بعضها.
search-needs-script = يحتاج البحث إلى JavaScript. كل العروض موجودة في الأرشيف.

## How it is computed

method = كيف يُحسب هذا
method-progress = ما قطعته القيمة من البداية إلى المستهدف: ما كسبته، كحصة مما ينبغي أن تكسبه. دون ⁨{ $nothing }⁩ تكون قد ابتعدت؛ والأشرطة والمتوسطات تُعدّ من ⁨{ $nothing }⁩ إلى ⁨{ $all }⁩.
method-expected = حصة الأرباع المنقضية، من أول ربع للنتيجة الرئيسية إلى ربع موعدها.
method-expected-plan = حيث توجد خطة، ما تطلبه الخطة حتى الآن.
method-expected-deliverables = من المُخرجات، حصة ما حان موعده حتى الآن.
method-limits = الحدود والنطاقات تُراعى أو تُتجاوز؛ ولا يُتوقع منها شيء قبل موعدها.
pace = الوتيرة
method-pace = التقدم كحصة من المتوقع. وهو يحدد الحالة:
method-on-track = وتيرة ⁨{ $least }⁩ أو أكثر
method-at-risk = وتيرة ⁨{ $least }⁩ أو أكثر
method-off-track = وتيرة أبطأ، أو قيمة ابتعدت عن مستهدفها
method-done = تحقق المستهدف
method-not-started = لم يتحرك شيء بعد، ولا يُتوقع شيء
method-no-data = لا رقم حيث ينبغي أن يكون
method-calls = حيث ذكر أحدهم حالة أخرى تُعرض هي، وبجانبها الحالة المحسوبة.
method-objective = متوسط نتائجه الرئيسية التي لها أرقام، بحسب أوزانها. والمتوقع متوسطها كذلك؛ وما لا يُتوقع منه شيء يُحسب كما هو. وحالته أسوأ حالاتها.
method-grade = تقدم الهدف مقرَّبًا إلى منزلة عشرية واحدة: حتى ⁨{ $low }⁩ منخفض، وحتى ⁨{ $middle }⁩ متوسط، وما فوق ذلك جيد.
method-grade-committed = ما التُزم به يجب أن يتحقق كاملًا، لا أن يُقرَّب فقط إلى ⁨{ $all }⁩.
forecast-word = التوقع
method-forecast = الخط المستقيم المار بآخر قيمتين، ممدودًا إلى الربع الذي يحين فيه موعد النتيجة الرئيسية، دون النزول تحت الصفر أو تجاوز الكل حيث لا يمكن للقيم ذلك.
method-checkpoint = «⁨{ $behind }⁩» تعني أن آخر قيمة تذكرها الخطة لم تتحقق.

## Presenting, by keys and by touch

present-from-here = اعرض من هنا
overview = نظرة عامة
presenter = نافذة المقدِّم
print-slides = اطبع الشرائح
print-handout = اطبع نشرة
controls = أدوات التحكم
close = إغلاق
screen-black = الشاشة سوداء.
screen-white = الشاشة بيضاء.
now-presented = معروض:
now-read = للقراءة كصفحة:
now-dark = ألوان داكنة.
now-light = ألوان فاتحة.
go-to = اذهب إلى شريحة: رقمها أو كلمات من عنوانها
search-deck = ابحث في الشرائح
found-some = وُجد: ⁨{ $count }⁩
found-none = لا شريحة تطابق هذا.
presenter-blocked = لم يسمح المتصفح بفتح نافذة المقدِّم.
clock = الوقت
clock-start = شغّل الساعة
clock-pause = إيقاف مؤقت
clock-reset = إعادة ضبط
time-of = ⁨{ $time }⁩ من ⁨{ $planned }⁩
time-elapsed = المنقضي
time-topic = هذا الموضوع
time-behind = تأخر ⁨{ $time }⁩
time-ahead = تقدم ⁨{ $time }⁩
time-right = في الموعد
time-total = المخطط إجمالًا: ⁨{ $time }⁩
black = سوداء
next-slide = الشريحة التالية
next-step = التالي: الخطوة ⁨{ $number }⁩ من ⁨{ $of }⁩
the-end = هذه آخر شريحة.
no-notes = لا ملاحظات لهذه الشريحة.
notes-smaller = ملاحظات أصغر
notes-larger = ملاحظات أكبر
slides = الشرائح
keys-next = ← · ↓ · مسافة · Page Down · Enter · N · L · J
does-next = الخطوة أو الشريحة التالية
keys-previous = → · ↑ · Shift + مسافة · Page Up · Backspace · H · K
does-previous = رجوع
keys-skip = Shift + ← · Shift + →
does-skip = الشريحة التالية أو السابقة، دون خطواتها
keys-ends = Home · End
does-ends = أول شريحة وآخرها
keys-find = G · 1 … 9
does-find = اذهب إلى شريحة برقمها أو بكلمات
keys-search = /
does-search = ابحث في الشرائح
keys-overview = O · Esc
does-overview = كل الشرائح معًا
keys-presenter = S · P
does-presenter = نافذة المقدِّم: الملاحظات والشريحة التالية والساعة
keys-fullscreen = F · F5
does-fullscreen = ملء الشاشة
keys-black = B · .
does-black = شاشة سوداء، ثم رجوع
keys-white = W
does-white = شاشة بيضاء، ثم رجوع
keys-read = R
does-read = اقرأ كصفحة، أو اعرض
keys-dark = D
does-dark = فاتح أو داكن
keys-help = ?
does-help = هذه القائمة
help-touch = على شاشة اللمس: اسحب، أو انقر عند الحافة اليمنى أو اليسرى. والنقر في الوسط يُظهر أدوات التحكم.
letters-are-keys = الحروف المفردة مفاتيح

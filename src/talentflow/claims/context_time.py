"""When: which time of a sentence dates a trigger, and what it means where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from talentflow.claims.scene import Scene
from talentflow.lang.chunk import Chunk
from talentflow.lang.dates import TimeExpression, TimeReader
from talentflow.model.time import When

BEHIND = 12  # characters from a trigger to a date behind it
HEAD = 3  # characters in front of a time that opens its sentence
CLAUSES_BACK = 2  # how far a time that does not open the sentence reaches
BACKGROUND = timedelta(days=31)  # what lies so long before an announcement is not announced by it
RECENT = timedelta(days=120)
MONTH = 31  # days: the longest anchor for a day without its month
RELATIVE_REACH = 8  # characters from the verb of a relative clause to its particle
NEAR = 3  # sentences that an anchor reaches within its paragraph
LEAD = 3  # sentences that open an article
YEAR = timedelta(days=370)
LONG_AGO = timedelta(days=200)


class Clock:
    """Resolves the times of a document in reading order; each keeps the date told before it as its anchor."""

    def __init__(self, published: date | None) -> None:
        self.published = published
        self.narrative: When | None = None
        self.paragraph = -1
        self.day: When | None = None  # of this paragraph, for announcements that give none
        self.bulletin: tuple[str | None, When | None] = (None, None)  # announcer and day of the last announcement
        self._frame: tuple[int, When] | None = None  # a sentence that only sets the time of the next one
        self._series: When | None = None  # what opens a sentence whose parts semicolons divide
        self._survey: When | None = None
        self._undated = (-1, -1)  # sentence and place of the event told last, where it has no date
        self._seen_from_today = False  # the anchor is "last month": a month without its year counts from today too
        self._seen_from_story = True  # it names its year, or counts from what was told before
        self._lead: When | None = None  # what an article without a day of publication opens with
        self._told_in = (-9, -1)  # sentence and paragraph of the anchor
        self._told_of: frozenset[str] = frozenset()  # people of that sentence
        self._anchors: dict[int, When | None] = {}
        self._resolved: dict[tuple[int, bool, str | None], When | None] = {}
        self._reader = TimeReader("zh")

    def enter(self, scene: Scene) -> None:
        """Walk through the times of a sentence; call it before the sentence's triggers."""
        place = (scene.index, scene.sentence.paragraph)
        people = frozenset(c.text for c in scene.of("person"))
        if self._told_in[1] != place[1]:
            self.day = None
        if not _goes_on(scene):
            self._series = None
        for chunk in scene.of("time"):
            told: TimeExpression = chunk.value
            self._anchors[chunk.start] = self._anchor(scene, chunk, place, people)
            if not told.dates_event or told.kind == "vague" or scene.words.same_day.match(chunk.text):
                continue
            start = told.first
            counted = start is not None and not start.told and (start.weeks is not None or start.days is not None)
            if counted and place == self._told_in and self._is_old(self.narrative):
                continue  # "next Friday" inside an old story
            if _of_birth(scene, chunk) or _of_relative(scene, chunk, scene.sentence.end):
                continue
            ahead = looks_ahead(scene, chunk)
            when = self.resolve(chunk, future=ahead) or self.resolve(chunk, future=True)
            if when is not None and when.start is not None:
                self._go_on(scene, chunk, when, place, people)

    def _anchor(self, scene: Scene, chunk: Chunk, place: tuple[int, int], people: frozenset[str]) -> When | None:
        """What a time chunk counts from, or lies near."""
        told: TimeExpression = chunk.value
        if told.needs_narrative:
            return self.narrative
        if self._seen_from_today or scene.words.fresh_time.match(scene.text, chunk.end):
            return self._present()
        if place[1] != self._told_in[1] or place[0] - self._told_in[0] > NEAR:
            return self._present()
        others = place[0] != self._told_in[0] and people and people.isdisjoint(self._told_of)
        goes_on = _goes_on(scene) and (self._seen_from_story or _later_month(told, self.narrative))
        if others and self._is_old(self.narrative) and not goes_on:
            return self._present()  # somebody else's story: a month without a year is no longer of that old year
        bare = told.first is not None and told.first.day is not None and told.first.month is None
        if bare and self.narrative is not None and (self.narrative.n_days or MONTH + 1) > MONTH:
            return self._present()
        return self.narrative

    def _go_on(self, scene: Scene, chunk: Chunk, when: When, place: tuple[int, int], people: frozenset[str]) -> None:
        """The story goes on at this time."""
        told: TimeExpression = chunk.value
        start, first = told.first, self.narrative is None
        if first and place[0] < LEAD and (when.n_days or MONTH + 1) <= MONTH:
            self._lead = when
        if self._told_in == place and scene.words.effective.match(scene.text, chunk.end):
            return  # the day that it takes effect; the story goes on at the day it is told
        self.narrative, self._told_in, self._told_of = when, place, people
        shifts = (start.months, start.weeks, start.days) if start is not None and not start.told else ()
        self._seen_from_today = any(shift is not None for shift in shifts)
        self._seen_from_story = start is not None and (start.told or start.years is None)
        relative = start is not None and start.days is not None and not start.told
        if when.n_days == 1 and (relative or chunk.start - scene.clause_start(chunk.start) <= HEAD):
            self.day = when
        opens = self._survey is None and chunk.start - scene.sentence.start <= HEAD
        if opens and first and not scene.groups and (when.n_days or 0) >= MONTH - 3:
            self._survey = when
        if not _goes_on(scene) and _opens_series(scene, chunk):
            self._series = when
        changed = scene.words.change_told.search(scene.text, chunk.end, scene.sentence.end) and not scene.groups
        short = (when.n_days or YEAR.days) <= MONTH and chunk.start >= scene.clauses[-1][0]
        if not scene.triggers and ((changed and short) or scene.sentence.end - chunk.end <= HEAD):
            self._frame = (scene.index, when)

    def dateline(self, times: Sequence[Chunk]) -> None:
        """A day in the byline is what the months of an article without a day of publication lie near."""
        if self.published is None and self._lead is None and self.narrative is None:
            told = (self.resolve(chunk, future=False) for chunk in times)
            self._lead = next((when for when in told if when is not None and when.n_days == 1), None)

    def _present(self) -> When | None:
        """What a date without its year lies near where no story anchors it: the day of publication, else the lead."""
        return None if self.published is not None else self._lead or self._survey or self.narrative

    def _is_old(self, anchor: When | None) -> bool:
        """The anchor lies long before the publication, or before the lead of an article without one."""
        today = self.published or (self._lead.start if self._lead is not None else None)
        if anchor is None or anchor.start is None or today is None:
            return False
        return anchor.start < today - LONG_AGO

    def _is_beyond(self, when: When | None) -> bool:
        """More than a year before the publication."""
        if when is None or when.start is None or self.published is None:
            return False
        return self.published - when.start > YEAR

    def frame(self, scene: Scene) -> When | None:
        """The time that the sentence before sets and tells nothing else of, or that opened the sentence of which this
        is a part, or that the document surveys.

        A survey opens with a month or a year, names nobody there, and tells no other time up to here.
        """
        if scene.words.sequel.match(scene.text[scene.sentence.start : scene.sentence.end]):
            return None
        if self._frame is not None and self._frame[0] == scene.index - 1:
            return self._frame[1]
        if self._series is not None and _goes_on(scene) and not scene.of("time"):
            return self._series
        return self._survey if self._survey is self.narrative else None

    def resolve(self, chunk: Chunk, *, future: bool) -> When | None:
        """The interval a time chunk means here, None where nothing anchors it; `future`: it may lie ahead."""
        told: TimeExpression | None = chunk.value
        if told is None or told.as_of or (told.kind == "duration" and told.window != "back"):
            return None
        anchor = self._anchors.get(chunk.start, self.narrative)
        asked = (chunk.start, future, anchor.edtf if anchor is not None else None)
        if asked not in self._resolved:
            self._resolved[asked] = self._interval(told, anchor, future)
        return self._resolved[asked]

    def _interval(self, told: TimeExpression, anchor: When | None, future: bool) -> When | None:
        lead = self._lead or self._survey
        if self.published is None and lead is not None and told.by_year:
            when = self._reader.resolve(told, published=lead.start, narrative=anchor, future=True)
            return None if when is None else When.parse(when.edtf, basis="narrative")
        if self._seen_from_today and told.first is not None and told.first.told and told.first.years == 0:
            return None  # "back then", and no year was told
        by_day = told.first is not None and told.first.told and told.first.days is not None
        if by_day and anchor is not None and (anchor.n_days or YEAR.days) > MONTH:
            return None  # "that day" of a year
        past = self._reader.resolve(told, published=self.published, narrative=anchor, future=False)
        old = self._is_old(anchor)
        if anchor is None and told.first is not None and told.first.floating and self._is_beyond(past):
            past = None  # a leap day, which the last year did not have
        if past is None:
            may = future or told.forward
            return self._reader.resolve(told, published=self.published, narrative=anchor, future=True) if may else None
        if not future or self.published is None or told.needs_narrative or old:
            return past
        ahead = self._reader.resolve(told, published=self.published, narrative=None, future=True)
        if ahead is None or past.start is None or ahead.start is None:
            return past
        return past if self.published - past.start <= min(RECENT, ahead.start - self.published) else ahead

    def told(self, when: When | None, place: tuple[int, int] = (-1, -1)) -> None:
        """Remember an event's date for the phrases that count from it; `place` is its sentence and where it stands."""
        self._undated = place if when is None else (-1, -1)
        if when is not None and when.start is not None and self.narrative is None:
            self.narrative = when

    def hangs(self, scene: Scene, chunk: Chunk) -> bool:
        """'went to A, and two years later to B': the words count from an event that has no date."""
        told = self._undated
        before = told[0] == scene.index - 1 and chunk.value.kind == "vague" and self._is_old(self.narrative)
        return chunk.value.needs_narrative and (before or (told[0] == scene.index and told[1] < chunk.start))

    def background(self, scene: Scene, on: When | None, before: int) -> bool:
        """The sentence is set, up to `before`, long before an announcement of that day: a dated look back."""
        for chunk in scene.of("time"):
            if chunk.start >= before or chunk.value.kind == "vague":
                continue
            when = self.resolve(chunk, future=False) if chunk.value.dates_event else None
            if when is None or when.start is None:
                continue
            limit = (on.start if on is not None else None) or self.published
            if limit is None or when.start < limit - BACKGROUND:
                return True
        return False


def time_for(scene: Scene, start: int, end: int, *, held: bool = False) -> Chunk | None:
    """The time chunk that dates a trigger at [start, end).

    An effective date behind it comes first, then the nearest time before it in its clause, then one right behind,
    then the time that governs its clause from an earlier one. `held`: only a span of its own clause counts.
    """
    clause = scene.clause(start)
    low, high = scene.clauses[clause]
    times = [t for t in scene.of("time") if _dates(scene, t, start)]
    if not times:
        return None
    if held:
        floor = scene.clauses[max(0, clause - 1)][0]
        spans = [
            t
            for t in times
            if floor <= t.start < high
            and t.value.kind == "range"
            and (t.start >= low or not scene.words.sequel.search(scene.text, t.end, start))
        ]
        return spans[-1] if spans else None
    before = [t for t in times if low <= t.start and t.end <= start and not _anothers(scene, t, start)]
    effective = _effective(scene, times, clause, end)
    if effective is not None and not (
        before
        and any(
            end <= g.start < effective.start and g.rule.kind != "held" and g.end - g.start > 1 for g in scene.triggers
        )
    ):
        return effective
    if before:
        return before[-1]
    behind = [
        t
        for t in times
        if end <= t.start <= end + BEHIND
        and t.start < high
        and t.value.kind != "later"
        and not any(end <= g.start < t.start for g in scene.triggers)
    ]
    if behind and not scene.words.sequel.search(scene.text, end, behind[0].start):
        return behind[0]
    return _governing(scene, times, clause, start, end)


def _dates(scene: Scene, chunk: Chunk, start: int) -> bool:
    """It can date an event; a stretch up to now only where the trigger follows at once."""
    told: TimeExpression = chunk.value
    if _of_birth(scene, chunk) or scene.words.since.match(scene.text, chunk.end):
        return False
    if told.kind == "later" and _is_stay(scene, chunk):
        return False
    if told.kind == "duration":
        return told.window == "back" and 0 <= start - chunk.end <= 2
    named = told.first is not None and told.first.year is not None
    from_year = told.bound == "since" and named  # "from 2019 up to now"
    return told.dates_event and (from_year or scene.words.since_then.search(chunk.text) is None)


def _is_stay(scene: Scene, chunk: Chunk) -> bool:
    """'in May 2023, after ten years of work there, she left': how long it lasted, and the date is told before it."""
    if scene.words.stayed.search(scene.text, scene.clause_start(chunk.start), chunk.start) is None:
        return False
    dates = (t.end for t in scene.of("time") if t.end <= chunk.start and t.value.kind == "point")
    told = next(dates, None)
    return told is not None and not any(told <= t.start < chunk.start for t in scene.triggers if t.rule.kind != "held")


def _goes_on(scene: Scene) -> bool:
    """The part of a sentence behind a semicolon."""
    return scene.text[: scene.sentence.start].rstrip()[-1:] == ";"


def _later_month(told: TimeExpression, narrative: When | None) -> bool:
    """'last August ...; in November': a month that comes after the one told before."""
    month = told.first.month if told.first is not None else None
    start = narrative.start if narrative is not None else None
    return month is not None and start is not None and month > start.month


def _opens_series(scene: Scene, chunk: Chunk) -> bool:
    """A time at the head, or in front of a colon that opens a list of what happened then; behind a name it is his."""
    if chunk.start - scene.sentence.start <= HEAD:
        return not any(scene.sentence.start <= p.start < chunk.start for p in scene.of("person"))
    colon = scene.text.find(":", chunk.end, scene.sentence.end)
    return colon >= 0 and not any(t.start < colon for t in scene.triggers)


def looks_ahead(scene: Scene, chunk: Chunk) -> bool:
    """'planned for May', 'from March 1 on': a date without its year that may lie ahead."""
    text, low = scene.text, scene.clause_start(chunk.start)
    return (
        chunk.value.open_start
        or scene.words.ahead_before.search(text, low, chunk.start) is not None
        or scene.words.ahead_behind.match(text, chunk.end) is not None
    )


def _of_birth(scene: Scene, chunk: Chunk) -> bool:
    """'born in 1964': it dates nothing that somebody does."""
    text, low = scene.text, scene.sentence.start
    return (
        scene.words.born.match(text, chunk.end) is not None
        or scene.words.born_in.search(text, low, chunk.start) is not None
    )


def _effective(scene: Scene, times: Sequence[Chunk], clause: int, end: int) -> Chunk | None:
    """'..., effective July 1': in the trigger's clause or the next ones that hold no other trigger."""
    for number in range(clause, min(clause + 3, len(scene.clauses))):
        low, high = scene.clauses[number]
        for chunk in times:
            if max(low, end) <= chunk.start < high and scene.words.effective.match(scene.text, chunk.end):
                return chunk
        if number > clause and ";" in scene.text[high - 1 : high]:
            return None
    return None


def _anothers(scene: Scene, chunk: Chunk, start: int) -> bool:
    """Another trigger of a relative clause takes the time: 'the CEO who left last May took over'."""
    for trigger in scene.triggers:
        if trigger.rule.kind == "held" or trigger.rule.weak or not (chunk.end <= trigger.start and trigger.end < start):
            continue
        behind = scene.text[trigger.end : min(trigger.end + RELATIVE_REACH, start)]
        times = (c for c in scene.of("time") if trigger.end <= c.start < start)
        if scene.words.possessive in behind and not any(times):
            return True
    return False


def _of_relative(scene: Scene, chunk: Chunk, end: int) -> bool:
    """'P, who left in May, ...': the time of a relative clause in front of a name."""
    high = scene.clause_end(chunk.start)
    inside = [t for t in scene.triggers if chunk.end <= t.start and t.end < min(high, end)]
    objects = {c.start: c.end for c in scene.of("org")}
    moves = (t for t in inside if t.rule.kind in ("leave", "join"))
    return any(scene.is_possessive(t.end) or scene.is_possessive(objects.get(t.end, -1)) for t in moves)


def _is_aside(scene: Scene, chunk: Chunk) -> bool:
    """'as early as last May': the story goes on at its own time."""
    return scene.words.early.search(scene.text, scene.clause_start(chunk.start), chunk.start) is not None


def _is_over(scene: Scene, chunk: Chunk, number: int) -> bool:
    """'after she left in May, ...': what comes next has another time."""
    low, high = scene.clauses[number]
    inside = any(chunk.end <= t.start and t.end <= high for t in scene.triggers)
    return inside and scene.words.then_mark.search(scene.text[low:high].rstrip(",")) is not None


def _climbs(scene: Scene, chunk: Chunk, start: int, end: int) -> bool:
    """'joined in 1998, and made it all the way up to editor': the time is of where the way up began."""
    begins = scene.clause_end(chunk.start) - chunk.end > HEAD  # more than "in 1998," stands there
    return begins and scene.words.climbs.search(scene.text, scene.clause_start(start), end) is not None


def _lasts(scene: Scene, chunk: Chunk, start: int) -> bool:
    """'joined in May 2016, and left within a year': the time is of what lasted, not of its end."""
    began = any(chunk.end <= t.start and t.end < start and t.rule.kind != "held" for t in scene.triggers)
    low = scene.clause_start(start)
    spans = (t for t in scene.of("time") if low <= t.start and t.end <= start and t.value.kind == "duration")
    return began and any(scene.words.within.fullmatch(scene.text, t.end, start) for t in spans)


def _governing(scene: Scene, times: Sequence[Chunk], clause: int, start: int, end: int) -> Chunk | None:
    low = scene.clauses[clause][0]
    earlier = [t for t in times if t.end <= low and not scene.in_aside(t) and not _of_relative(scene, t, low)]
    if not earlier:
        return None
    chunk = earlier[-1]
    if scene.words.sequel.search(scene.text, chunk.end, start) or _is_aside(scene, chunk):
        return None
    number = scene.clause(chunk.start)
    if _is_over(scene, chunk, number) or _climbs(scene, chunk, start, end) or _lasts(scene, chunk, start):
        return None
    opens = chunk.start - scene.clauses[number][0] <= HEAD
    between = scene.text[chunk.end : low]
    if opens and (number == 0 or ";" not in between):
        return chunk
    return chunk if clause - number <= CLAUSES_BACK and ";" not in between else None

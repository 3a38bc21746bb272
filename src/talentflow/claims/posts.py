"""Background: the positions and past employers that noun phrases bind to people, whatever else a sentence tells."""

from __future__ import annotations

from collections.abc import Iterator

from talentflow.claims import confidence, context, employers
from talentflow.claims.discourse import Topic
from talentflow.claims.draft import Draft
from talentflow.claims.frames import Rule
from talentflow.claims.scene import Post, Scene, Trigger
from talentflow.lang.chunk import Chunk

SURE = 0.7  # least score of an organization that may be somebody's past employer
FORMER_REACH = 12  # characters between a past employer and the name
HELD_POST = Rule(id="held.post", kind="held", frame="post", words=())


def told(scene: Scene, topic: Topic) -> Iterator[Draft]:
    """The background of a sentence: posts by person, then past employers."""
    for person in scene.of("person"):
        for post in scene.posts.get(person.start, []):
            yield from _held(scene, topic, person, post)
    for org in scene.of("org"):
        draft = _former(scene, topic, org)
        if draft is not None:
            yield draft


def _held(scene: Scene, topic: Topic, person: Chunk, post: Post) -> Iterator[Draft]:
    """One draft a position of a post."""
    place = _place(scene, topic, person, post)
    if place is None:
        return
    org = place.org
    inside = org.start >= scene.sentence.start and org.end <= person.end
    for role in post.roles:
        if role.text in scene.words.lists["no_held"]:
            continue
        yield Draft(
            person=topic.people.name(person),
            kind="held",
            org=org,
            role=scene.reading.words(role.start, role.end),
            start=min(post.start, org.start if inside else person.start),
            end=max(person.end, post.end),
            sentence=scene.index,
            rule=HELD_POST.id,
            trigger=role.text,
            attribution=context.REPORTED,
            past=post.past,
            lately=post.past and employers.is_just_past(scene, post),
            role_start=role.start,
            order=role.start,
            basis=place.basis,
            features=confidence.of_chunks(person, org),
        )


def _place(scene: Scene, topic: Topic, person: Chunk, post: Post) -> employers.Place | None:
    """The organization of a post; a past one has to name it, but for one just given up."""
    if post.org is not None and post.org.kind != "anaphor":
        return employers.Place(employers.NAMED, post.org, "named")
    if (post.past and not employers.is_just_past(scene, post)) or _is_elsewhere(scene, post):
        return None
    place_of = Trigger(HELD_POST, post.start, post.end, "")
    places = employers.rank(scene, place_of, topic.people.name(person), topic)
    led = [c for c in scene.of("org") if c.start in scene.destinations]
    return next((p for p in places if not any(topic.orgs.same(p.org, org) for org in led)), None)


def _is_elsewhere(scene: Scene, post: Post) -> bool:
    """'lured away X's CEO P': words that nobody knows, between the verb and the position, name another house."""
    verbs = [t for t in scene.triggers if t.rule.frame == "passive" and t.rule.kind == "join"]
    gaps = (scene.text[t.end : post.start] for t in verbs if t.end < post.start)
    return any(1 < len(gap) <= FORMER_REACH and scene.words.plain_lead.fullmatch(gap) is None for gap in gaps)


def _former(scene: Scene, topic: Topic, org: Chunk) -> Draft | None:
    """'formerly of O, P': a past mark and an organization in front of a name that has no position."""
    mark = scene.text[org.start - 1 : org.start]
    if org.score < SURE or org.start <= scene.sentence.start or mark not in scene.words.past_marks:
        return None
    near = (p for p in scene.of("person") if 0 < p.start - org.end <= FORMER_REACH)
    person = next((p for p in near if scene.words.former_gap.fullmatch(scene.text[org.end : p.start])), None)
    if person is None or person.start in scene.posts:
        return None
    return Draft(
        person=topic.people.name(person),
        kind="held",
        org=org,
        role=None,
        start=org.start - 1,
        end=person.end,
        sentence=scene.index,
        rule="held.former",
        trigger=mark,
        attribution=context.REPORTED,
        past=True,
        order=org.start,
    )

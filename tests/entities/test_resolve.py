"""Who is who: one name is one person only where something besides the name says so."""

from __future__ import annotations

from datetime import date

import pytest
from tests import build

from talentflow import entities
from talentflow.entities.cluster import cluster
from talentflow.entities.keys import is_unnamed, name_key
from talentflow.entities.orgs import merge_unnamed
from talentflow.entities.profile import Ground, profiles
from talentflow.lang.registry import Cohort, Organization, Registry
from talentflow.model.claim import Claim
from talentflow.model.mention import Mention


def org(
    one: str, name: str, parent: str | None = None, words: tuple[str, ...] = (), aliases: tuple[str, ...] = ()
) -> Organization:
    return Organization(
        id=one, name=name, kind="company", country="CN", parent=parent, aliases=aliases, word_aliases=words, products=()
    )


REGISTRY = Registry(
    (
        org("acme", "极美科技", aliases=("ACME",)),
        org("acme-lab", "极美实验室", "acme"),
        org("beta", "贝塔智能"),
        org("gamma", "伽马数据", words=("伽马",)),
    ),
    (Cohort(id="two", name="二小龙", aliases=(), members=("beta", "gamma"), note=""),),
)


class World:
    """Documents one after the other, and who their people are."""

    def __init__(self) -> None:
        self.claims: list[Claim] = []
        self.mentions: dict[str, list[Mention]] = {}
        self.published: dict[str, date | None] = {}

    def say(
        self,
        person: str,
        kind: str,
        org: str | None,
        published: str = "2025-01-01",
        also: str = "",
        around: str | None = None,
        **fields: object,
    ) -> Claim:
        text = f"{len(self.claims)} {person} {kind} {org}。{also}"
        document = build.document(text, published=published, doc=f"d{len(self.claims)}")
        claim = build.claim(document, person, kind, org, **fields)  # type: ignore[arg-type]
        self.claims.append(claim)
        self.published[document.hash] = document.published
        people = [build.mention(document, name, "person") for name in (person, *also.split())]
        found = [build.mention(document, org or person, "org", around)] if around else []
        self.mentions[document.hash] = people + found
        return claim

    def resolve(self) -> entities.Identities:
        found = entities.resolve(self.claims, self.mentions, published=self.published, registry=REGISTRY)
        turned = entities.resolve(self.claims[::-1], self.mentions, published=self.published, registry=REGISTRY)
        assert found == turned
        return found

    def n_persons(self) -> int:
        return len(set(self.resolve().persons.values()))


@pytest.fixture
def world() -> World:
    return World()


def test_one_name_at_one_organization_is_one_person(world: World) -> None:
    world.say("王伟", "leave", "极美科技")
    world.say("王伟", "leave", "ACME")
    found = world.resolve()
    assert len(set(found.persons.values())) == 1
    assert [j.verdict for j in found.judgements] == ["positive"]
    assert "same_org" in found.judgements[0].reason


def test_one_name_elsewhere_is_another_person(world: World) -> None:
    world.say("王伟", "leave", "极美科技")
    world.say("王伟", "join", "丁公司")
    assert world.n_persons() == 2


def test_a_unit_and_its_parent_are_family(world: World) -> None:
    world.say("王伟", "leave", "极美科技")
    world.say("王伟", "held", "极美实验室")
    assert world.n_persons() == 1


def test_scripts_and_spellings_share_a_key(world: World) -> None:
    world.say("吴永辉", "leave", "极美科技")
    world.say("吳永輝", "leave", "極美科技")
    found = world.resolve()
    assert len(set(found.persons.values())) == 1
    (person,) = [e for e in found.entities if e.kind == "person"]
    assert person.aliases == ("吳永輝", "吴永辉")


def test_a_cohort_alone_is_not_enough_a_chain_makes_it(world: World) -> None:
    world.say("林晨", "leave", "贝塔智能", date="2024-03")
    world.say("林晨", "join", "伽马数据", date="2024-05")
    assert world.n_persons() == 1
    apart = World()
    apart.say("王伟", "leave", "贝塔智能", date="2024-03")
    apart.say("王伟", "join", "伽马数据", date="2019-05")
    found = apart.resolve()
    assert len(set(found.persons.values())) == 2
    assert [j.verdict for j in found.judgements] == ["unsure"]


def test_people_around_help(world: World) -> None:
    world.say("王伟", "join", "丁公司", also="赵六 钱七")
    world.say("王伟", "leave", "戊公司", also="赵六 钱七", date="2024-01")
    assert world.n_persons() == 2  # 0.8: unsure
    world.say("王伟", "join", "己公司", date="2024-02", also="赵六 钱七")
    found = world.resolve()
    assert len(set(found.persons.values())) == 2  # the chain makes the last two one


def test_two_arrivals_at_once_speak_against(world: World) -> None:
    world.say("王伟", "join", "丁公司", date="2024-03-01", also="赵六 钱七")
    world.say("王伟", "join", "戊公司", date="2024-03-05", also="赵六 钱七")
    assert world.n_persons() == 2


def test_an_id_stays_while_later_documents_arrive(world: World) -> None:
    first = world.say("王伟", "leave", "极美科技", "2025-01-01")
    before = world.resolve().persons[first.id]
    world.say("王伟", "leave", "极美科技", "2025-02-01")
    world.say("王伟", "leave", "丁公司", "2025-02-01")
    assert world.resolve().persons[first.id] == before


def test_registered_organizations_have_their_registry_id(world: World) -> None:
    world.say("甲一", "leave", "ACME")
    world.say("乙二", "leave", "极美实验室")
    found = world.resolve()
    assert sorted(found.orgs.values()) == ["acme", "acme-lab"]
    lab = next(e for e in found.entities if e.id == "acme-lab")
    assert (lab.parent_id, lab.kind_detail, lab.placeholder) == ("acme", "company", False)


def test_a_name_that_is_a_word_is_nobodys_until_the_reader_says_so(world: World) -> None:
    plain = world.say("甲一", "leave", "伽马")
    sure = world.say("乙二", "leave", "伽马", org_id="gamma")
    found = world.resolve()
    assert found.orgs[sure.id] == "gamma" and found.orgs[plain.id].startswith("o-")


def test_unlisted_names_meet_by_key(world: World) -> None:
    world.say("甲一", "leave", "Some Start-up")
    world.say("乙二", "join", "SOME STARTUP")
    found = world.resolve()
    assert len(set(found.orgs.values())) == 1
    assert [e.name for e in found.entities if e.kind == "org"] == ["SOME STARTUP"]


def test_two_unnamed_companies_never_merge_but_one_mans_do(world: World) -> None:
    world.say("甲一", "join", "一家 AI 国企")
    world.say("乙二", "join", "一家 AI 国企")
    found = world.resolve()
    assert len(set(found.orgs.values())) == 2
    assert all(e.placeholder for e in found.entities if e.kind == "org")
    again = world.say("甲一", "join", "一家AI国企")
    mine, other = world.claims[0], world.claims[1]
    orgs = world.resolve().orgs
    merged = merge_unnamed(world.claims, orgs, {mine.id: "p-1", other.id: "p-2", again.id: "p-1"})
    assert merged[mine.id] == merged[again.id] == min(orgs[mine.id], orgs[again.id])
    assert merged[other.id] == orgs[other.id]


def test_a_human_can_keep_two_apart() -> None:
    world = World()
    for _ in range(2):
        world.say("王伟", "leave", "极美科技")
    orgs = dict.fromkeys((c.id for c in world.claims), "acme")
    found = profiles(world.claims, Ground(orgs=orgs, mentions={}, registry=REGISTRY))
    assert len(cluster(found).profiles) == 1
    left, right = sorted(p.id for p in found)
    assert len(cluster(found, {(left, right): "negative"}).profiles) == 2


def test_a_name_of_thousands_is_compared_without_all_pairs() -> None:
    world = World()
    for number in range(400):
        world.say("王伟", "leave", f"公司{number % 90}号")
    assert world.n_persons() == 90


def test_words_and_keys() -> None:
    assert is_unnamed("一家 AI 国企") and is_unnamed("某大厂") and not is_unnamed("极美科技")
    assert name_key("Yann Le-Cun") == "yannlecun" and name_key("·") == "·"


def test_a_cluster_that_runs_away_is_stopped(world: World) -> None:
    for number in range(38):
        world.say("欧阳靖桐", "leave", f"公司{number}号", also="赵六 钱七")
    found = world.resolve()
    sizes = [len([p for p in found.persons.values() if p == one]) for one in set(found.persons.values())]
    assert max(sizes) <= 30
    assert any("too many names or organizations" in j.reason and j.verdict == "unsure" for j in found.judgements)


def test_one_spelling_that_fits_two_is_nobodys(world: World) -> None:
    world.say("王微澜", "leave", "极美科技")
    world.say("汪惟岚", "leave", "极美科技")
    world.say("Weilan Wang", "leave", "ACME")
    found = world.resolve()
    assert len(set(found.persons.values())) == 3
    assert any("more than one person's name fits" in j.reason for j in found.judgements)


def test_units_of_no_registry_have_their_house(world: World) -> None:
    world.say("欧阳靖桐", "leave", "极美科技增长团队")
    world.say("欧阳靖桐", "join", "极美科技")
    found = world.resolve()
    assert len(set(found.persons.values())) == 1
    unit = next(e for e in found.entities if e.kind == "org" and e.id.startswith("o-"))
    assert unit.parent_id == "acme"


def test_legal_forms_are_no_part_of_a_name(world: World) -> None:
    world.say("甲一", "leave", "星尘传感有限公司")
    world.say("乙二", "leave", "星尘传感")
    world.say("丙三", "leave", "极美科技股份有限公司")
    found = world.resolve()
    assert sorted(set(found.orgs.values()))[0] == "acme" and len(set(found.orgs.values())) == 2

"""On the page of a top resource each model is told once."""

from __future__ import annotations

from bessemer.targets.reference.sections import shortened
from bessemer.targets.target import Entry, Link, ModelEntry, Span

CAT, DOG = Link("pets", "cat"), Link("pets", "dog")
NAME = Entry((Span("name: str"),))
CAT_ENTRY = Entry((Span("class Cat: …"),), entries=(NAME,))


def shown(inner: Entry) -> Entry:
    """What becomes of an entry of the model Dog beside the model Cat."""
    dog = Entry((Span("class Dog: …"),), entries=(inner,))
    _, short = shortened((ModelEntry(CAT, CAT_ENTRY), ModelEntry(DOG, dog)))
    return short.entry.entries[0]


def test_a_model_inside_another_is_a_link_to_its_section() -> None:
    assert shown(CAT_ENTRY) == Entry((Span("class Cat: …", CAT),))


def test_the_fields_below_a_linked_label_are_left_to_the_link() -> None:
    label = (Span("friend: "), Span("Cat", CAT))
    assert shown(Entry(label, entries=(NAME,))) == Entry(label)


def test_choices_beside_a_model_are_kept() -> None:
    label = (Span("friend: Union["), Span("Cat", CAT), Span(', Literal["none"]]'))
    none = Entry((Span('"none"'),))
    assert shown(Entry(label, choices=(CAT_ENTRY, none))).choices == (Entry((Span("class Cat: …", CAT),)), none)


def test_entries_without_a_section_of_their_own_are_kept_whole() -> None:
    inline = Entry((Span("toy: Toy"),), "optional", "A toy.", (NAME,))
    assert shown(inline) == inline


def test_a_label_that_two_models_share_is_no_link() -> None:
    twins = (ModelEntry(CAT, CAT_ENTRY), ModelEntry(DOG, CAT_ENTRY))
    owner = Entry((Span("class Owner: …"),), entries=(CAT_ENTRY,))
    assert shortened((*twins, ModelEntry(Link("pets", "owner"), owner)))[2].entry == owner

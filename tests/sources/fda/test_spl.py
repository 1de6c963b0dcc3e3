"""SPL documents, built in the form of HL7 v3."""

from __future__ import annotations

import gzip
from datetime import date

import pytest

from model.errors import SourceError
from sources.fda.spl import read_spl

DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<document xmlns="urn:hl7-org:v3">
  <id root="11111111-0000-0000-0000-000000000001"/>
  <title>These highlights…</title>
  <effectiveTime value="20260115"/>
  <setId root="AAAAAAAA-0000-0000-0000-000000000002"/>
  <versionNumber value="7"/>
  <component><structuredBody>
    <component><section>
      <subject><manufacturedProduct><manufacturedProduct>
        <name>Exampla</name>
        <asEntityWithGeneric><genericMedicine><name>examplinib mesylate</name></genericMedicine></asEntityWithGeneric>
      </manufacturedProduct>
      <subjectOf><approval><id extension="NDA021000" root="2.16.840.1.113883.3.150"/></approval></subjectOf>
      <subjectOf><approval><id extension="part348" root="2.16.840.1.113883.3.150"/></approval></subjectOf>
      </manufacturedProduct></subject>
    </section></component>
    <component><section>
      <code code="34066-1" codeSystem="2.16.840.1.113883.6.1"/>
      <title>WARNING: LIVER</title><text><paragraph>Can harm the liver.</paragraph></text>
    </section></component>
    <component><section>
      <code code="34067-9" codeSystem="2.16.840.1.113883.6.1"/>
      <title>1 INDICATIONS AND USAGE</title>
      <excerpt><highlight><text><paragraph>Short words of the highlights.</paragraph></text></highlight></excerpt>
      <text><paragraph>Exampla is indicated <content>for</content>:</paragraph>
        <list><item>melanoma</item><item>ovarian cancer</item></list></text>
      <component><section><code code="42229-5"/><title>1.2 Stroke</title>
        <text><paragraph>Exampla is indicated for stroke.</paragraph></text></section></component>
    </section></component>
    <component><section>
      <code code="34084-4"/><text><paragraph>Hypertension was seen.</paragraph></text>
    </section></component>
  </structuredBody></component>
</document>"""


def test_a_document_is_read() -> None:
    found = read_spl(DOCUMENT.encode())
    assert found.effective == date(2026, 1, 15)
    assert found.set_id == "aaaaaaaa-0000-0000-0000-000000000002", (
        "set ids differ in case from place to place"
    )
    assert found.version == 7
    assert (found.drugs, found.brands) == (("examplinib",), ("Exampla",))
    assert [str(n) for n in found.applications] == ["NDA021000"], "a monograph is no application"
    assert found.boxed_warning == "WARNING: LIVER\nCan harm the liver."
    assert found.url.endswith("setid=aaaaaaaa-0000-0000-0000-000000000002")


def test_the_section_comes_with_its_parts_and_lists_and_without_its_highlights() -> None:
    lines = read_spl(DOCUMENT.encode()).indications.split("\n")
    assert lines == [
        "1 INDICATIONS AND USAGE",
        "Exampla is indicated for:",
        "• melanoma",
        "• ovarian cancer",
        "1.2 Stroke",
        "Exampla is indicated for stroke.",
    ]


def test_a_gzipped_document_is_unpacked() -> None:
    assert read_spl(gzip.compress(DOCUMENT.encode())) == read_spl(DOCUMENT.encode())


def test_a_document_without_a_boxed_warning_has_none() -> None:
    assert read_spl(DOCUMENT.replace("34066-1", "34070-3").encode()).boxed_warning == ""


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html></html>", "not an SPL document"),
        (b"{}", "not a readable SPL"),
        (b"", "not a readable SPL"),
        (b"\x1f\x8b\x00broken", "could not be unpacked"),
        (
            b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\xff\xff\xff\xff\xffnot deflated",
            "could not be unpacked",
        ),
        (DOCUMENT.replace("20260115", "soon").encode(), "without set id or effective time"),
        (
            b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa">]><document xmlns="urn:hl7-org:v3">&a;</document>',
            "not a readable SPL",
        ),
    ],
)
def test_what_is_no_label_is_said_plainly(data: bytes, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        read_spl(data)

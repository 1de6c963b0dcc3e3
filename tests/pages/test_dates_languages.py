"""Dates in Spanish, French, German and Portuguese, as their health sites write them."""

from __future__ import annotations

import pytest

from tests.pages.datings import dates_of, told

LINES = [
    ("es", "Actualizado el 24 de junio de 2014", "updated 2014-06-24"),
    ("es", "Fecha de última actualización: 17 de septiembre de 2019", "updated 2019-09-17"),
    ("es", "Última revisión: 12.06.2015", "reviewed 2015-06-12"),
    ("es", "Revisado por la Dra. Elena Prat el 2 de octubre de 2019", "reviewed 2019-10-02"),
    ("es", "Próxima revisión: junio de 2018", "next_review 2018-06"),
    ("es", "Publicado: 05/02/2013 | Actualizado: 11/10/2016", "published 2013-02-05, updated 2016-10-11"),
    ("fr", "Mis à jour le 1er mars 2024", "updated 2024-03-01"),
    ("fr", "Dernière mise à jour : 14 févr. 2017", "updated 2017-02-14"),
    (
        "fr",
        "Publié le 2 mai 2011, dernière mise à jour le 14 mai 2012",
        "published 2011-05-02, updated 2012-05-14",
    ),
    ("fr", "Article vérifié par le Dr Paul Roux le 20 février 2017", "reviewed 2017-02-20"),
    (
        "fr",
        "La dernière date à laquelle cette notice a été révisée est le 12 avril 2018.",
        "reviewed 2018-04-12",
    ),
    ("fr", "Première publication : 03/02/2009", "published 2009-02-03"),
    ("de", "Stand: 05.07.2016", "updated 2016-07-05"),
    ("de", "Letzte Aktualisierung: 4. März 2020", "updated 2020-03-04"),
    ("de", "Medizinisch geprüft von Dr. med. Jana Holt am 13. Dezember 2021", "reviewed 2021-12-13"),
    ("de", "Nächste geplante Aktualisierung: 2023", "next_review 2023"),
    ("de", "Veröffentlicht: 3.2.2014", "published 2014-02-03"),
    ("de", "Diese Seite wurde zuletzt am 3. Februar 2014 aktualisiert.", "updated 2014-02-03"),
    (
        "pt-BR",
        "Publicado em 18/11/2020 14h40 Atualizado em 02/03/2022 09h15",
        "published 2020-11-18, updated 2022-03-02",
    ),
    ("pt", "Última atualização: 9 de março de 2017", "updated 2017-03-09"),
    ("pt", "Revisto por Dr. Rui Paz em junho de 2018", "reviewed 2018-06"),
    ("it", "Ultimo aggiornamento: 3 febbraio 2014", "updated 2014-02-03"),
    ("nl", "Laatst bijgewerkt: 3 februari 2014", "updated 2014-02-03"),
]


@pytest.mark.parametrize(("lang", "line", "want"), LINES, ids=[row[1][:40] for row in LINES])
def test_labels_and_months(lang: str, line: str, want: str) -> None:
    assert told(dates_of(f"<p>{line}</p>", lang=lang)) == want


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("es", "El 3 de mayo de 2010 se notificó el primer caso."),
        ("fr", "Depuis le 1er septembre 2023, un traitement préventif existe."),
        ("de", "Seit dem 1. Mai 2019 zahlt die Kasse die Impfung."),
        ("pt", "Em 7 de fevereiro de 2016 foi registrado o primeiro caso."),
    ],
)
def test_events(lang: str, line: str) -> None:
    assert told(dates_of(f"<p>{line}</p>", lang=lang)) == ""

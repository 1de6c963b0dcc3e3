"""How dates are labelled and months are named in languages beside the five that ``labels`` and ``strings`` were made
for (English, Spanish, French, German, Portuguese).

One row a language: its months in the form that stands in a date, and what it writes before a date, as regular
expressions in verbose form. A label that names the page ("this page was last updated") is one with its noun. Each
row's ``example`` is a test.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """``code``: ISO 639-1. ``months``: twelve entries, spellings of one month apart by blanks. ``next``, ``review``,
    ``update``, ``publish``: label patterns, empty where none is known. ``example``: a labelled line, the kind and
    the day that it gives."""

    code: str
    months: tuple[str, ...]
    next: str
    review: str
    update: str
    publish: str
    example: tuple[str, str, str]


_NORDIC = (
    "januar januari", "februar februari", "marts mars", "april", "maj mai", "juni", "juli", "august augusti",
    "september", "oktober", "november", "december desember",
)  # fmt: skip
_CJK = ("",) * 12

LANGUAGES: tuple[Language, ...] = (
    Language(
        "da", _NORDIC,
        r"næste\s+(?:faglige\s+)?(?:revision|gennemgang|opdatering|kontrol)",
        r"(?:senest|sidst)\s+(?:fagligt\s+)?(?:revideret|gennemgået|kontrolleret) | fagligt\s+gennemgået | revideret",
        r"(?:(?:senest|sidst)\s+)?(?:opdateret|ændret|redigeret|rettet) | (?:sidste|seneste)\s+opdatering",
        r"(?:først\s+)?(?:udgivet|publiceret|offentliggjort|oprettet) | udgivelsesdato",
        ("Sidst opdateret: 3. maj 2019", "updated", "2019-05-03"),
    ),
    Language(
        "nb", _NORDIC,
        r"neste\s+(?:faglige\s+)?(?:revisjon|gjennomgang|oppdatering)",
        r"(?:sist\s+)?(?:faglig\s+)?(?:revidert|gjennomgått|kontrollert|kvalitetssikret)",
        r"(?:sist\s+)?(?:faglig\s+)?(?:oppdatert|endret|redigert) | siste\s+(?:faglige\s+)?oppdatering",
        r"(?:først\s+)?(?:publisert|utgitt|opprettet) | publiseringsdato",
        ("Sist faglig oppdatert 3. desember 2019", "updated", "2019-12-03"),
    ),
    Language(
        "sv", _NORDIC,
        r"nästa\s+(?:granskning|översyn|uppdatering|revidering)",
        r"(?:senast|sist)\s+(?:fakta)?(?:granskad|granskat|reviderad) | (?:fakta)?granskad(?:\s+den)?",
        r"(?:(?:senast|sist)\s+)?(?:uppdaterad|uppdaterat|ändrad|ändrat|reviderat) | senaste\s+uppdatering",
        r"(?:först\s+)?(?:publicerad|publicerat|utgiven|skapad) | publiceringsdatum",
        ("Senast uppdaterad: 14 oktober 2019", "updated", "2019-10-14"),
    ),
    Language(
        "fi",
        (
            "tammikuuta tammikuu", "helmikuuta helmikuu", "maaliskuuta maaliskuu", "huhtikuuta huhtikuu",
            "toukokuuta toukokuu", "kesäkuuta kesäkuu", "heinäkuuta heinäkuu", "elokuuta elokuu",
            "syyskuuta syyskuu", "lokakuuta lokakuu", "marraskuuta marraskuu", "joulukuuta joulukuu",
        ),
        r"seuraava\s+(?:tarkistus|päivitys)",
        r"(?:viimeksi\s+)?(?:tarkistettu|tarkastettu)(?:\s+viimeksi)?",
        r"(?:viimeksi\s+)?(?:päivitetty|muokattu)(?:\s+viimeksi)? | viimeisin\s+päivitys | päivityspäivä",
        r"julkaistu | julkaisupäivä",
        ("Viimeksi päivitetty 3. toukokuuta 2019", "updated", "2019-05-03"),
    ),
    Language(
        "nl",
        (
            "januari", "februari", "maart mrt", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
            "november", "december",
        ),
        r"volgende\s+(?:herziening|controle|beoordeling)",
        r"(?:laatst\s+)?(?:medisch\s+)?(?:gecontroleerd|beoordeeld|nagekeken) | laatste\s+(?:controle|beoordeling)",
        r"(?:(?:voor\s+het\s+)?laatst\s+)?(?:herzien|aangepast|geactualiseerd|bijgewerkt|gewijzigd)"
        r" | laatste\s+(?:wijziging|update)",
        r"(?:eerst\s+)?(?:gepubliceerd|geplaatst|verschenen) | publicatiedatum",
        ("Laatst herzien op 3 mei 2019", "updated", "2019-05-03"),
    ),
    Language(
        "it",
        (
            "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre",
            "ottobre", "novembre", "dicembre",
        ),
        r"prossima\s+(?:revisione|verifica)",
        r"(?:data\s+(?:di|dell['’])\s*)?(?:ultima\s+)?(?:revisione|verifica)(?:\s+(?:medica|scientifica|clinica|editoriale))?"
        r" | (?:revisionat|verificat|rivist)[oa](?:\s+il)?",
        r"(?:data\s+(?:di|dell['’])\s*)?(?:ultim[oa]\s+)?(?:aggiornamento|modifica)"
        r" | (?:aggiornat|modificat)[oa](?:\s+(?:il|al))?",
        r"(?:data\s+di\s+)?pubblicazione | pubblicat[oa](?:\s+(?:il|in\s+data))?",
        ("Ultima revisione: 3 maggio 2019", "reviewed", "2019-05-03"),
    ),
    Language(
        "pl",
        (
            "stycznia styczeń", "lutego luty", "marca marzec", "kwietnia kwiecień", "maja", "czerwca czerwiec",
            "lipca lipiec", "sierpnia sierpień", "września wrzesień", "października październik",
            "listopada", "grudnia grudzień",
        ),
        r"(?:data\s+)?(?:następn\w+|kolejn\w+)\s+(?:weryfikacj\w+|przegląd\w*|aktualizacj\w+)",
        r"(?:data\s+)?(?:ostatni\w*\s+)?weryfikacj[aię] | zweryfikowano | (?:ostatnio\s+)?sprawdzono",
        r"(?:data\s+)?(?:ostatni\w*\s+)?(?:aktualizacj[aię]|modyfikacj[aię]) | (?:ostatnio\s+)?zaktualizowano"
        r" | (?:ostatnio\s+)?(?:zmieniono|zmodyfikowano)",
        r"(?:data\s+)?(?:publikacj[aię]|opublikowania) | opublikowano",
        ("Ostatnia aktualizacja: 3 października 2019", "updated", "2019-10-03"),
    ),
    Language(
        "cs",
        (
            "ledna leden", "února únor", "března březen", "dubna duben", "května květen", "června červen",
            "července červenec", "srpna srpen", "září", "října říjen", "listopadu", "prosince prosinec",
        ),
        r"(?:datum\s+)?(?:příští|další)\s+(?:revize|kontrola|aktualizace)",
        r"(?:datum\s+)?(?:poslední\s+)?(?:revize|odborná\s+kontrola) | (?:naposledy\s+)?zkontrolováno",
        r"(?:datum\s+)?(?:poslední\s+)?(?:aktualizace|změna|úprava) | (?:naposledy\s+)?(?:aktualizováno|upraveno)",
        r"(?:datum\s+)?(?:zveřejnění|publikování|vydání) | (?:zveřejněno|publikováno|vydáno)",
        ("Poslední aktualizace: 3. května 2019", "updated", "2019-05-03"),
    ),
    Language(
        "tr",
        (
            "ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim", "kasım",
            "aralık",
        ),
        r"(?:bir\s+)?sonraki\s+(?:gözden\s+geçirme|güncelleme)(?:\s+tarihi)?",
        r"(?:son\s+)?(?:gözden\s+geçirme|tıbbi\s+inceleme)(?:\s+tarihi)?",
        r"(?:son\s+)?(?:güncelleme|güncellenme|değişiklik)(?:\s+tarihi)? | güncellendi",
        r"(?:yayın(?:lanma)?|yayımlanma|oluşturulma)(?:\s+tarihi)? | yayınlandı",
        ("Son güncelleme: 3 Mayıs 2019", "updated", "2019-05-03"),
    ),
    Language(
        "hu",
        (
            "január", "február", "március", "április", "május", "június", "július", "augusztus", "szeptember",
            "október", "november", "december",
        ),
        r"következő\s+(?:felülvizsgálat|frissítés)",
        r"(?:utolsó\s+)?(?:felülvizsgálat|ellenőrzés)(?:\s+dátuma)? | (?:utoljára\s+)?(?:felülvizsgálva|ellenőrizve)",
        r"(?:utolsó\s+)?(?:frissítés|módosítás)(?:\s+dátuma)? | (?:utoljára\s+)?(?:frissítve|módosítva)",
        r"(?:megjelenés|közzététel)(?:\s+dátuma)? | (?:megjelent|közzétéve|publikálva)",
        ("Utolsó frissítés: 2019. május 3.", "updated", "2019-05-03"),
    ),
    Language(
        "ro",
        (
            "ianuarie", "februarie", "martie", "aprilie", "mai", "iunie", "iulie", "august", "septembrie",
            "octombrie", "noiembrie", "decembrie",
        ),
        r"următoarea\s+(?:revizuire|verificare|actualizare)",
        r"(?:data\s+)?(?:ultimei\s+|ultima\s+)?(?:revizuir|verificăr)(?:e|i|ii)"
        r" | (?:revizuit|verificat)(?:\s+medical)?",
        r"(?:data\s+)?(?:ultimei\s+|ultima\s+)?(?:actualizăr|actualizar|modificăr|modificar)(?:e|i|ii)"
        r" | (?:actualizat|modificat)(?:\s+(?:la|pe))?",
        r"(?:data\s+)?publicăr(?:e|i|ii) | publicat(?:\s+(?:la|pe))?",
        ("Ultima actualizare: 3 mai 2019", "updated", "2019-05-03"),
    ),
    Language(
        "ru",
        (
            "января январь", "февраля февраль", "марта март", "апреля апрель", "мая май", "июня июнь",
            "июля июль", "августа август", "сентября сентябрь", "октября октябрь", "ноября ноябрь",
            "декабря декабрь",
        ),
        r"(?:дата\s+)?следующ\w+\s+(?:проверк\w+|пересмотр\w*|обновлени\w+)",
        r"(?:дата\s+)?(?:последн\w+\s+)?(?:проверк[аи]|пересмотр[а]?)|(?:материал\s+)?провер(?:ено|ен)(?:\s+врачом)?",
        r"(?:дата\s+)?(?:последн\w+\s+)?(?:обновлени[еяй]|изменени[еяй]|редакци[яи])"
        r" | (?:обновлен[оа]?|изменен[оа]?)",
        r"(?:дата\s+)?публикаци[яи] | (?:опубликован[оа]?|размещен[оа]?)",
        ("Обновлено: 3 мая 2019", "updated", "2019-05-03"),
    ),
    Language(
        "uk",
        (
            "січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня",
            "листопада", "грудня",
        ),
        r"(?:дата\s+)?наступн\w+\s+(?:перевірк\w+|перегляд\w*|оновленн\w+)",
        r"(?:дата\s+)?(?:останн\w+\s+)?перевірк[аи] | перевірено",
        r"(?:дата\s+)?(?:останн\w+\s+)?(?:оновленн[яь]|зміни) | (?:оновлено|змінено)",
        r"(?:дата\s+)?публікаці[яї] | (?:опубліковано|розміщено)",
        ("Опубліковано 3 травня 2019", "published", "2019-05-03"),
    ),
    Language(
        "el",
        (
            "ιανουαρίου", "φεβρουαρίου", "μαρτίου", "απριλίου", "μαΐου μαίου", "ιουνίου", "ιουλίου", "αυγούστου",
            "σεπτεμβρίου", "οκτωβρίου", "νοεμβρίου", "δεκεμβρίου",
        ),
        r"επόμενη\s+(?:αναθεώρηση|ενημέρωση)",
        r"(?:ημερομηνία\s+)?(?:τελευταία[ς]?\s+)?(?:αναθεώρηση[ς]?|ιατρικός\s+έλεγχος)",
        r"(?:ημερομηνία\s+)?(?:τελευταία[ς]?\s+)?(?:ενημέρωση[ς]?|τροποποίηση[ς]?) | ενημερώθηκε",
        r"(?:ημερομηνία\s+)?δημοσίευση[ς]? | δημοσιεύ(?:θηκε|τηκε)",
        ("Τελευταία ενημέρωση: 3 Μαΐου 2019", "updated", "2019-05-03"),
    ),
    Language(
        "ca",
        (
            "gener", "febrer", "març", "abril", "maig", "juny", "juliol", "agost", "setembre", "octubre",
            "novembre", "desembre",
        ),
        r"(?:propera|pròxima)\s+(?:revisió|actualització)",
        r"(?:data\s+de\s+(?:la\s+|l[’']\s?)?)?(?:(?:darrera|última)\s+)?revisió(?:\s+mèdica)? | revisa(?:t|da)",
        r"(?:data\s+de\s+(?:la\s+|l[’']\s?)?)?(?:(?:darrera|última)\s+)?(?:actualització|modificació)"
        r" | (?:actualitza|modifica)(?:t|da)",
        r"(?:data\s+de\s+)?publicació | publica(?:t|da)",
        ("Data de l’última actualització: 3 de maig de 2019", "updated", "2019-05-03"),
    ),
    Language(
        "sk",
        (
            "januára január", "februára február", "marca marec", "apríla apríl", "mája máj", "júna jún", "júla júl",
            "augusta august", "septembra september", "októbra október", "novembra november", "decembra december",
        ),
        r"(?:ďalšia|nasledujúca)\s+(?:revízia|kontrola|aktualizácia)",
        r"(?:dátum\s+)?(?:posledná\s+|poslednej\s+)?(?:revízia|revízie) | (?:naposledy\s+)?skontrolované",
        r"(?:dátum\s+)?(?:posledná\s+|poslednej\s+)?(?:aktualizácia|aktualizácie|zmena|úprava)"
        r" | (?:naposledy\s+)?(?:aktualizované|upravené)",
        r"(?:dátum\s+)?(?:zverejnenia|publikovania|vydania) | (?:zverejnené|publikované|vydané)",
        ("Naposledy aktualizované: 3. mája 2019", "updated", "2019-05-03"),
    ),
    Language(
        # Croatian, Serbian in Latin letters, Slovene. Croatian "listopada" (October) is Polish and Czech for November,
        # so it is read by none.
        "hr",
        (
            "siječnja januarja", "veljače februarja", "ožujka", "travnja aprila", "svibnja", "lipnja junija",
            "srpnja julija", "kolovoza avgusta", "rujna", "oktobra", "studenoga studenog", "prosinca",
        ),
        r"(?:sljedeć[ai]|naslednj[ai])\s+(?:revizija|pregled|ažuriranje)",
        r"(?:medicinsk[oi]\s+)?(?:pregledano|recenzirano|provjereno|pregledal[ao]?)",
        r"(?:(?:zadnj[aei]|posljednj[aei]|poslednj[aei])\s+)?(?:put\s+)?(?:ažurirano|ažuriranje|izmjena|izmijenjeno"
        r"|posodobljeno|posodobitev|izmena)",
        r"(?:datum\s+)?(?:objave|objavljeno|objavljen[ao]?)",
        ("Zadnje ažurirano: 3. svibnja 2019.", "updated", "2019-05-03"),
    ),
    Language(
        "bg",
        (
            "януари", "февруари", "март", "април", "май", "юни", "юли", "август", "септември", "октомври", "ноември",
            "декември",
        ),
        r"следващ\w+\s+(?:преглед|проверка|актуализация)",
        r"(?:медицински\s+)?(?:прегледан[оа]?|проверен[оа]?)",
        r"(?:дата\s+на\s+)?(?:последн[аоия]+\s+)?(?:актуализация|промяна|обновяване)"
        r" | (?:обновен[оа]?|актуализиран[оа]?)",
        r"(?:дата\s+на\s+)?(?:публикуване|публикация) | публикуван[оа]?",
        ("Последна актуализация: 3 май 2019", "updated", "2019-05-03"),
    ),
    Language(
        "et",
        (
            "jaanuar", "veebruar", "märts", "aprill", "mai", "juuni", "juuli", "august", "september", "oktoober",
            "november", "detsember",
        ),
        r"järgmine\s+(?:läbivaatus|ülevaatus)",
        r"(?:viimati\s+)?(?:üle\s+vaadatud|läbi\s+vaadatud|kontrollitud)",
        r"(?:viimati\s+)?(?:uuendatud|muudetud|ajakohastatud) | viimane\s+uuendus",
        r"(?:avaldatud|ilmunud|loodud)",
        ("Viimati uuendatud: 3. mai 2019", "updated", "2019-05-03"),
    ),
    Language(
        "lt",
        (
            "sausio", "vasario", "kovo", "balandžio", "gegužės", "birželio", "liepos", "rugpjūčio", "rugsėjo", "spalio",
            "lapkričio", "gruodžio",
        ),
        r"kit[aą]s?\s+(?:peržiūra|patikra)",
        r"(?:paskutinį\s+kartą\s+)?(?:peržiūrėta|patikrinta)",
        r"(?:paskutinį\s+kartą\s+)?(?:atnaujinta|pakeista) | paskutinis\s+atnaujinimas",
        r"(?:paskelbta|publikuota|įkelta)",
        ("Atnaujinta: 2019 m. gegužės 3 d.", "updated", "2019-05-03"),
    ),
    Language(
        "id",
        (
            "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober",
            "november", "desember",
        ),
        r"(?:tinjauan|peninjauan)\s+(?:berikutnya|selanjutnya)",
        r"(?:terakhir\s+)?ditinjau(?:\s+(?:secara\s+medis|terakhir))? | tinjauan\s+medis",
        r"(?:terakhir\s+)?(?:diperbarui|diperbaharui|dimutakhirkan|diubah|diupdate)"
        r" | (?:pembaruan|pembaharuan|update)\s+terakhir",
        r"(?:diterbitkan|dipublikasikan|diposting|ditayangkan) | tanggal\s+(?:terbit|publikasi|tayang)",
        ("Terakhir diperbarui: 3 Agustus 2019", "updated", "2019-08-03"),
    ),
    Language(
        "vi", _CJK,
        r"(?:xem\s+xét|cập\s+nhật)\s+tiếp\s+theo",
        r"(?:đã\s+)?(?:được\s+)?(?:kiểm\s+duyệt|tham\s+y\s+khoa|xem\s+xét)(?:\s+lần\s+cuối)?",
        r"(?:ngày\s+)?(?:cập\s+nhật|sửa\s+đổi)(?:\s+(?:lần\s+cuối|gần\s+nhất|mới\s+nhất))? | lần\s+cập\s+nhật\s+cuối",
        r"(?:ngày\s+)?(?:đăng|xuất\s+bản)(?:\s+bài)?",
        ("Cập nhật lần cuối: ngày 3 tháng 5 năm 2019", "updated", "2019-05-03"),
    ),
    Language(
        "ar",
        (
            "يناير", "فبراير", "مارس", "أبريل ابريل إبريل", "مايو", "يونيو يونيه", "يوليو يوليه", "أغسطس اغسطس",
            "سبتمبر", "أكتوبر اكتوبر", "نوفمبر", "ديسمبر",
        ),
        r"(?:موعد\s+)?المراجعة\s+(?:القادمة|التالية)",
        r"(?:تمت?\s+)?(?:المراجعة|مراجعته)(?:\s+(?:الطبية|طبيًا))? | (?:تاريخ|آخر)\s+(?:ال)?مراجعة",
        r"(?:تاريخ\s+)?(?:آخر\s+)?(?:ال)?تحديث | تم\s+(?:ال)?تحديث(?:ه|ها)?(?:\s+في)?",
        r"(?:تاريخ\s+)?(?:ال)?نشر(?:ت|\s+في)? | تم\s+(?:ال)?نشر(?:ه|ها)?",
        ("آخر تحديث: 3 مايو 2019", "updated", "2019-05-03"),
    ),
    Language(
        "he",
        (
            "ינואר", "פברואר", "מרץ מרס", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר",
            "דצמבר",
        ),
        r"(?:סקירה|בדיקה)\s+הבאה",
        r"נבדק(?:\s+לאחרונה)? | (?:תאריך\s+)?סקירה\s+(?:רפואית|אחרונה)",
        r"(?:תאריך\s+)?(?:עדכון\s+אחרון|עדכון) | עודכן(?:\s+לאחרונה)? | עודכנה",
        r"(?:תאריך\s+)?(?:פרסום|פורסם|פורסמה)",
        ("עודכן לאחרונה: 3 במאי 2019", "updated", "2019-05-03"),
    ),
    Language(
        "hi",
        (
            "जनवरी", "फरवरी फ़रवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर सितम्बर", "अक्टूबर अक्तूबर",
            "नवंबर नवम्बर", "दिसंबर दिसम्बर",
        ),
        r"अगली\s+समीक्षा",
        r"(?:अंतिम\s+)?(?:चिकित्सा\s+)?समीक्षा(?:\s+तिथि)?",
        r"(?:अंतिम|आखिरी)\s+(?:अपडेट|अद्यतन|संशोधन|बार\s+अपडेट\s+किया\s+गया) | अपडेट(?:\s+किया\s+गया)? | अद्यतन",
        r"प्रकाशित(?:\s+तिथि)? | प्रकाशन\s+(?:तिथि|दिनांक)",
        ("अंतिम अपडेट: 3 मई 2019", "updated", "2019-05-03"),
    ),
    Language(
        "ja", _CJK,
        r"次回(?:の)?(?:見直し|改訂|更新)(?:予定)?日?",
        r"(?:最終)?(?:医学的)?(?:監修|確認|レビュー)日",
        r"(?:最終|最新)?(?:更新|改訂|改定)(?:年月)?日時? | (?:最終)?更新",
        r"(?:掲載|公開|作成|発行|投稿)(?:年月)?日時? | 公開",
        ("最終更新日：2019年5月3日", "updated", "2019-05-03"),
    ),
    Language(
        "zh", _CJK,
        r"下次(?:审核|審核|更新|检查)(?:日期|时间)?",
        r"(?:最后|最近|上次|最後)?(?:医学)?(?:审核|審核|审阅|審閱|复核)(?:日期|时间|時間|于)?",
        r"(?:最后|最近|上次|最後)?(?:更新|修改|修订|修訂|修正)(?:日期|时间|時間|于|於)?",
        r"(?:首次)?(?:发布|發布|發佈|发表|發表|刊登|创建|公布)(?:日期|时间|時間|于|於)?",
        ("发布日期：2019-05-03", "published", "2019-05-03"),
    ),
    Language(
        "ko", _CJK,
        r"다음\s*(?:검토|개정|업데이트)(?:\s*예정)?일?",
        r"(?:최종|마지막)?\s*(?:검토|감수|확인)일?",
        r"(?:최종|마지막|최근)?\s*(?:수정|업데이트|갱신|개정)(?:일자?|일시)?",
        r"(?:최초)?\s*(?:게시|작성|발행|등록|게재)(?:일자?|일시)?",
        ("최종 수정일: 2019년 5월 3일", "updated", "2019-05-03"),
    ),
)  # fmt: skip

#: Parts of labels, one of which is in each: looking for them first is faster than trying the patterns.
CUES = (
    r"revid|gennemg|kontroll|opdat|ændr|redig|udgi|publi|offentlig|oprett|revis|gjenn|kvalit|oppdat|endre|utgit"
    r"|gransk|översyn|uppdat|ändra|skap|tarkist|tarkast|päivit|muokat|julkais|herzien|controle|beoord|nagek|aangep"
    r"|geactual|wijzig|verschen|verific|rivist|aggiorn|modific|pubblic|weryf|spraw|aktualiz|zmien|modyf|opubl|reviz"
    r"|kontrol|změn|úprav|uprav|zveřej|vydá|gözden|incele|güncel|değiş|yayın|yayım|oluştur|felülv|ellenőr|friss"
    r"|módos|megjel|közzét|revizui|verificar|actualiz|проверк|провер|пересм|обновл|измен|редакц|публик|опубл|размещ"
    r"|перевір|оновл|змін|публік|розміщ|αναθεώρ|έλεγχ|ενημέρ|ενημερ|τροποπ|δημοσ|監修|確認|レビュー|更新|改訂|改定"
    r"|見直|掲載|公開|作成|発行|投稿|审核|審核|审阅|審閱|复核|检查|修改|修订|修訂|修正|发布|發布|發佈|发表|發表|刊登|创建"
    r"|revisió|revisa|modifica|publica|zmen|reví|skontrol|zverej|publik|vydan|vydán|recenz|provjer|pregled|ažurir|izmj|posodob|objav"
    r"|izmen|прегл|провер|актуал|промян|обнов|публик|kontrollit|vaadat|uuend|muudet|ajakoh|avald|ilmun|peržiūr|patikr"
    r"|atnauj|pakeis|paskelb|tinja|perbar|pembar|mutakhir|diubah|updat|terbit|publikas|posting|tayang|duyệt|tham\s+vấn|xem|cập|sửa"
    r"|đăng|xuất|مراجع|تحديث|نشر|נבדק|סקירה|עדכון|עודכ|פרסום|פורס|समीक्षा|अपडेट|अद्यतन|संशोधन|प्रकाश|公布|검토|감수|확인|수정|업데이트|갱신|개정|게시|작성|발행|등록|게재"
)

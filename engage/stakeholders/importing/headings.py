"""What people call the columns of their lists, in many languages, and which column each name means. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from engage.i18n.languages import LANGUAGES
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.texts import use_language
from engage.i18n.vocabulary import Vocabulary
from engage.stakeholders.folding import fold


class Column(Vocabulary):
    """What a column can hold."""

    NAME = "name", _l("Name")
    OTHER_NAME = "other_name", _l("Other name"), _l("The name in another script, a short or former name.")
    ORGANISATION = "organisation", _l("Organisation"), _l("Where a person belongs.")
    TYPE = "type", _l("Type")
    ROLE = "role", _l("Role"), _l("Rights holder, intermediary stakeholder, or both.")
    GROUP = "group", _l("Groups")
    RIGHT = "right", _l("Rights")
    COUNTRY = "country", _l("Country")
    LEVEL = "level", _l("Level")
    LANGUAGE = "language", _l("Language")
    EMAIL = "email", _l("E-mail")
    PHONE = "phone", _l("Phone")
    WEBSITE = "website", _l("Website")
    HANDLE = "handle", _l("Messenger or network handle")
    ADDRESS = "address", _l("Postal address")
    ADDED_ON = "added_on", _l("Known since"), _l("The day on which someone was written into the list.")
    TIER = "tier", _l("Protection")
    NOTE = "note", _l("Note")
    IGNORE = "ignore", _l("Leave out")


# Words in en fr ar es pt ru zh sw fa tr de id hi my, parted by strokes.
_HEADINGS: dict[Column, str] = {
    Column.NAME: "name|full name|name of organisation|name of organization|organisation name|"
    "organization name|name of the organisation|name of the organization|stakeholder|stakeholder name|person|"
    "ngo name|group name|name of ngo|official name|name latin|name english|name in english|nom|nom complet|"
    "nom de l organisation|nom et prénom|raison sociale|dénomination|partie prenante|nom de la structure|اسم|"
    "الاسم|الاسم الكامل|اسم المنظمة|اسم الجمعية|اسم المؤسسة|اسم الجهة|nombre|nombre completo|"
    "nombre de la organización|razón social|parte interesada|nome|nome completo|nome da organização|"
    "razão social|имя|название|наименование|фио|название организации|наименование организации|姓名|名称|名稱|"
    "机构名称|组织名称|單位名稱|jina|jina kamili|jina la shirika|نام|نام سازمان|نام کامل|نام و نام خانوادگی|"
    "ad|adı|isim|ad soyad|adı soyadı|kuruluş adı|kurum adı|name der organisation|vollständiger name|"
    "bezeichnung|nama|nama lengkap|nama organisasi|nama lembaga|नाम|पूरा नाम|संस्था का नाम|संगठन का नाम|အမည်|အဖွဲ့အမည်|"
    "အဖွဲ့အစည်းအမည်|နာမည်",
    Column.OTHER_NAME: "other name|other names|alias|aliases|also known as|aka|acronym|short name|abbreviation|"
    "local name|native name|name in arabic|arabic name|name arabic|name local|name in local language|former name|"
    "original name|autre nom|autres noms|sigle|acronyme|nom en arabe|nom arabe|ancien nom|nom local|abréviation|"
    "الاسم بالعربية|الاسم العربي|الاسم بالعربي|الاسم بالانجليزية|الاسم بالفرنسية|اسم آخر|الاختصار|اسم مختصر|"
    "otro nombre|otros nombres|siglas|sigla|acrónimo|outro nome|outros nomes|acrônimo|другое название|сокращение|"
    "аббревиатура|псевдоним|别名|别称|简称|其他名称|英文名称|中文名称|jina lingine|kifupi|نام دیگر|مخفف|نام مستعار|"
    "diğer ad|diğer adı|kısaltma|kısa ad|anderer name|weitere namen|abkürzung|kurzname|nama lain|singkatan|"
    "अन्य नाम|संक्षिप्त नाम|အခြားအမည်|အတိုကောက်",
    Column.ORGANISATION: "organisation|organization|employer|affiliation|institution|company|works for|"
    "member of|structure|organisme|employeur|entreprise|المنظمة|منظمة|المؤسسة|جهة العمل|الجهة|organización|"
    "institución|empresa|afiliación|organização|instituição|afiliação|организация|учреждение|место работы|"
    "组织|机构|单位|工作单位|shirika|taasisi|سازمان|موسسه|محل کار|kuruluş|kurum|örgüt|einrichtung|arbeitgeber|"
    "organisasi|lembaga|instansi|संगठन|संस्था|အဖွဲ့အစည်း|အဖွဲ့",
    Column.TYPE: "type|kind|category|stakeholder type|stakeholder category|organisation type|"
    "organization type|type of organisation|type of organization|type of stakeholder|sector|catégorie|"
    "type d organisation|genre|nature|type de partie prenante|secteur|نوع|النوع|الفئة|فئة|نوع المنظمة|التصنيف|"
    "القطاع|tipo|categoría|tipo de organización|sector|categoria|tipo de organização|setor|тип|вид|категория|"
    "тип организации|类型|类别|组织类型|機構類型|aina|aina ya shirika|kundi|نوع سازمان|دسته|دسته بندی|tür|"
    "türü|tip|kategori|kuruluş türü|art|kategorie|typ|art der organisation|jenis|jenis organisasi|tipe|प्रकार|"
    "श्रेणी|संगठन का प्रकार|အမျိုးအစား|အဖွဲ့အမျိုးအစား",
    Column.ROLE: "role|stakeholder role|rights holder or intermediary|rôle|دور|الدور|rol|papel|função|роль|"
    "角色|jukumu|نقش|rolü|rolle|peran|भूमिका|အခန်းကဏ္ဍ",
    Column.GROUP: "group|groups|vulnerable groups|vulnerable group|groups at risk|target group|population|"
    "groups represented|beneficiaries|groupe|groupes|groupes vulnérables|population cible|bénéficiaires|"
    "الفئات|الفئة المستهدفة|الفئات المستهدفة|المجموعة|grupo|grupos|grupos vulnerables|población|grupos vulneráveis|"
    "população|группа|группы|уязвимые группы|群体|弱势群体|目标群体|makundi|kikundi|گروه|گروه ها|grup|gruplar|"
    "hedef grup|gruppe|gruppen|zielgruppe|kelompok|kelompok rentan|समूह|वर्ग|အုပ်စု",
    Column.RIGHT: "right|rights|human rights|rights issues|issue|issues|theme|themes|topic|topics|"
    "area of work|areas of work|focus|expertise|focus area|focus areas|thematic area|droit|droits|thème|"
    "thèmes|thématique|thématiques|domaine|domaines|domaine d intervention|الحقوق|الحق|مجال العمل|المجال|"
    "المواضيع|مجالات العمل|derecho|derechos|tema|temas|área de trabajo|direito|direitos|área de atuação|право|"
    "права|тема|темы|权利|领域|议题|工作领域|haki|mada|eneo la kazi|حقوق|حوزه فعالیت|موضوع|hak|haklar|konu|"
    "çalışma alanı|rechte|themen|thema|themenbereich|bidang|isu|bidang kerja|अधिकार|विषय|कार्य क्षेत्र|အခွင့်အရေး|ကဏ္ဍ",
    Column.COUNTRY: "country|countries|country code|nation|country of operation|countries of operation|"
    "location|country of origin|country region|pays|code pays|pays d intervention|بلد|البلد|الدولة|دولة|"
    "البلدان|الدول|país|países|страна|страны|国家|國家|所在国|nchi|کشور|کشورها|ülke|ülkeler|ülkesi|land|"
    "länder|negara|देश|နိုင်ငံ",
    Column.LEVEL: "level|scope|geographic scope|reach|coverage|niveau|portée|échelle|مستوى|المستوى|النطاق|"
    "nivel|alcance|ámbito|nível|âmbito|уровень|охват|级别|层级|范围|ngazi|kiwango|سطح|düzey|seviye|kapsam|"
    "ebene|reichweite|tingkat|cakupan|स्तर|အဆင့်",
    Column.LANGUAGE: "language|languages|spoken languages|languages spoken|working language|working languages|"
    "lang|langue|langues|langues parlées|langue de travail|langue s|لغة|اللغة|اللغات|لغات|لغة العمل|idioma|"
    "idiomas|lengua|lenguas|línguas|língua|язык|языки|语言|語言|lugha|زبان|زبان ها|dil|diller|dili|sprache|"
    "sprachen|bahasa|भाषा|भाषाएँ|ဘာသာစကား",
    Column.EMAIL: "email|e mail|email address|e mail address|mail|email addresses|emails|e mails|"
    "contact email|courriel|adresse e mail|adresse électronique|adresse mail|adresse email|mél|بريد|البريد|"
    "البريد الإلكتروني|بريد إلكتروني|الإيميل|ايميل|correo|correo electrónico|correo e|endereço de e mail|"
    "correio eletrônico|correio eletrónico|эл почта|электронная почта|почта|адрес эл почты|имейл|邮箱|"
    "电子邮件|电子邮箱|電子郵件|barua pepe|ایمیل|پست الکترونیک|رایانامه|e posta|eposta|e posta adresi|"
    "e mail adresse|surel|ईमेल|ई मेल|အီးမေးလ်",
    Column.PHONE: "phone|telephone|phone number|phone numbers|phone no|tel no|mobile|mobile phone|cell|"
    "cell phone|tel|phones|telephone number|contact number|landline|fax|whatsapp number|tel fax|phone fax|"
    "tel mobile|téléphone|numéro de téléphone|téléphones|téléphone fixe|portable|gsm|mobile phone number|tél|"
    "n de téléphone|هاتف|الهاتف|رقم الهاتف|جوال|الجوال|موبايل|المحمول|الهاتف المحمول|أرقام الهاتف|teléfono|"
    "teléfonos|móvil|celular|número de teléfono|telefone|telefones|telemóvel|телефон|телефоны|мобильный|"
    "номер телефона|电话|手机|电话号码|聯絡電話|simu|namba ya simu|nambari ya simu|تلفن|شماره تلفن|موبایل|"
    "تلفن همراه|telefon|telefon numarası|cep telefonu|cep|telefonnummer|handy|mobil|rufnummer|telepon|"
    "nomor telepon|hp|no hp|no telepon|फ़ोन|फोन|दूरभाष|मोबाइल|फ़ोन नंबर|ဖုန်း|ဖုန်းနံပါတ်|တယ်လီဖုန်း",
    Column.WEBSITE: "website|web site|web|url|homepage|site|link|web page|webpage|website url|site web|"
    "site internet|lien|موقع|الموقع|الموقع الإلكتروني|الرابط|موقع الويب|sitio web|página web|enlace|sítio web|"
    "página|сайт|веб сайт|ссылка|网站|网址|網站|tovuti|وب سایت|وبسایت|سایت|web sitesi|internet sitesi|"
    "webseite|internetseite|situs web|situs|laman|वेबसाइट|ဝက်ဘ်ဆိုက်|ဝဘ်ဆိုက်",
    Column.HANDLE: "handle|twitter|x twitter|facebook|instagram|telegram|signal|whatsapp|social media|skype|"
    "linkedin|messenger|wechat|réseaux sociaux|واتساب|فيسبوك|تويتر|وسائل التواصل|redes sociales|redes sociais|"
    "соцсети|телеграм|微信|mitandao ya kijamii|شبکه های اجتماعی|sosyal medya|soziale medien|media sosial|"
    "सोशल मीडिया|ဖေ့စ်ဘွတ်",
    Column.ADDRESS: "address|postal address|mailing address|street|street address|city|town|city town|"
    "postcode|zip|zip code|po box|headquarters|adresse|adresse postale|ville|rue|code postal|siège|العنوان|"
    "عنوان|المدينة|مدينة|صندوق البريد|dirección|ciudad|domicilio|código postal|endereço|cidade|morada|адрес|"
    "город|地址|城市|anwani|jiji|mji|آدرس|نشانی|شهر|adres|şehir|il|anschrift|stadt|ort|postanschrift|alamat|"
    "kota|पता|शहर|လိပ်စာ|မြို့",
    Column.ADDED_ON: "date|date added|added|added on|created|created on|created at|since|known since|"
    "first contact|date of first contact|entry date|registered|date registered|last updated|date updated|"
    "updated|date d ajout|date de contact|ajouté le|premier contact|date de création|depuis|mise à jour|"
    "date de mise à jour|تاريخ|التاريخ|تاريخ الإضافة|تاريخ التسجيل|تاريخ أول اتصال|fecha|fecha de alta|"
    "fecha de registro|primer contacto|data|data de registo|data de registro|data de cadastro|дата|"
    "дата добавления|дата регистрации|日期|添加日期|登记日期|tarehe|تاریخ|تاریخ ثبت|tarih|eklenme tarihi|"
    "kayıt tarihi|datum|hinzugefügt am|erfasst am|tanggal|tanggal ditambahkan|दिनांक|तारीख|ရက်စွဲ|နေ့စွဲ",
    Column.TIER: "tier|protection|protection tier|risk tier|sensitivity|confidentiality|sensibilité|"
    "confidentialité|حماية|الحماية|درجة السرية|السرية|protección|proteção|защита|保护|保密级别|ulinzi|حفاظت|"
    "koruma|schutz|schutzstufe|perlindungan|सुरक्षा|ကာကွယ်မှု",
    Column.NOTE: "note|notes|comment|comments|remark|remarks|observations|description|contact person|contact|"
    "position|job title|function|mission|background|commentaire|commentaires|remarque|remarques|observation|"
    "personne de contact|contact principal|fonction|poste|ملاحظات|ملاحظة|تعليق|تعليقات|الوصف|مسؤول الاتصال|"
    "الوظيفة|المنصب|جهة الاتصال|notas|nota|comentarios|observaciones|persona de contacto|cargo|contacto|"
    "comentários|observações|contato|pessoa de contacto|примечание|примечания|комментарий|комментарии|"
    "должность|контактное лицо|备注|说明|职务|联系人|maelezo|maoni|cheo|mtu wa mawasiliano|یادداشت|توضیحات|"
    "سمت|notlar|açıklama|açıklamalar|görev|ilgili kişi|notiz|notizen|bemerkung|bemerkungen|anmerkungen|"
    "beschreibung|ansprechpartner|ansprechperson|funktion|catatan|keterangan|deskripsi|jabatan|kontak person|"
    "टिप्पणी|टिप्पणियाँ|विवरण|पद|မှတ်ချက်|မှတ်စု|ရာထူး",
    Column.IGNORE: "no|number|nr|num|s no|sl no|sr no|row|id|index|serial number|n|nº|numéro|ordre|م|رقم|الرقم|"
    "الرقم التسلسلي|número|item|номер|п п|no п п|序号|编号|nambari|namba|ردیف|شماره|sıra|sıra no|lfd nr|nummer|nomor|"
    "no urut|क्रमांक|क्र|क्र सं|စဉ်|နံပါတ်",
}  # fmt: skip
# What may follow a heading that is wanted or numbered: “Phone 2”, “Country *”, “Notes (internal)”.
_BESIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[*:#]+|\d+\s*$|(?<=\D)\d+$")
_LANGUAGES = re.compile(r"[/|\n\r–—-]|\s-\s|[()\[\]]")


def _labels(member: Vocabulary) -> Iterable[str]:
    for language in LANGUAGES:
        with use_language(language.code):
            yield str(member.label)


@lru_cache(maxsize=1)
def _headings() -> dict[str, Column]:
    known: dict[str, Column] = {}
    for column, words in _HEADINGS.items():
        for word in (*words.split("|"), *_labels(column), column.value.replace("_", " ")):
            known.setdefault(fold(word), column)
    known.pop("", None)
    return known


@lru_cache(maxsize=4096)
def meanings_of(heading: str) -> tuple[Column, ...]:
    """What a heading can mean, the likeliest first; a heading in two languages that agree means one thing."""
    known = _headings()
    for form in (heading, _BESIDE.sub(" ", heading)):
        if found := known.get(fold(form)):
            return (found,)
    parts = [known.get(fold(_BESIDE.sub(" ", part))) for part in _LANGUAGES.split(heading) if fold(part)]
    return tuple(dict.fromkeys(column for column in parts if column is not None))


def column_of(heading: str) -> Column | None:
    """What a column with this heading holds, or None."""
    found = meanings_of(heading)
    return found[0] if found else None

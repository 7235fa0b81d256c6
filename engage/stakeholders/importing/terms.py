"""Words for types, roles, levels, groups, rights and protection as lists write them, in many languages. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from engage.i18n.languages import LANGUAGES
from engage.i18n.texts import use_language
from engage.i18n.vocabulary import Vocabulary
from engage.stakeholders.importing.lexicon import Lexicon
from engage.stakeholders.vocabulary import (
    Capacity,
    IntermediaryKind,
    Level,
    Right,
    RightsGroup,
    StakeholderKind,
    StakeholderRole,
    Tier,
)

Words = dict[str, str]

_TYPES: Words = {
    "civil_society": "civil society|cso|csos|ngo|n g o|ngos|ingo|lngo|nngo|cbo|fbo|npo|ngo local|local ngo|"
    "national ngo|international ngo|non governmental organisation|non governmental organization|"
    "non governmental|nongovernmental|nonprofit|non profit|not for profit|non profit organisation|"
    "non profit organization|charity|foundation|association|civil society organization|"
    "community based organisation|community based organization|grassroots|grassroots organisation|"
    "grassroots organization|faith based organisation|faith based organization|umbrella|ngo network|ngo cso|"
    "cso ngo|advocacy group|advocacy organisation|human rights organisation|human rights organization|"
    "women s organisation|women s organization|womens organisation|organisation|organization|ong|ong locale|"
    "ong nationale|ong internationale|ongi|osc|société civile|organisation de la société civile|"
    "organisation non gouvernementale|fondation|collectif d associations|asbl|association locale|"
    "منظمة مجتمع مدني|مجتمع مدني|المجتمع المدني|منظمة غير حكومية|منظمات غير حكومية|منظمة غير ربحية|جمعية|"
    "جمعية أهلية|جمعية خيرية|مؤسسة|مؤسسة أهلية|منظمة أهلية|منظمة دولية غير حكومية|منظمة|منظمة حقوقية|"
    "organización no gubernamental|sociedad civil|organización de la sociedad civil|asociación|fundación|"
    "organização não governamental|sociedade civil|organização da sociedade civil|associação|fundação|нко|нпо|"
    "общественная организация|гражданское общество|неправительственная организация|некоммерческая организация|"
    "фонд|ассоциация|非政府组织|民间组织|公民社会|社会组织|非营利组织|基金会|shirika lisilo la kiserikali|"
    "asasi ya kiraia|azaki|سازمان مردم نهاد|سمن|جامعه مدنی|انجمن|stk|sivil toplum|sivil toplum kuruluşu|"
    "dernek|vakıf|nichtregierungsorganisation|nro|zivilgesellschaft|verein|stiftung|lsm|"
    "organisasi masyarakat sipil|yayasan|ornop|गैर सरकारी संगठन|एनजीओ|नागरिक समाज|स्वयंसेवी संस्था|अन्जियो|"
    "အရပ်ဘက်အဖွဲ့အစည်း|အန်ဂျီအို|အစိုးရမဟုတ်သောအဖွဲ့အစည်း",
    "trade_union": "union|labour union|labor union|workers union|trade unions|unions|union federation|"
    "syndicat|syndicats|syndicat de travailleurs|centrale syndicale|نقابة|نقابة عمالية|نقابات|اتحاد عمالي|"
    "اتحاد نقابات|sindicato|sindicatos|профсоюз|工会|工會|chama cha wafanyakazi|اتحادیه|اتحادیه کارگری|"
    "sendika|gewerkschaft|serikat pekerja|serikat buruh|मजदूर संघ|श्रमिक संघ|ट्रेड यूनियन|အလုပ်သမားသမဂ္ဂ|သမဂ္ဂ",
    "academic": "academia|university|universities|research institute|research|research institution|college|"
    "researcher|think tank|academic institution|scholar|professor|universitaire|université|"
    "institut de recherche|recherche|centre de recherche|research centre|research center|جامعة|أكاديمي|"
    "أكاديمية|مركز أبحاث|مركز بحوث|معهد|معهد بحثي|universidad|academia|centro de investigación|universidade|"
    "centro de pesquisa|университет|институт|научный институт|大学|学术机构|研究机构|学者|chuo kikuu|"
    "taasisi ya utafiti|دانشگاه|پژوهشگاه|دانشگاهی|üniversite|akademik|araştırma enstitüsü|universität|"
    "forschungsinstitut|wissenschaft|hochschule|universitas|akademisi|lembaga penelitian|विश्वविद्यालय|"
    "शोध संस्थान|တက္ကသိုလ်|သုတေသန",
    "activist_group": "activists|activist|movement|social movement|collective|campaign group|campaign|"
    "network of activists|groupe militant|militants|mouvement|collectif|mouvement social|مجموعة ناشطين|ناشطون|"
    "حراك|حركة|ناشط|ناشطة|حملة|activistas|movimiento|movimiento social|colectivo|ativistas|movimento|движение|"
    "активисты|инициативная группа|运动|活动人士|wanaharakati|فعالان|جنبش|aktivist|aktivistler|hareket|"
    "aktivisten|bewegung|aktivis|gerakan|कार्यकर्ता|आंदोलन|တက်ကြွလှုပ်ရှားသူများ",
    "nhri": "human rights institution|human rights commission|national human rights commission|ombudsman|"
    "ombudsperson|institution nationale des droits de l homme|indh|cndh|"
    "commission nationale des droits de l homme|médiateur|المؤسسة الوطنية لحقوق الإنسان|"
    "مؤسسة وطنية لحقوق الإنسان|ديوان المظالم|اللجنة الوطنية لحقوق الإنسان|defensoría|defensoría del pueblo|"
    "comisión nacional de derechos humanos|provedoria|уполномоченный по правам человека|国家人权机构|"
    "کمیسیون حقوق بشر|kamu denetçiliği|ombudsmann|komnas ham|मानवाधिकार आयोग|လူ့အခွင့်အရေးကော်မရှင်",
    "policy_maker": "government|public authority|policy maker|policymaker|government agency|ministry|"
    "parliament|authority|regulator|municipality|state|public sector|governmental|gov|local government|"
    "local authority|un agency|un|united nations|intergovernmental|intergovernmental organisation|"
    "intergovernmental organization|igo|embassy|donor|gouvernement|autorité publique|ministère|"
    "agence des nations unies|organisation intergouvernementale|agence onusienne|ambassade|collectivité|حكومة|"
    "جهة حكومية|حكومي|وزارة|الأمم المتحدة|وكالة أممية|سفارة|بلدية|gobierno|ministerio|agencia de la onu|"
    "governo|ministério|правительство|министерство|госорган|агентство оон|政府|政府机构|联合国机构|serikali|"
    "wizara|دولت|وزارت|نهاد دولتی|hükümet|bakanlık|devlet|regierung|behörde|ministerium|un organisation|"
    "pemerintah|kementerian|सरकार|मंत्रालय|အစိုးရ|ဝန်ကြီးဌာန",
    "investor": "investors|asset manager|pension fund|bank|investisseur|investisseurs|مستثمر|مستثمرون|"
    "inversor|inversionista|investidor|инвестор|投资者|mwekezaji|سرمایه گذار|yatırımcı|anleger|निवेशक|"
    "ရင်းနှီးမြှုပ်နှံသူ",
    "multistakeholder": "multi stakeholder initiative|multistakeholder|multi stakeholder|msi|"
    "multi stakeholder platform|initiative multipartite|plateforme multipartite|مبادرة متعددة أصحاب المصلحة|"
    "iniciativa multiactor|iniciativa de múltiples partes interesadas|multi akteurs initiative|"
    "multi stakeholder initiative msi",
    "consultancy": "consultant|consulting|consultants|law firm|lawyer|legal|cabinet de conseil|conseil|"
    "cabinet d avocats|avocat|استشارات|شركة استشارات|مكتب محاماة|محامي|محام|consultoría|bufete|abogado|"
    "consultoria|advogado|консалтинг|юридическая фирма|адвокат|咨询公司|律师事务所|مشاوره|وکیل|danışmanlık|"
    "hukuk bürosu|avukat|beratung|kanzlei|konsultan|firma hukum|परामर्श|वकील",
    "company": "business|corporation|firm|private sector|private|private company|supplier|"
    "business association|entreprise|société|secteur privé|fournisseur|شركة|قطاع خاص|القطاع الخاص|مورد|"
    "empresa|sector privado|proveedor|setor privado|компания|бизнес|частный сектор|公司|企业|kampuni|شرکت|"
    "بخش خصوصی|şirket|özel sektör|unternehmen|firma|perusahaan|swasta|कंपनी|निजी क्षेत्र|ကုမ္ပဏီ",
    "opinion_former": "media|journalist|journalists|press|newspaper|media outlet|news|broadcaster|influencer|"
    "religious leader|média|médias|journaliste|presse|إعلام|وسيلة إعلامية|وسائل إعلام|صحفي|صحافة|صحافي|medios|"
    "medios de comunicación|prensa|periodista|mídia|imprensa|jornalista|сми|журналист|пресса|媒体|记者|"
    "vyombo vya habari|mwandishi wa habari|رسانه|روزنامه نگار|medya|basın|gazeteci|medien|presse|"
    "journalist in|wartawan|मीडिया|पत्रकार|မီဒီယာ|သတင်းထောက်",
    "other": "other|autre|autres|others|أخرى|آخر|اخرى|otro|otra|otros|outro|другое|其他|nyingine|سایر|diğer|sonstige|"
    "andere|lainnya|अन्य|အခြား",
    "worker": "employee|employees|workers|worker representative|travailleur|travailleuse|travailleurs|employé|"
    "salarié|عامل|عاملة|عمال|موظف|trabajador|trabajadora|trabalhador|работник|рабочий|工人|员工|mfanyakazi|"
    "کارگر|işçi|çalışan|arbeiter|arbeitnehmer|pekerja|buruh|मजदूर|श्रमिक|အလုပ်သမား",
    "supply_chain_worker": "supply chain worker|factory worker|farm worker|ouvrier|ouvrière|ouvrier agricole|"
    "supplier worker",
    "user": "user|users|end user|utilisateur|utilisatrice|مستخدم|usuario|usuária|пользователь|用户|mtumiaji|کاربر|"
    "kullanıcı|nutzer|nutzerin|pengguna|उपयोगकर्ता",
    "customer": "client|cliente|clients|customers|consumer|consommateur|زبون|عميل|مستهلك|consumidor|клиент|"
    "客户|消费者|mteja|مشتری|müşteri|kunde|kundin|pelanggan|ग्राहक",
    "community": "community|local community|resident|residents|community member|villager|communauté|"
    "communauté locale|habitant|riverain|مجتمع محلي|أهالي|سكان|comunidad|comunidad local|comunidade|"
    "сообщество|местное сообщество|社区|居民|jamii|جامعه محلی|topluluk|yerel topluluk|gemeinschaft|anwohner|"
    "komunitas|masyarakat|समुदाय|लोकसमूह|လူထု",
    "person": "individual|individuals|person|personne|particulier|شخص|فرد|أفراد|persona|individuo|pessoa|"
    "indivíduo|лицо|физическое лицо|человек|个人|mtu|mtu binafsi|شخص حقیقی|kişi|birey|einzelperson|perorangan|"
    "individu|व्यक्ति|ပုဂ္ဂိုလ်",
    "group": "group|informal group|groupe|مجموعة|grupo|группа|小组|团体|kikundi|گروه|grup|gruppe|kelompok|समूह|အုပ်စု",
}  # fmt: skip
_ROLES: Words = {
    "rights_holder": "rights holders|rightsholder|right holder|affected|affected person|affected people|"
    "titulaire de droits|titulaires de droits|ayant droit|صاحب حق|صاحب حقوق|أصحاب الحقوق|titular de derechos|"
    "titular de direitos|правообладатель|权利人|权利持有者|mwenye haki|hak sahibi|rechteinhaber|rechtsinhaber|"
    "pemegang hak|अधिकार धारक",
    "intermediary": "intermediary|intermediaries|representative|proxy|intermédiaire|représentant|وسيط|ممثل|"
    "intermediario|representante|intermediário|посредник|中介|中间人|mpatanishi|واسطه|aracı|vermittler|"
    "perantara|मध्यस्थ",
}  # fmt: skip
_LEVELS: Words = {
    "local": "local|locale|community level|municipal|village|city|grassroots|district|محلي|محلية|"
    "муниципальный|местный|地方|本地|ya mtaa|محلی|yerel|lokal|kommunal|स्थानीय|ဒေသ",
    "national": "national|nationale|nation wide|nationwide|country level|country wide|وطني|وطنية|قومي|nacional|"
    "национальный|федеральный|国家级|全国|kitaifa|ملی|ulusal|landesweit|nasional|राष्ट्रीय|နိုင်ငံလုံး|အမျိုးသား",
    "regional": "regional|régional|régionale|sub regional|continental|إقليمي|إقليمية|региональный|区域|地区|"
    "kikanda|منطقه ای|bölgesel|overregional|क्षेत्रीय|ဒေသတွင်း",
    "international": "international|internationale|global|worldwide|world|transnational|mondial|دولي|دولية|"
    "عالمي|internacional|mundial|международный|глобальный|国际|全球|kimataifa|بین المللی|جهانی|uluslararası|"
    "küresel|weltweit|internasional|अंतर्राष्ट्रीय|अन्तरराष्ट्रीय|နိုင်ငံတကာ",
}  # fmt: skip
_GROUPS: Words = {
    "defenders": "human rights defenders|hrd|hrds|whrd|defenders|défenseurs des droits humains|défenseurs|"
    "défenseurs des droits de l homme|المدافعون عن حقوق الإنسان|مدافعون|defensores|defensores de derechos humanos|"
    "правозащитники|人权捍卫者|watetezi wa haki za binadamu|مدافعان حقوق بشر|insan hakları savunucuları|"
    "menschenrechtsverteidiger|pembela ham|मानवाधिकार रक्षक",
    "dissidents": "dissidents|political prisoners|opposition|political opposition|détenus politiques|معارضون|معارضة|"
    "معتقلون سياسيون|disidentes|диссиденты|异见人士|muhalifler|dissidenten",
    "women": "women|woman|girls|women and girls|women s rights|gender|female|femmes|filles|femmes et filles|"
    "genre|نساء|النساء|المرأة|مرأة|فتيات|النساء والفتيات|mujeres|mujer|niñas|mulheres|женщины|妇女|女性|"
    "wanawake|زنان|kadın|kadınlar|frauen|frauen und mädchen|perempuan|wanita|महिला|महिलाएं|महिलाएँ|အမျိုးသမီး|"
    "အမျိုးသမီးများ",
    "young": "youth|young people|young|students|adolescents|jeunes|jeunesse|شباب|الشباب|jóvenes|juventud|"
    "jovens|juventude|молодежь|молодёжь|青年|vijana|جوانان|gençler|gençlik|jugend|jugendliche|pemuda|"
    "anak muda|युवा|လူငယ်|လူငယ်များ",
    "minorities": "minorities|minority|ethnic minorities|religious minorities|ethnic groups|"
    "linguistic minorities|lgbti|lgbt|lgbtiq|lgbtq|lgbtqi|minorités|minorité|أقليات|الأقليات|minorías|"
    "minorias|меньшинства|少数民族|少数群体|اقلیت ها|azınlıklar|minderheiten|minoritas|अल्पसंख्यक|လူနည်းစု",
    "indigenous": "indigenous|indigenous people|indigenous peoples|first nations|tribal|autochtones|"
    "peuples autochtones|شعوب أصلية|الشعوب الأصلية|indígenas|pueblos indígenas|povos indígenas|"
    "коренные народы|原住民|watu wa asili|yerli halklar|indigene|indigene völker|masyarakat adat|आदिवासी|"
    "ဌာနေတိုင်းရင်းသား",
    "migrant_workers": "migrant workers|migrants|migrant|agency workers|labour migrants|domestic workers|"
    "travailleurs migrants|عمال مهاجرون|العمال المهاجرون|مهاجرون|migrantes|trabajadores migrantes|"
    "трудовые мигранты|мигранты|移民工人|外劳|农民工|wahamiaji|کارگران مهاجر|مهاجران|göçmen işçiler|göçmenler|"
    "wanderarbeiter|migranten|pekerja migran|प्रवासी मजदूर|प्रवासी श्रमिक|ရွှေ့ပြောင်းအလုပ်သမား",
    "children": "children|child|kids|minors|enfants|enfance|أطفال|الأطفال|الطفل|niños|niñez|infancia|crianças|"
    "infância|дети|儿童|watoto|کودکان|çocuk|çocuklar|kinder|anak|anak anak|बच्चे|ကလေး|ကလေးများ",
    "disabilities": "persons with disabilities|people with disabilities|disability|disabled|disabled people|"
    "pwd|pwds|personnes handicapées|handicap|personnes en situation de handicap|ذوو الإعاقة|ذوي الإعاقة|"
    "الأشخاص ذوو الإعاقة|معاقون|personas con discapacidad|discapacidad|pessoas com deficiência|инвалиды|"
    "люди с инвалидностью|残障人士|残疾人|watu wenye ulemavu|معلولان|engelliler|menschen mit behinderungen|"
    "behinderte|penyandang disabilitas|difabel|दिव्यांग|विकलांग|မသန်စွမ်းသူများ",
    "journalists": "journalists|bloggers|press freedom|media workers|journalistes|صحفيون|الصحفيون|صحافيون|"
    "periodistas|jornalistas|журналисты|记者|waandishi wa habari|روزنامه نگاران|gazeteciler|journalisten|"
    "jurnalis|wartawan|पत्रकार|သတင်းထောက်များ",
    "refugees": "refugees|refugee|idps|idp|displaced|displaced people|displaced persons|"
    "internally displaced persons|asylum seekers|stateless|réfugiés|déplacés|personnes déplacées|"
    "demandeurs d asile|لاجئون|اللاجئون|نازحون|refugiados|desplazados|беженцы|переселенцы|难民|wakimbizi|"
    "پناهندگان|آوارگان|mülteciler|flüchtlinge|geflüchtete|pengungsi|शरणार्थी|ဒုက္ခသည်|ဒုက္ခသည်များ",
}  # fmt: skip
_RIGHTS: Words = {
    "privacy": "privacy|data protection|surveillance|digital rights|vie privée|protection des données|"
    "الخصوصية|خصوصية|حماية البيانات|privacidad|privacidade|приватность|隐私|faragha|حریم خصوصی|gizlilik|"
    "mahremiyet|datenschutz|privatsphäre|privasi|निजता|ကိုယ်ရေးလုံခြုံမှု",
    "expression": "freedom of expression|expression|free speech|freedom of speech|freedom of information|"
    "press freedom|access to information|censorship|internet freedom|liberté d expression|"
    "liberté de la presse|حرية التعبير|حرية الصحافة|libertad de expresión|liberdade de expressão|"
    "свобода слова|свобода выражения|言论自由|表达自由|uhuru wa kujieleza|آزادی بیان|ifade özgürlüğü|"
    "meinungsfreiheit|pressefreiheit|kebebasan berekspresi|अभिव्यक्ति की स्वतंत्रता|လွတ်လပ်စွာထုတ်ဖော်ခွင့်",
    "security": "security|right to life|torture|detention|arbitrary detention|enforced disappearance|liberty|"
    "anti torture|sécurité|détention|disparitions forcées|الأمان الشخصي|التعذيب|الاعتقال|الاختفاء القسري|"
    "seguridad|tortura|пытки|жизнь и свобода|酷刑|شکنجه|işkence|folter|penyiksaan",
    "assembly": "freedom of assembly|freedom of association|assembly|association|civic space|protest|protests|"
    "liberté de réunion|liberté d association|espace civique|حرية التجمع|حرية تكوين الجمعيات|libertad de asociación|"
    "espacio cívico|liberdade de associação|свобода собраний|集会自由|结社自由|آزادی تجمع|toplanma özgürlüğü|"
    "versammlungsfreiheit|vereinigungsfreiheit|kebebasan berkumpul",
    "non_discrimination": "non discrimination|discrimination|equality|gender equality|égalité|"
    "lutte contre les discriminations|عدم التمييز|المساواة|التمييز|igualdad|no discriminación|igualdade|"
    "равенство|недискриминация|дискриминация|平等|反歧视|usawa|برابری|تبعیض|eşitlik|ayrımcılık|gleichheit|"
    "gleichstellung|diskriminierung|kesetaraan|समानता|भेदभाव|တန်းတူညီမျှမှု",
    "work": "labour rights|labor rights|labour|labor|workers rights|decent work|working conditions|wages|"
    "forced labour|modern slavery|child labour|droits du travail|travail|conditions de travail|حقوق العمال|"
    "حقوق العمل|العمل|derechos laborales|trabajo|direitos trabalhistas|direitos laborais|трудовые права|труд|"
    "劳工权利|劳动权|haki za wafanyakazi|حقوق کار|حقوق کارگران|işçi hakları|çalışma hakları|arbeitsrechte|"
    "arbeitsbedingungen|hak pekerja|hak buruh|श्रम अधिकार|အလုပ်သမားအခွင့်အရေး",
    "unions": "collective bargaining|union rights|droits syndicaux|négociation collective|الحقوق النقابية|"
    "negociación colectiva|negociação coletiva|коллективные переговоры|集体谈判|toplu pazarlık|tarifverhandlungen",
    "child": "child rights|children s rights|childrens rights|child protection|droits de l enfant|"
    "protection de l enfance|حقوق الطفل|حماية الطفل|derechos del niño|derechos de la niñez|"
    "direitos da criança|права ребенка|儿童权利|haki za watoto|حقوق کودک|çocuk hakları|kinderrechte|hak anak|"
    "बाल अधिकार|ကလေးအခွင့်အရေး",
    "health": "health|right to health|public health|santé|droit à la santé|صحة|الصحة|الحق في الصحة|salud|"
    "saúde|здоровье|健康|卫生|afya|سلامت|بهداشت|sağlık|gesundheit|kesehatan|स्वास्थ्य|ကျန်းမာရေး",
    "land": "land|land rights|housing|livelihood|livelihoods|property|water|environment|environmental rights|"
    "food|terre|droits fonciers|logement|foncier|أرض|الأرض|السكن|حقوق الأرض|tierra|vivienda|terra|moradia|"
    "земля|жилье|土地|住房|ardhi|makazi|زمین|مسکن|arazi|konut|landrechte|wohnen|tanah|agraria|भूमि|आवास|မြေယာ",
    "culture": "culture|cultural rights|language rights|religion|freedom of religion|droits culturels|"
    "liberté de religion|ثقافة|الثقافة|الحقوق الثقافية|cultura|derechos culturales|культура|文化|utamaduni|"
    "فرهنگ|kültür|kultur|budaya|संस्कृति|ယဉ်ကျေးမှု",
    "remedy": "remedy|access to justice|justice|access to remedy|legal aid|accountability|rule of law|"
    "accès à la justice|aide juridique|réparation|العدالة|الوصول إلى العدالة|المساعدة القانونية|"
    "acceso a la justicia|justicia|acesso à justiça|justiça|правосудие|доступ к правосудию|司法救济|法律援助|"
    "haki na sheria|msaada wa kisheria|دادخواهی|adalet|adalete erişim|zugang zu justiz|abhilfe|akses keadilan|"
    "bantuan hukum|न्याय|တရားမျှတမှု",
    "participation": "participation|political participation|elections|democracy|public participation|"
    "governance|participation politique|élections|démocratie|gouvernance|مشاركة|المشاركة السياسية|الانتخابات|"
    "الديمقراطية|participación|democracia|elecciones|participação|участие|выборы|демократия|参与|民主|选举|"
    "ushiriki|demokrasia|مشارکت|دموکراسی|katılım|demokrasi|seçimler|beteiligung|demokratie|wahlen|partisipasi|"
    "pemilu|लोकतंत्र|ဒီမိုကရေစီ",
}  # fmt: skip
_TIERS: Words = {"1": "tier 1|t1|ordinary|ordinaire|normal|عادي", "2": "tier 2|t2|guarded", "3": "tier 3|t3|highest"}
BOTH = "both"
_BOTH = "both|les deux|كلاهما|ambos|оба|两者|zote|هر دو|her ikisi|beide|keduanya|दोनों|နှစ်ခုလုံး"


def _lexicon(members: Iterable[Vocabulary], words: Words) -> Lexicon:
    """Labels in each language of ours and codes come first, so that a word of two meanings keeps that of its label."""
    chosen: dict[str, str] = {}
    for code, written in words.items():
        for word in written.split("|"):
            chosen.setdefault(word, code)
    for member in members:
        for language in LANGUAGES:
            with use_language(language.code):
                chosen[str(member.label)] = member.value
        chosen[member.value.replace("_", " ")] = member.value
    return Lexicon((), chosen)


@lru_cache(maxsize=1)
def types() -> Lexicon:
    """Types: what they are, and as what they speak."""
    labels = [*(each for each in Capacity if each is not Capacity.OTHER), *IntermediaryKind]
    return _lexicon([*labels, StakeholderKind.PERSON, StakeholderKind.GROUP], _TYPES)


@lru_cache(maxsize=1)
def roles() -> Lexicon:
    """Roles, and the word for both."""
    return _lexicon(StakeholderRole, {**_ROLES, BOTH: _BOTH})


@lru_cache(maxsize=1)
def levels() -> Lexicon:
    """Levels."""
    return _lexicon(Level, _LEVELS)


@lru_cache(maxsize=1)
def groups() -> Lexicon:
    """Groups at heightened risk."""
    return _lexicon(RightsGroup, _GROUPS)


@lru_cache(maxsize=1)
def rights() -> Lexicon:
    """Human rights, as the themes people work on."""
    return _lexicon(Right, _RIGHTS)


@lru_cache(maxsize=1)
def tiers() -> Lexicon:
    """Tiers of protection."""
    return _lexicon(Tier, _TIERS)


def members_of_type() -> Sequence[Vocabulary]:
    """Everything a type can be."""
    capacities = [each for each in Capacity if each is not Capacity.OTHER]
    return [*IntermediaryKind, *capacities, StakeholderKind.PERSON, StakeholderKind.GROUP]

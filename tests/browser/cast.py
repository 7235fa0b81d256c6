"""Who walks through the product in a browser, and what they say there, in the languages they walk in."""

from __future__ import annotations

import time
from dataclasses import dataclass
from uuid import UUID, uuid4

import pyotp
from sqlalchemy.orm import Session

from engage.accounts import second_factor, service
from engage.accounts.permissions import Role
from engage.projects.service import add_member, open_project

PASSWORD = "violet harbour walks seven lamps"


@dataclass(frozen=True)
class Someone:
    """A member of the team who signs in by hand."""

    email: str
    password: str
    secret: str


def assemble(session: Session, name: str, *roles: Role) -> tuple[UUID, dict[Role, Someone]]:
    """A project led by the first of `roles`, and its members, who joined as anyone joins; committed."""
    members, users = {}, {}
    for role in roles:
        someone = Someone(f"{uuid4().hex[:12]}@example.org", PASSWORD, second_factor.new_secret())
        _user, token = service.invite(session, actor=None, email=someone.email, name=f"{role.name.title()} Person")
        # The code of the step before, so that the present one is still good for signing in.
        before = pyotp.TOTP(someone.secret).at(int(time.time()) - second_factor.STEP)
        users[role], _codes = service.join(
            session, token=token, password=PASSWORD, totp_secret=someone.secret, code=before
        )
        members[role] = someone
    first, *others = roles
    project = open_project(session, actor=None, name=name, lead=users[first])
    for role in others:
        add_member(session, actor=users[first], project=project, user=users[role], role=role)
    session.commit()
    return project.id, members


TITLES = {"en": "What the cameras see", "fr": "Ce que voient les caméras", "ar": "ما تراه الكاميرات"}
HEARD_IN = {
    "en": "The cameras follow us to the places of rest.",
    "fr": "Les caméras nous suivent jusqu’aux lieux de repos.",
    "ar": "الكاميرات تتبعنا إلى أماكن الراحة.",
}
ENGLISH = {
    "project": "Harbour cameras",
    "person": "Salma Haddad",
    "named": "Yusuf Karam",
    "named later": "Mariam Odeh",
    "contact": "+33199001234",
    "reason": "We know her from the workers' council, and she knows those who work at night.",
    "look": "The invitation goes out by telephone today.",
    "said of them": "Ask him about the night shift.",
    "decision": "Where the towers stand",
    "open": "Which places are filmed at all.",
    "decided": "Towers will stand in the harbour.",
    "engagement": "Talk about the towers",
    "purpose": "To learn where filming could harm people.",
    "selected": "They work below the towers.",
    "selection": "People who work where the towers will stand.",
    "measures": "We meet away from the harbour, and no list of names is kept.",
    "board": "Ines Borg",
    "function": "Head of operations",
    "notes": "A calm talk. The night shift fears the towers most.",
    "risk": "The towers watch those who rest at night.",
    "proposal": "Cover the places of rest in the picture.",
    "translation": "They ask us for papers whenever the camera sees us.",
    "considered by": "The harbour board",
    "means": "The engineers try it out in two places and report to the board.",
    "changed": "Places of rest are covered in the picture now.",
    "in part": "Reports need no name any more. The towers stay.",
    "did not": "The insurance asks for fourteen days. We asked for three.",
    "withheld": "Where people rest would lead to those who work there.",
    "stays": "It names nobody.",
    "reply": "You understood us. The light in hall nine stays on all night, though.",
}
ARABIC = {
    "project": "كاميرات الميناء",
    "person": "سلمى حداد",
    "named": "يوسف كرم",
    "named later": "مريم عودة",
    "contact": "+33199001234",
    "reason": "نعرفها من مجلس العمال، وهي تعرف من يعملون ليلًا.",
    "look": "ستصل الدعوة بالهاتف اليوم.",
    "said of them": "اسألوه عن عمال الليل.",
    "decision": "أين تقف الأبراج",
    "open": "أي الأماكن تُصوَّر أصلًا.",
    "decided": "ستقف الأبراج في الميناء.",
    "engagement": "حديث عن الأبراج",
    "purpose": "لنعرف أين يمكن أن يؤذي التصوير الناس.",
    "selected": "يعملون تحت الأبراج.",
    "selection": "من يعملون حيث ستقف الأبراج.",
    "measures": "نلتقي بعيدًا عن الميناء ولا نحتفظ بقائمة أسماء.",
    "board": "إيناس برج",
    "function": "مديرة العمليات",
    "notes": "حديث هادئ. عمال الليل هم أكثر من يخشى الأبراج.",
    "risk": "الأبراج تراقب من يستريحون ليلًا.",
    "proposal": "غطوا أماكن الراحة في الصورة.",
    "translation": "يطلبون أوراقنا كلما رأتنا الكاميرا.",
    "considered by": "مجلس الميناء",
    "means": "يجرّبه المهندسون ثم يخبرون المجلس.",
    "changed": "أماكن الراحة مغطاة في الصورة الآن.",
    "in part": "لم يعد البلاغ يحتاج إلى اسم. الأبراج باقية.",
    "did not": "يطلب التأمين أربعة عشر يومًا، وطلبنا ثلاثة.",
    "withheld": "مكان الراحة قد يدل على من يعملون هناك.",
    "stays": "لا يسمّي أحدًا.",
    "reply": "فهمتمونا. لكن الضوء في القاعة التاسعة يبقى طوال الليل.",
}
SPOKEN = {"en": ENGLISH, "ar": ARABIC}
# Words in a language that nobody of the interface speaks to this reader: heard as they were said.
AS_HEARD = "يطلبون منا الأوراق كلما رأتنا الكاميرا."

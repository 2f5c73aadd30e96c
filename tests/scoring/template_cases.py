"""Messages as real reps write them, in English and Russian: `OWN` is nobody's copy, `COPIES` were made from one text.

Each entry is what one rep sent, to different people.
"""

# ruff: noqa: E501 (texts stand as they were sent)
OWN = {
    "scheduling": [
        "Tuesday at 10 works well for me, I will send the invite in a minute.",
        "Thursday is fine too, shall we say 14:30 your time?",
        "I can't make it on Friday, would Monday morning work instead?",
        "Moved it to 4 pm, see the new invite. Sorry for the back and forth!",
        "Yes, Wednesday works, I will call you on the number from your profile.",
    ],
    "notes that everybody writes": [
        "Got it, I will come back to you on Monday.",
        "Got it, I will come back to you on Thursday!",
        "Got it - I will come back to you next week.",
        "ok got it, I will come back to you tomorrow",
        "Got it, I will come back to you soon.",
        "Got it, I will come back to you soon.",
        "Got it, I will come back to you soon!",
    ],
    "то, что пишут все": [
        "Спасибо, посмотрю и вернусь к вам во вторник.",
        "Спасибо, посмотрю и вернусь к вам на неделе!",
        "Спасибо, посмотрю и вернусь к вам в среду.",
        "Спасибо, посмотрю и вернусь к вам во вторник утром.",
        "Спасибо, посмотрю и вернусь к вам во вторник утром.",
        "Спасибо, посмотрю и вернусь к вам во вторник утром!",
    ],
    "congratulations": [
        "Congratulations on the new role, Jana! I remember how you ran that rollout in Brno, they are lucky.",
        "Congrats Piet, well deserved after those two hard winters at the depot. Coffee when you have settled in?",
        "Saw the news about your promotion, congratulations! Does that mean you are moving to Vienna now?",
        "Congratulations, Aylin! Head of purchasing at 29, your old team in Izmir must be proud.",
    ],
    "thanks for connecting": [
        "Thanks for connecting, Olaf! Your piece on frozen fish logistics made me hungry and wiser.",
        "Thanks for connecting, Maria, I was in the second row at your panel and still use your checklist.",
        "Thank you for connecting. We both worked at the old Vesta plant, though ten years apart.",
        "Thanks for connecting so quickly! I owe you the link to the standard we talked about on the train.",
    ],
    "same hand, same opening and closing": [
        ("Hope your week started well! Your note about cross-dock errors reminded me of a bakery in Jutland that cut theirs "
        "by taping the floor. Would love to hear what you tried. Best, Ina"),
        ("Hope your week started well! I saw that Kestrel is hiring forklift trainers again, is the turnover that bad or is "
        "it growth? I ask because our Leeds site went through both. Best, Ina"),
        ("Hope your week started well! Two colleagues of yours asked me about dock sensors in Gdynia and I realised I never "
        "asked you. What do you measure today, if anything? Best, Ina"),
        ("Hope your week started well! Short question from a lost soul: who reads the temperature logs at your clinics, the "
        "pharmacist or nobody? I promise not to tell the regulator. Best, Ina"),
    ],
    "one product sentence in letters of their own": [
        ("After our chat in Turku I kept thinking about your night crew and the missing labels. We build scanners that "
        "survive the freezer and talk to any warehouse system. I would start with two of them at dock four, where you "
        "said the trouble begins, and leave everything else alone until Easter."),
        ("You asked why I care about hospital kitchens at all. My mother ran one for thirty years, and she counted trays by "
        "hand every single morning. We build scanners that survive the freezer and talk to any warehouse system. She would "
        "have hated the beeping, but she would have slept until six."),
        ("The tender text mentions offline work three times, so somebody was burnt. We build scanners that survive the "
        "freezer and talk to any warehouse system. Before I answer forty questions in a spreadsheet, could you tell me "
        "what happened in Malmö in 2019?"),
        ("Lovely to see the pictures of the new hall, and is that a slide for the staff? We build scanners that survive the "
        "freezer and talk to any warehouse system. Nothing to sell you this year, I only wanted to say that your "
        "architect deserves a medal for the daylight at the packing tables."),
    ],
    "faq answered with one pasted paragraph": [
        ("Good question about the batteries, and no, you are not the first to worry after last winter in the yard. A charge "
        "lasts fourteen hours at minus twenty. For your two-shift pattern I would still order four spare ones, since the "
        "night crew forgets the cradle, as you told me yourself, and Jon has a drawer full of dead ones to prove it."),
        ("Your colleague from finance wanted to know what happens after the warranty, so here is the short of it: you pay "
        "by device and by year, or you don't and we part as friends. A charge lasts fourteen hours at minus twenty. She "
        "also asked for a reference in dairy; call Mrs Lund, she shouts, but she is fair and she likes to be asked."),
        ("I walked the route you drew on the napkin with our engineer yesterday, all of it, including the basement with the "
        "pump. A charge lasts fourteen hours at minus twenty. The radio drops behind the third pillar, which one more "
        "antenna would cure, and the ramp by gate two needs a reader that drivers can reach without getting out."),
    ],
    "short notes under a long signature": [
        "Noted, I'll bring the drawings.\n--\nIna Holm\nKey accounts, Frostline Scanners\n+45 55 010 222 | frostline.example",
        "Which dock do you mean, four or five?\n--\nIna Holm\nKey accounts, Frostline Scanners\n+45 55 010 222 | frostline.example",
        ("The quote went out on Monday, check your spam.\n--\nIna Holm\nKey accounts, Frostline Scanners\n"
        "+45 55 010 222 | frostline.example"),
        ("Say hello to Bert from me, and tell him the ladder is still here.\n--\nIna Holm\nKey accounts, Frostline Scanners\n"
        "+45 55 010 222 | frostline.example"),
    ],
    "birthday and holidays": [
        "Happy birthday, Lena! Have a great day!",
        "Happy birthday, Tom! Have a great day!",
        "Happy birthday, Ada! Have a great day!",
        "Happy birthday, Max! Have a great day!",
    ],
    "та же рука": [
        ("Добрый день, Олег! Прочитал вашу заметку про возвраты и вспомнил молокозавод под Вологдой, где разметили пол скотчем "
        "и сократили ошибки вдвое. Расскажете, что пробовали вы? С уважением, Инна"),
        ("Добрый день, Марина! У вас снова ищут наставников для водителей погрузчиков: это рост или текучка? Спрашиваю, "
        "потому что в Твери мы прошли через оба случая. С уважением, Инна"),
        ("Добрый день, Рустам! Двое ваших коллег спросили меня про датчики на воротах, и я понял, что вас-то и не спросил. "
        "Что вы измеряете сегодня и кому это нужно? С уважением, Инна"),
        ("Добрый день, Жанна! Короткий вопрос: кто у вас читает журналы температуры, провизор или никто? Обещаю не говорить "
        "надзору. С уважением, Инна"),
    ],
    "договорённости": [
        "Вторник в 10 подходит, сейчас пришлю приглашение.",
        "Давайте лучше в четверг после обеда, в среду я в дороге.",
        "Спасибо, получил чертежи, отвечу до пятницы.",
        "Перенёс на 16:00, извините за чехарду!",
        "Да, номер тот же, звоните после трёх.",
    ],
}  # fmt: skip

_EVENT = (
    "Hi {0}, it was good to meet you at the packaging fair in {1}. {2} As promised, here is the link to our checklist for "
    "cold rooms: https://frostline.example/check?to={0}. If you like, I can walk your team through it in twenty minutes "
    "next week. Best regards, Ina"
)
_PITCH = (
    "{0}Most {1} I talk to lose two hours a day to labels that freeze off. We make scanners and labels that hold at minus "
    "thirty and need no new software. Would it make sense to show you how {2} cut its relabelling by half?"
)
_NOTE = "Hi {}, I work with operations people in food logistics and would like to follow what you do at {}. Shall we connect?"
_RU = (
    "{0}, здравствуйте! Пишу вам как {1}: мы делаем сканеры, которые не замерзают при минус тридцати и не требуют новой "
    "программы. За месяц сеть {2} сократила переклейку этикеток вдвое. Удобно ли вам созвониться на следующей неделе на "
    "пятнадцать минут?"
)

COPIES = {
    "event follow-up with a personal line": [
        _EVENT.format(*parts)
        for parts in (
            ("Jan", "Utrecht", "Your story about the flooded freezer stayed with me."),
            ("Mette", "Utrecht", "I still owe you that herring."),
            ("Paul", "Utrecht", "Your colleague Anke explained the returns desk to me for an hour, thank her!"),
            ("Rosa", "Utrecht", ""),
            ("Emil", "Lyon", "Funny that we both started at Vesta."),
        )
    ],
    "pitch with slots, a dropped line and typos": [
        _PITCH.format("Hi Tom, ", "plant managers", "Blue Ferry"),
        _PITCH.format("Hello Anna! ", "site managers", "Casa Lume"),
        _PITCH.format("", "warehouse leads", "Blue Ferry").replace("two hours a day", "2 hours a day"),
        _PITCH.format("Dear Mr Olsen,\n\n", "dairy people", "Nordhavn").replace("relabelling", "relabeling"),
        _PITCH.format("Hey Bo, ", "plant managers", "Nordhavn").replace("and need no new software", "and need no new sofware"),
        _PITCH.format("Hi Ines, ", "buyers", "Casa Lume").replace("Would it make sense to show", "Can I show"),
    ],
    "invitation notes": [
        _NOTE.format(*parts)
        for parts in (("Ada", "Kestrel"), ("Bo", "Blue Ferry"), ("Cem", "Nordhavn"), ("Dora", "Vesta Foods"), ("Eli", "Rivamare"))
    ],
    "рассылка": [
        _RU.format("Олег", "директору склада", "«Берёзка»"),
        _RU.format("Марина", "руководителю логистики", "«Северный док»").replace("е требуют", "e тpебуют"),
        _RU.format("Рустам", "главному инженеру", "«Рощино»").replace("ё", "е"),
        _RU.format("Жанна", "управляющей", "«Берёзка»").replace("мы делаем", "мы\u00a0дела\u200bем"),
        "Поздравляю с открытием в Твери! " + _RU.format("Пётр", "владельцу", "«Кречет»") + " 🙂",
    ],
    "reply above what was quoted": [
        "Thank you for your interest in Frostline. I have attached the price list and the short film about the freezer test. "
        "Is Thursday good for a call?\n\nOn Mon, 3 Mar 2025 at 10:11, {} wrote:\n> {}".format(*parts)
        for parts in (
            ("Ann", "please send me prices for forty scanners, delivery to Oslo"),
            ("Bill", "we met at the fair, how cold may it get with the new labels you showed me"),
            ("Cleo", "is there a film, our safety people would like to see that thing fall from a truck"),
        )
    ],
}  # fmt: skip

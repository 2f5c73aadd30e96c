# ruff: noqa: E501 (rows of tables)
"""Small exports of five CRMs with the labels and the quirks that each of them has. People and companies are made up."""

HUBSPOT = {
    "hubspot-crm-exports-all-deals-2026-06-30.csv": """\
Record ID,Deal Name,Pipeline,Deal Stage,Amount,Currency,Deal owner,Create Date,Close Date,Last Modified Date,Deal Type,\
Closed Lost Reason,Original Traffic Source,Associated Contact IDs,Associated Company IDs,\
Date entered Qualified (Sales)
501,Northgate – tours,Sales,Closed won,1500.50,EUR,Anna Sokolova,2026-03-01 10:00,2026-04-01 12:30,2026-04-01 12:30,\
newbusiness,,Organic social,11;12,21,2026-03-02 09:00
502,Oakline – pilot,Sales,Negotiation,"2,000.00",USD,Anna Sokolova,2026-05-01 10:00,2026-12-01 00:00,2026-06-01 08:00,\
newbusiness,,Paid search,13,22,
503,Lark – depot,Sales,Closed lost,0,EUR,Ben Carter,2026-05-02 10:00,2026-05-20 11:00,2026-05-20 11:00,\
existingbusiness,Price,Referrals,,,
""",
    "hubspot-crm-exports-all-contacts-2026-06-30.csv": """\
Record ID,First Name,Last Name,Email,Phone Number,LinkedIn URL,Contact owner,Lifecycle Stage,Became a Lead Date,\
Create Date,Associated Company,Associated Company IDs,Original Traffic Source
11,Peter,Novak,P.Novak@northgate.example,+43 660 1234567,https://www.linkedin.com/in/peter-n,Anna Sokolova,customer,\
2026-02-20 08:00,2026-02-19 08:00,Northgate,21,Organic social
12,Ines,Falk,,,,Anna Sokolova,other,,2026-02-21 08:00,Northgate,21,
13,Marco,Silva,marco@oakline.example,,,Anna Sokolova,opportunity,2026-04-28 08:00,2026-04-28 08:00,Oakline,22,Paid search
""",
    "hubspot-crm-exports-all-companies-2026-06-30.csv": """\
Record ID,Company name,Company Domain Name,Industry,Company owner,Create Date
21,Northgate,https://www.northgate.example/en,Logistics,Anna Sokolova,2026-02-19 08:00
22,Oakline,oakline.example,Pharma,Anna Sokolova,2026-04-28 08:00
""",
    "hubspot-crm-exports-all-tickets-2026-06-30.csv": """\
Ticket ID,Ticket name,Category,Ticket status,Create date,First agent response date,Close date,Associated Contact IDs
901,Wrong arrival times,Complaint,Closed,2026-05-05 10:00,2026-05-05 12:00,2026-05-07 09:00,11
""",
    "costs.csv": "Channel,Month,Cost,Hours,Hourly rate,Currency\nPaid search,2026-05,1200.00,4,45,EUR\n",
    "rates.csv": "Currency,Base currency,Date,Rate\nUSD,EUR,2026-05-01,0.92\n",
    "payments.csv": """\
Payment ID,Payment date,Amount,Currency,Direct cost,Payment type,Deal ID
77,2026-04-20,1500.50,EUR,600,payment,501
78,2026-05-20,300,EUR,,refund,501
""",
}

PIPEDRIVE_EN = {
    "deals.csv": """\
Deal - ID,Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Organization,Deal - Contact person,Deal - Pipeline,\
Deal - Stage,Deal - Status,Deal - Deal created,Deal - Update time,Deal - Won time,Deal - Lost time,\
Deal - Deal closed on,Deal - Lost reason,Deal - Owner,Deal - Expected close date
7,Northgate tours,1500,EUR,Northgate,Peter Novak,Sales,Proposal,Won,2026-03-01 10:00:00,2026-04-01 12:30:00,\
2026-04-01 12:30:00,,2026-04-01 12:30:00,,Anna Sokolova,2026-03-30
8,Oakline pilot,2000,EUR,Oakline,Marco Silva,Sales,Proposal,Open,2026-05-01 10:00:00,2026-06-01 08:00:00,,,,,\
Anna Sokolova,2026-12-01
9,Lark depot,0,EUR,,,Sales,Proposal,Lost,2026-05-02 10:00:00,2026-05-20 11:00:00,,2026-05-20 11:00:00,\
2026-05-20 11:00:00,Price,Ben Carter,
""",
    "people.csv": """\
Person - ID,Person - Name,Person - Email - Work,Person - Phone - Mobile,Person - Organization,Person - Person created
31,Peter Novak,p.novak@northgate.example,+436601234567,Northgate,2026-02-19 08:00:00
32,Marco Silva,marco@oakline.example,,Oakline,2026-04-28 08:00:00
""",
    "organizations.csv": "Organization - ID,Organization - Name\n41,Northgate\n42,Oakline\n",
}
PIPEDRIVE_RU = {
    "сделки.csv": """\
Сделка - ID,Сделка - Название,Сделка - Стоимость,Сделка - Валюта,Сделка - Организация,Сделка - Контактное лицо,\
Сделка - Этап,Сделка - Статус,Сделка - Создана,Сделка - Время выигрыша,Сделка - Ответственный
7,Северные рейсы,150000,RUB,Север-Логистика,Пётр Новак,Предложение,Выиграна,2026-03-01 10:00:00,2026-04-01 12:30:00,Анна
""",
}
AMOCRM = {
    "amocrm_export_leads_2026-06-30.csv": """\
ID;Название сделки;Бюджет;Ответственный;Дата создания сделки;Кем создана сделка;Дата редактирования;Дата закрытия;Теги;\
Этап сделки;Воронка;Полное имя контакта;Компания;Рабочий email;Мобильный телефон;Источник;Источник;Причина отказа
71;Рейсы для Севера;1 500 000;Игорь Белов;01.03.2026 10:00:00;Игорь Белов;01.04.2026 12:30:00;01.04.2026 12:30:00;;\
Успешно реализовано;Продажи;Олег Назаров;Север-Логистика;OLEG@sever.example;+7 900 000-00-01;Соцсети;vk;
72;Пилот;200 000;Игорь Белов;02.05.2026 10:00:00;Игорь Белов;25.05.2026 12:30:00;;;Первичный контакт;Продажи;\
Мария Жукова;Кедр-Склад;;;Сайт;;
73;Склад;0;Дмитрий Орлов;13.05.2026 10:00:00;Игорь Белов;20.05.2026 11:00:00;20.05.2026 11:00:00;;\
Закрыто и не реализовано;Продажи;;;;;Яндекс Директ;;Дорого
""".replace("\n", "\r\n"),
    "amocrm_export_contacts_2026-06-30.csv": """\
ID;Полное имя контакта;Компания контакта;Должность;Рабочий email;Мобильный телефон;Ответственный за контакт;\
Дата создания контакта;Теги
81;Олег Назаров;Север-Логистика;Директор;oleg@sever.example;+7 900 000-00-01;Игорь Белов;28.02.2026 10:00;
""",
}
KOMMO = {
    "leads.csv": """\
ID,Lead title,Sale,Responsible user,Created at,Last modified,Closed at,Lead status,Pipeline,Contact full name,Company
5,North tours,1500,Igor Belov,2026-03-01 10:00,2026-04-01 12:30,2026-04-01 12:30,Closed - won,Sales,Peter Novak,Northgate
""",
}
BITRIX24 = {
    "DEAL_20260630.csv": """\
"ID";"Воронка";"Стадия сделки";"Название";"Тип";"Источник";"Сумма";"Валюта";"Компания";"Контакт";"Ответственный";\
"Дата создания";"Дата изменения";"Дата завершения"
"61";"Продажи";"Сделка успешна";"Рейсы для Севера";"Продажа";"Соцсети";"1500000.00";"RUB";"Север-Логистика";\
"Олег Назаров";"Игорь Белов";"01.03.2026 10:00:00";"01.04.2026 12:30:00";"01.04.2026"
"62";"Продажи";"Согласование";"Пилот";"Продажа";"Веб-сайт";"200000.00";"RUB";"Кедр-Склад";"";"Игорь Белов";\
"02.05.2026 10:00:00";"25.05.2026 12:30:00";"31.12.2026"
""",
    "LEAD_20260630.csv": """\
"ID";"Статус";"Название лида";"Имя";"Фамилия";"Источник";"Ответственный";"Дата создания";"Рабочий e-mail"
"91";"Новый";"Заявка с сайта";"Мария";"Жукова";"Веб-сайт";"Игорь Белов";"01.05.2026 09:00:00";"maria@kedr.example"
""",
    "CONTACT_20260630.csv": """\
"ID";"Имя";"Фамилия";"Тип контакта";"Компания";"Рабочий телефон";"Ответственный"
"51";"Олег";"Назаров";"Клиенты";"Север-Логистика";"8 (495) 000-00-01";"Игорь Белов"
""",
    "COMPANY_20260630.csv": """\
"ID";"Название компании";"Тип компании";"Сфера деятельности";"Ответственный"
"52";"Север-Логистика";"Клиент";"Логистика";"Игорь Белов"
""",
}
BITRIX24_EN = {
    "DEAL.csv": """\
ID;Pipeline;Stage;Deal Name;Type;Source;Total;Currency;Company;Contact;Responsible person;Created on;Modified on;End date
61;Sales;Deal won;Tours;Sale;Website;1500.00;EUR;Northgate;Peter Novak;Igor Belov;03/01/2026 10:00;04/21/2026 12:30;\
04/21/2026
""",
}
SALESFORCE_REPORT = {
    "report1780000000000.csv": """\
Opportunity Owner,Account Name,Opportunity Name,Stage,Amount Currency,Amount,Probability (%),Close Date,Created Date,\
Lead Source,Type,Opportunity ID
Anna Sokolova,Northgate,Tours,Closed Won,EUR,"1.500,50",100,21.04.2026,01.03.2026,Web,New Business,006Aa00000DZbQX
Anna Sokolova,Oakline,Pilot,Negotiation,EUR,"2.000,00",60,01.12.2026,01.05.2026,Partner,New Business,006Aa00000DZbQY


"Opportunity report"
"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."
"Confidential Information - Do Not Distribute"
"Generated By:  Anna Sokolova  30.06.2026 09:00"
""".encode("latin-1"),
}
SALESFORCE_API = {
    "Opportunity.csv": """\
Id,IsDeleted,AccountId,Name,StageName,Amount,CloseDate,Type,LeadSource,IsClosed,IsWon,OwnerId,CreatedDate,SystemModstamp
006Aa00000DZbQXIA1,false,001Aa000008gHtYIAU,Tours,Closed Won,1500.5,2026-04-21,New Business,Web,true,true,\
005Aa00000F5kXzIAJ,2026-03-01T10:00:00.000Z,2026-04-21T12:30:00.000+0000
""",
    "Account.csv": """\
Id,Name,ParentId,OwnerId,Industry,CreatedDate,SystemModstamp
001Aa000008gHtYIAU,Northgate,,005Aa00000F5kXzIAJ,Logistics,2026-02-01T10:00:00.000Z,2026-02-01T10:00:00.000Z
""",
    "Lead.csv": """\
Id,LastName,FirstName,Company,Email,LeadSource,Status,OwnerId,IsConverted,ConvertedDate,ConvertedContactId,\
ConvertedOpportunityId,CreatedDate
00QAa00000Bb1cDMAR,Novak,Peter,Northgate,p@northgate.example,Web,Qualified,005Aa00000F5kXzIAJ,true,2026-03-01,\
003Aa00000CcDdEIAV,006Aa00000DZbQXIA1,2026-02-20T08:00:00.000Z
""",
    "User.csv": "Id,Username,Name,Email,IsActive,ProfileId\n005Aa00000F5kXzIAJ,a@x.example,Anna Sokolova,a@x.example,true,1\n",
    "OpportunityHistory.csv": """\
Id,OpportunityId,StageName,CreatedById,CreatedDate
1,006Aa00000DZbQXIA1,Qualification,005Aa00000F5kXzIAJ,2026-03-02T10:00:00.000Z
2,006Aa00000DZbQXIA1,Closed Won,005Aa00000F5kXzIAJ,2026-04-21T12:30:00.000Z
""",
}
ALL = {
    "hubspot": HUBSPOT, "pipedrive": PIPEDRIVE_EN, "pipedrive-ru": PIPEDRIVE_RU, "amocrm": AMOCRM, "amocrm-en": KOMMO,
    "bitrix24": BITRIX24, "bitrix24-en": BITRIX24_EN, "salesforce": SALESFORCE_REPORT, "salesforce-api": SALESFORCE_API,
}  # fmt: skip
"""CRM, with the language or kind of the export, -> its files."""


def encoded(files: dict) -> dict[str, bytes]:
    """Return the files as bytes."""
    return {name: body if isinstance(body, bytes) else body.encode() for name, body in files.items()}

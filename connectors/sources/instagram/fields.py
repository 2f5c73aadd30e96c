"""Names of fields in the languages of accounts, and the look of a username."""

import re

NETWORK = "instagram"
_USERNAME = re.compile(r"[a-z0-9](?:[a-z0-9._]{0,28}[a-z0-9_])?|_[a-z0-9._]{1,29}", re.IGNORECASE)
_NAMES = {
    "username": "username, имя пользователя, gebruikersnaam, benutzername, nom d'utilisateur, nombre de usuario, "
    "nome de usuário, nome utente, nazwa użytkownika, ім'я користувача, kullanıcı adı",
    "name": "name, имя, naam, nom, nombre, nome, imię i nazwisko, ім'я, ad, display name, отображаемое имя",
    "comment": "comment, комментарий, opmerking, reactie, kommentar, commentaire, comentario, comentário, commento, "
    "komentarz, коментар, yorum",
    "owner": "media owner, владелец медиафайла, владелец, eigenaar van media, media-eigenaar, medieninhaber, "
    "propriétaire du média, propietario del contenido multimedia, proprietário da mídia, proprietario del media",
    "time": "time, время, tijd, zeit, heure, hora, ora, godzina, час, saat",
}
FIELD = {name.strip(): field for field, names in _NAMES.items() for name in names.split(",")}


def is_username(text: str) -> bool:
    return bool(_USERNAME.fullmatch(text)) and not text.isdecimal()

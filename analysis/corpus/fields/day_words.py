"""Names of months and weekdays in the languages of dates that archives write: EN, DE, FR, NL, ES, IT."""

from __future__ import annotations

_MONTHS = (
    "january jan januar jänner janvier janv januari enero ene gennaio gen",
    "february feb febr februar février févr fév februari febrero febbraio",
    "march mar märz mär mrz mars maart mrt marzo",
    "april apr avril avr abril abr aprile",
    "may mai mei mayo maggio mag",
    "june jun juni juin junio giugno giu",
    "july jul juli juillet juil julio luglio lug",
    "august aug août aou augustus agosto ago",
    "september sep sept septembre septiembre setiembre settembre set",
    "october oct oktober okt octobre octubre ottobre ott",
    "november nov novembre noviembre",
    "december dec dezember dez décembre déc diciembre dic dicembre",
)
#: Each name, in lower case and without a dot, with the number of its month.
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
#: Each name of a weekday in lower case and without a dot.
WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so "
    "lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo "
    "lunes martes miércoles jueves viernes sábado domingo mié jue vie sáb dom "
    "lunedì martedì mercoledì giovedì venerdì sabato domenica gio sab".split()
)

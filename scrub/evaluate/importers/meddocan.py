"""MEDDOCAN: Spanish case reports in brat's files, `.txt` beside `.ann`. https://temu.bsc.es/meddocan/"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from scrub.evaluate.importers.document import SOFT, Mark, document, files_in, read_text
from scrub.evaluate.labelled import CorpusError

TYPES: Final = {
    "NOMBRE_SUJETO_ASISTENCIA": "PERSON",
    "NOMBRE_PERSONAL_SANITARIO": "PERSON",
    "CALLE": "STREET_ADDRESS",
    "TERRITORIO": "LOCATION",
    "PAIS": "LOCATION",
    "CORREO_ELECTRONICO": "EMAIL_ADDRESS",
    "NUMERO_TELEFONO": "PHONE_NUMBER",
    "NUMERO_FAX": "PHONE_NUMBER",
    "FECHAS": "DATE",
    "EDAD_SUJETO_ASISTENCIA": "AGE",
    "ID_SUJETO_ASISTENCIA": "ID_NUMBER",
    "ID_ASEGURAMIENTO": "ID_NUMBER",
    "ID_CONTACTO_ASISTENCIAL": "ID_NUMBER",
    "ID_TITULACION_PERSONAL_SANITARIO": "ID_NUMBER",
    "ID_EMPLEO_PERSONAL_SANITARIO": "ID_NUMBER",
    "NUMERO_BENEF_PLAN_SALUD": "ID_NUMBER",
    "IDENTIF_BIOMETRICOS": "ID_NUMBER",
    "OTRO_NUMERO_IDENTIF": "ID_NUMBER",
    "IDENTIF_VEHICULOS_NRSERIE_PLACAS": "VEHICLE_ID",
    "IDENTIF_DISPOSITIVOS_NRSERIE": "DEVICE_ID",
    "DIREC_PROT_INTERNET": "IP_ADDRESS",
    "URL_WEB": "PERSONAL_URL",
    "HOSPITAL": "ORGANIZATION",
    "INSTITUCION": "ORGANIZATION",
    "CENTRO_SALUD": "ORGANIZATION",
    "SEXO_SUJETO_ASISTENCIA": SOFT,
    "FAMILIARES_SUJETO_ASISTENCIA": SOFT,
    "PROFESION": SOFT,
    "OTROS_SUJETO_ASISTENCIA": SOFT,
}
# `T1<tab>LABEL 11 24<tab>value`; a label in several pieces has `11 14;20 24`.
_LINE: Final = re.compile(r"T\d+\t(\S+) (\d+) (?:\d+;\d+ )*(\d+)(?:\t.*)?")


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the documents of a file or folder."""
    for file in files_in(path, (".ann",)):
        marks = []
        for number, line in enumerate(read_text(file).splitlines(), 1):
            if not line.startswith("T"):
                continue
            match = _LINE.fullmatch(line)
            if match is None:
                raise CorpusError(f"{file.name}:{number}: wants a label with its place")
            marks.append(Mark(int(match[2]), int(match[3]), match[1]))
        text = read_text(file.with_suffix(".txt"))
        yield document(
            file.stem, text, marks, TYPES, where=file.name, source="meddocan", language="es", kind="prose"
        )

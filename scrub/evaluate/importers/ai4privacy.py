"""ai4privacy's PII masking sets, 200k to 500k: JSON Lines or arrays. https://huggingface.co/ai4privacy"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from scrub.evaluate.importers.document import SOFT, Mark, document, files_in, read_objects, wanted
from scrub.evaluate.labelled import CorpusError

_OURS: Final = {
    "PERSON": "FIRSTNAME LASTNAME MIDDLENAME GIVENNAME SURNAME",
    "EMAIL_ADDRESS": "EMAIL",
    "USERNAME": "USERNAME",
    "PHONE_NUMBER": "PHONENUMBER TEL TELEPHONENUM",
    "STREET_ADDRESS": "STREET STREETADDRESS BUILDING BUILDINGNUM BUILDINGNUMBER SECADDRESS SECONDARYADDRESS",
    "LOCATION": "CITY STATE COUNTY COUNTRY ZIPCODE POSTCODE",
    "COORDINATES": "GEOCOORD NEARBYGPSCOORDINATE",
    "DATE_OF_BIRTH": "DOB BOD DATEOFBIRTH",
    "AGE": "AGE",
    "DATE": "DATE",
    "ID_NUMBER": "SSN SOCIALNUM SOCIALNUMBER PASSPORT PASSPORTNUM DRIVERLICENSE DRIVERLICENSENUM IDCARD "
    "IDCARDNUM TAXNUM",
    "BANK_ACCOUNT": "ACCOUNTNUM ACCOUNTNUMBER",
    "IBAN_CODE": "IBAN",
    "CREDIT_CARD": "CREDITCARDNUMBER",
    "CRYPTO": "BITCOINADDRESS ETHEREUMADDRESS LITECOINADDRESS",
    "IP_ADDRESS": "IP IPV4 IPV6",
    "MAC_ADDRESS": "MAC",
    "DEVICE_ID": "PHONEIMEI",
    "VEHICLE_ID": "VEHICLEVIN VEHICLEVRM",
    "PERSONAL_URL": "URL",
    "ORGANIZATION": "COMPANYNAME",
    "PASSWORD": "PASSWORD PASS",
    "OTP": "PIN CREDITCARDCVV",
    SOFT: "ACCOUNTNAME AMOUNT BIC CARDISSUER CREDITCARDISSUER CURRENCY CURRENCYCODE CURRENCYNAME "
    "CURRENCYSYMBOL EYECOLOR GENDER HEIGHT JOBAREA JOBDESCRIPTOR JOBTITLE JOBTYPE LASTLOGIN "
    "MASKEDNUMBER ORDINALDIRECTION PREFIX SEX SEXTYPE TIME TITLE USERAGENT",
}
TYPES: Final = {label: entity_type for entity_type, labels in _OURS.items() for label in labels.split()}


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the documents of a file or folder."""
    for file in files_in(path, (".jsonl", ".json")):
        for number, (where, entry) in enumerate(read_objects(file)):
            text = wanted(entry, "source_text", str, where)
            marks = [_mark(mask, where) for mask in _masks(entry, where)]
            name = str(entry.get("uid", entry.get("id", f"{file.stem}/{number}")))
            language = str(entry.get("language", "und")).lower()
            language = _LANGUAGES.get(language, language[:3])
            yield document(name, text, marks, TYPES, where=where, source="ai4privacy", language=language)


_LANGUAGES: Final = {
    "english": "en",
    "french": "fr",
    "german": "de",
    "italian": "it",
    "spanish": "es",
    "dutch": "nl",
}


def _masks(entry: dict[str, Any], where: str) -> list[Any]:
    masks = entry.get("privacy_mask")
    if isinstance(masks, str):
        try:
            masks = json.loads(masks)
        except (ValueError, RecursionError):
            masks = None
    if not isinstance(masks, list):
        raise CorpusError(f"{where}: wants 'privacy_mask' as a list")
    return masks


def _mark(mask: Any, where: str) -> Mark:
    if not isinstance(mask, dict):
        raise CorpusError(f"{where}: a mask wants start, end and label")
    # GIVENNAME1, LASTNAME_2: the first and second one of the text.
    label = re.sub(r"_?\d+$", "", wanted(mask, "label", str, where))
    label = wanted(mask, "label", str, where) if label == "IPV" else label
    start, end = wanted(mask, "start", int, where), wanted(mask, "end", int, where)
    return Mark(start, end, label.replace("_", ""), mask.get("value"))

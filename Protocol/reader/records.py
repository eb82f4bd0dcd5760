"""Records: the tables of records.md, the vocabularies, and what the change that creates a record says."""

import datetime
import json
import pathlib
import re

from primitives import require, same

PROTOCOL = pathlib.Path(__file__).resolve().parent.parent

# -- The tables -----------------------------------------------------------------------------------


def rows(header):
    """The cells of the table of records.md that begins with `header`, code quotes removed."""
    lines = (PROTOCOL / "records.md").read_text(encoding="utf-8").split("\n")
    cells = [[cell.strip().replace("`", "") for cell in line.strip("|").split("|")] for line in lines]
    start = cells.index(header) + 2
    found = []
    for line, row in zip(lines[start:], cells[start:]):
        if not line.startswith("|"):
            break
        found.append(row)
    return found


def vocabularies():
    found = {}
    for path in sorted((PROTOCOL / "vocabularies").glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        same(content["vocabulary"], path.stem, "name of a vocabulary")
        codes = {code["code"]: code for code in content["codes"]}
        require(len(codes) == len(content["codes"]), f"{path.stem}: a code stands twice")
        for code in codes.values():
            datetime.date.fromisoformat(code["validFrom"])
            require({"fr-FR", "nl-BE", "en"} <= set(code["labels"]), f"{path.stem}: {code['code']}")
            require(code.get("supersededBy", code["code"]) in codes, f"{path.stem}: successor")
            require(code.get("country", "FR") in ("FR", "BE"), f"{path.stem}: {code['code']}: country")
        found[path.stem] = codes
    return found


class Field:
    def __init__(self, code, holds, marks):
        self.code = code
        word, _, rest = holds.partition(" ")
        self.word = word
        self.marks = [] if marks == "–" else marks.split(", ")
        self.vocabulary = VOCABULARIES[rest.removeprefix("of ")] if word in ("code", "codes") else None
        self.range = None
        if word == "integer":
            low, high = re.fullmatch(r"from (\d+) to (\d+)", rest).groups()
            self.range = range(int(low), int(high) + 1)

    @property
    def first(self):
        """What stands in it at creation where nobody says otherwise."""
        begins = [mark.removeprefix("at first ") for mark in self.marks if mark.startswith("at first ")]
        return begins[0] if begins else None

    @property
    def apart(self):
        """The volet of the companion in which it stands, and whether only its penal codes stand there."""
        for mark in self.marks:
            beginning, found, volet = mark.partition("apart in ")
            if found:
                return volet.partition(" but for ")[0], beginning == "penal codes "
        return None, False

    @property
    def open_codes(self):
        """The codes of a field apart that stand in the record itself."""
        for mark in self.marks:
            _, found, codes = mark.partition(" but for ")
            if found:
                return codes.split(" and ")
        return []

    def told(self, value):
        """A value as it is written; refused where the field does not hold it."""
        if self.word == "integer":
            require(type(value) is int and value in self.range, f"{self.code}: {value!r}")
            return str(value)
        if self.word == "flag":
            require(type(value) is bool, f"{self.code}: {value!r}")
            return "true" if value else "false"
        require(type(value) is str and value.strip() != "", f"{self.code}: {value!r}")
        if self.word == "date":
            require(re.fullmatch(r"\d{4}(-\d\d){0,2}", value), f"{self.code}: {value!r}")
        if self.word == "moment":
            require(datetime.datetime.fromisoformat(value).utcoffset() is not None, self.code)
            require(len(value) == 22, f"{self.code}: {value!r}")
        if self.word in ("code", "codes"):
            require(value in self.vocabulary, f"{self.code}: {value!r} is no code")
        if self.word in ("reference", "references"):
            require(re.fullmatch(r"[0-9a-f]{32}", value), f"{self.code}: {value!r}")
        return value


VOCABULARIES = vocabularies()


def kinds():
    found = {row[0]: {} for row in rows(["kind", "is", "volets"])}
    for kind, code, holds, marks in rows(["kind", "field", "holds", "marks"]):
        found[kind][code] = Field(code, holds, marks)
    for kind, fields in found.items():
        name = kind.partition("/")[0]
        require(name in VOCABULARIES["kind"], f"{kind} has no name")
        for code in fields:
            require(f"{name}.{code}" in VOCABULARIES["field"], f"{kind}: {code} has no name")
    return found


def companions(kinds):
    """What stands apart of each kind, by the name of the companion: what names the record, then its fields."""
    found = {}
    for kind, fields in kinds.items():
        name, _, version = kind.partition("/")
        for field in fields.values():
            volet, only_penal = field.apart
            if volet is None:
                continue
            require(volet in ("justice", "interne"), f"{kind}: {field.code} apart in {volet}")
            require(not only_penal or field.word == "codes", f"{kind}: {field.code} is no set")
            for code in field.open_codes:
                require(field.word == "code", f"{kind}: {field.code} holds several")
                require(code in field.vocabulary, f"{kind}: {field.code} but for {code}")
            companion = found.setdefault(f"{name}.{volet}/{version}", {})
            companion.setdefault("of", Field("of", f"reference to {name}", "required"))
            companion[field.code] = field
    return found


KINDS = kinds()
COMPANIONS = companions(KINDS)

# -- Operations, as operations.md writes those of a first change ----------------------------------


class Bytes:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        require(self.at + count <= len(self.data), "operations too short")
        part = self.data[self.at : self.at + count]
        self.at += count
        return part

    def varint(self):
        number, shift = 0, 0
        while True:
            byte = self.take(1)[0]
            number |= (byte & 0x7F) << shift
            require(byte != 0 or shift == 0, "a varint longer than it needs")
            if byte < 0x80:
                return number
            shift += 7

    def signed(self):
        number = self.varint()
        return (number >> 1) ^ -(number & 1)

    def text(self):
        return self.take(self.varint()).decode("utf-8")


SET, INSERT_TEXT, INSERT_ITEM = 1, 2, 4


def names(kind, data):
    """What an operation names: of a write nothing, of an insertion where it hangs."""
    if kind == SET:
        same(data.varint(), 0, "writes that a first change overwrites")
        return None
    place = data.varint()
    if place == 1:
        return None
    same(place, 3, "placement")
    same(data.varint(), 0, "change of an anchor")
    return data.varint(), data.varint()


def measure(kind, data):
    """(what it is, and its value or the length of its text)"""
    if kind == INSERT_TEXT:
        return "text", data.varint()
    tag = data.varint()
    if tag == 1:
        return "text", data.varint()
    if tag == 2:
        return "value", data.signed()
    require(tag in (0, 3, 4), "value")
    return "value", {0: None, 3: False, 4: True}[tag]


def operations(data):
    """(kind, key, where, value) of each operation."""
    data = Bytes(data)
    same(data.varint(), 2, "format")
    same(data.varint(), 0, "cited changes")
    keys = [data.text() for _ in range(data.varint())]
    kinds = [None] * data.varint()
    kinds = [data.varint() for _ in kinds]
    require(set(kinds) <= {SET, INSERT_TEXT, INSERT_ITEM}, "operations of a first change")
    numbers = [data.varint() for _ in kinds]
    require(all(number < len(keys) for number in numbers), "number of a key")
    firsts = list(dict.fromkeys(numbers))
    same(firsts, list(range(len(keys))), "keys, in order of first use")
    places = [names(kind, data) for kind in kinds]
    measures = [measure(kind, data) for kind in kinds]
    values = [
        data.take(size).decode("utf-8") if what == "text" else size for what, size in measures
    ]
    same(data.at, len(data.data), "length")
    return list(zip(kinds, (keys[number] for number in numbers), places, values))


def document(data):
    """(registers, lists, texts) after a first change, each by key."""
    registers, lists, texts = {}, {}, {}
    ends = {}
    for index, (kind, key, place, value) in enumerate(operations(data)):
        if kind == SET:
            require(key not in registers, f"{key} is written twice")
            registers[key] = value
            continue
        # Whoever writes a record at once writes on: each run hangs behind the one before.
        require(place == ends.get((kind, key)), f"place of {key}")
        if kind == INSERT_TEXT:
            require(value != "", "nothing inserted")
            texts[key] = texts.get(key, "") + value
        else:
            lists.setdefault(key, []).append(value)
        ends[kind, key] = (index, len(value) - 1 if kind == INSERT_TEXT else 0)
    return registers, lists, texts


# -- A record -------------------------------------------------------------------------------------


def held(field, registers, lists, texts):
    """Takes the values of a field out of what a document holds."""
    if field.word == "prose":
        return [field.told(texts.pop(field.code))] if field.code in texts else []
    if field.word == "lines":
        return [field.told(line) for line in lists.pop(field.code, [])]
    if field.word in ("codes", "references"):
        beginning = field.code + "."
        members = [key for key in registers if key.startswith(beginning)]
        require(all(registers.pop(key) is True for key in members), f"{field.code}: a member")
        members = [field.told(key.removeprefix(beginning)) for key in members]
        order = list(field.vocabulary) if field.vocabulary else []
        return sorted(members, key=lambda one: (order.index(one) if one in order else 0, one))
    return [field.told(registers.pop(field.code))] if field.code in registers else []


def record_fields(v):
    kind = v["record_kind"]
    declared = KINDS.get(kind) or COMPANIONS.get(kind)
    require(declared, f"unknown kind {kind}")
    registers, lists, texts = document(bytes.fromhex(v["operations"]))
    same(next(iter(registers), None), "type", "the first write")
    same(registers.pop("type"), kind, "type")
    told = []
    for field in declared.values():
        values = held(field, registers, lists, texts)
        require(values or ("required" not in field.marks and field.first is None), field.code)
        told += [f"{field.code}={value}" for value in values]
    require(not registers and not lists and not texts, "keys that the kind does not have")
    same(" | ".join(told), v["reads"], "what it reads as")

"""Positions in Unicode scalars, as positions in UTF-8 bytes for a system that counts those."""


def in_utf8(patches, text):
    """The patches with positions and counts in bytes, and the text after them. `text` is the text
    before them, or None as long as everything is ASCII and nothing needs turning."""
    if text is None:
        if all(inserted.isascii() for _, _, inserted in patches):
            return patches, None
        raise ValueError("the text before is needed")
    turned = []
    for position, deleted, inserted in patches:
        after = position + deleted
        if text.isascii():
            turned.append((position, deleted, inserted))
        else:
            turned.append((len(text[:position].encode()), len(text[position:after].encode()),
                           inserted))
        text = text[:position] + inserted + text[after:]
    return turned, text


def is_ascii(changes):
    return all(inserted.isascii() for change in changes for _, _, inserted in change.patches)

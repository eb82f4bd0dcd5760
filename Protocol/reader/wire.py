"""The messages of Protocol/proto, compiled by protoc into a temporary folder when the reader starts."""

import pathlib
import subprocess
import tempfile

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.message import DecodeError

from primitives import Refused, require

PROTO = pathlib.Path(__file__).resolve().parent.parent / "proto"


def _load():
    pool = descriptor_pool.DescriptorPool()
    with tempfile.TemporaryDirectory() as folder:
        target = pathlib.Path(folder) / "all.bin"
        names = sorted(path.name for path in PROTO.glob("*.proto"))
        subprocess.run(
            ["protoc", f"--descriptor_set_out={target}", "--include_imports", "-I", ".", *names],
            cwd=PROTO,
            check=True,
        )
        files = descriptor_pb2.FileDescriptorSet.FromString(target.read_bytes())
    for file in files.file:
        pool.Add(file)
    return pool


_POOL = _load()


def message(name):
    return message_factory.GetMessageClass(_POOL.FindMessageTypeByName(f"carnet.v1.{name}"))


def parse(name, data):
    try:
        return message(name).FromString(data)
    except DecodeError as error:
        raise Refused(f"{name} does not parse") from error


def encode(name, **fields):
    return message(name)(**fields).SerializeToString(deterministic=True)


def check_ids(values, lengths, what):
    """Fixed lengths, strictly ascending."""
    values = list(values)
    require(all(len(value) == lengths for value in values), f"{what}: length")
    require(all(low < high for low, high in zip(values, values[1:])), f"{what}: order")
